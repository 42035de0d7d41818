//! What can be said about a line without looking at its neighbours.

use jiff::civil::Date;

use super::byline;
use super::line::{Line, Role};
use super::words::{Word, head, is_quoted, is_terminal, key, scripts, words};
use crate::knowledge::Knowledge;
use crate::knowledge::calendar::Written;
use crate::knowledge::furniture::Kind;

/// A line of at least this many words that ends like a sentence is prose.
const PROSE: usize = 9;
/// A line of this many words is prose in any case.
const LONG: usize = 30;

/// The facts about one line.
pub struct Facts {
    /// Its words.
    pub words: Vec<Word>,
    /// Its words in lower case, for comparing.
    pub key: String,
    /// It ends as a sentence ends.
    pub terminal: bool,
    /// It reads like running text.
    pub prose: bool,
    /// It has letters.
    pub lettered: bool,
    /// Most letters are of another script than Latin.
    pub foreign: bool,
    /// It begins with a small letter.
    pub small: bool,
    /// It begins with a bullet.
    pub bullet: bool,
    /// Its authors, if it is a byline.
    pub byline: Option<Vec<String>>,
    /// The dates in it, if it is a byline or a line of dates.
    pub dates: Vec<Written>,
    /// Nothing but a date.
    pub dating: bool,
    /// Why it is furniture whatever stands around it; `None` if it may be article.
    pub furniture: Option<&'static str>,
}

/// The facts of a line.
pub fn facts(line: &Line<'_>, knowledge: &Knowledge) -> Facts {
    let text: &str = &line.text;
    let words = words(text);
    let (letters, foreign_letters) = scripts(text);
    let terminal = is_terminal(text);
    let bullet = line.item || text.starts_with(['•', '·', '*', '‣', '▪', '■', '●', '○', '►', '▶']) || text.starts_with(['-', '–', '—']);
    // Menus and boxes of a page name the authors and dates of other articles.
    let page = line.role == Role::Page;
    let byline = if page { None } else { byline::authors(text, &words, knowledge) };
    let dated = if !page && words.len() <= 24 { knowledge.calendar.dates_in(head(text)) } else { Vec::new() };
    let dating = is_dating(&words, &dated, knowledge);
    let dates = if dating || byline.is_some() { dated.iter().map(|&(_, date)| date).collect() } else { Vec::new() };
    let mut facts = Facts {
        key: key(&words),
        terminal,
        prose: (words.len() >= PROSE && terminal) || words.len() >= LONG,
        lettered: letters > 0,
        foreign: letters > 0 && foreign_letters * 2 > letters,
        small: text.trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_lowercase),
        bullet,
        byline,
        dates,
        dating,
        furniture: None,
        words,
    };
    facts.furniture = if page || line.role == Role::Beside { Some("page") } else { verdict(text, &facts, knowledge) };
    if facts.furniture.is_some() {
        facts.prose = false;
    }
    facts
}

fn verdict(text: &str, facts: &Facts, knowledge: &Knowledge) -> Option<&'static str> {
    let (furniture, words) = (&knowledge.furniture, &facts.words);
    let quoted = is_quoted(text);
    if !facts.lettered {
        return Some("no letters");
    }
    if facts.dating {
        return Some("date line");
    }
    if facts.byline.is_some() {
        return Some("byline");
    }
    if label(text, words, knowledge).is_some() {
        return Some("label of metadata");
    }
    if is_control(text, facts, knowledge) {
        return Some("control");
    }
    if is_credit(text, words, knowledge) {
        return Some("credit");
    }
    if words.len() <= 40 && !quoted && is_tail(text, words, knowledge) {
        return Some("contributors");
    }
    let address = words.iter().filter(|w| furniture.is(Kind::Address, &[w]) && !(w.lower == "us" && w.shout)).count();
    let (page, _) = furniture.count(Kind::Page, words);
    let lead = furniture.at(Kind::Lead, words).is_some();
    let verb = words.first().is_some_and(|w| furniture.is(Kind::Verb, &[w]));
    // A sentence to the visitor, not a sentence about the world: it tells or offers "you" something of the site.
    let score = 2 * usize::from(lead) + usize::from(verb) + usize::from(address > 0) + page.min(3) + usize::from(!facts.terminal);
    let needed = if quoted {
        6
    } else if words.len() <= 25 {
        3
    } else if words.len() <= 80 {
        4
    } else {
        6
    };
    (score >= needed && (lead || (page > 0 && (address > 0 || verb)))).then_some("address to the visitor")
}

/// The value of a line such as "Publisher: Example News".
pub fn label<'a>(text: &'a str, words: &[Word], knowledge: &Knowledge) -> Option<&'a str> {
    let (name, value) = text.split_once(':')?;
    let short = !words.is_empty() && words.len() <= 8 && !value.trim().is_empty() && !is_quoted(text);
    (short && knowledge.furniture.is(Kind::Label, &super::words::words(name))).then(|| value.trim())
}

/// Labels of buttons and menus, alone or glued together.
fn is_control(text: &str, facts: &Facts, knowledge: &Knowledge) -> bool {
    let (furniture, words) = (&knowledge.furniture, &facts.words);
    if words.is_empty() || words.len() > 24 || (facts.terminal && !text.ends_with([':', '…'])) {
        return false;
    }
    let (mut known, mut unknown, mut at) = (0, 0, 0);
    while at < words.len() {
        if let Some(length) = furniture.at(Kind::Control, &words[at..]) {
            known += length;
            at += length;
            continue;
        }
        let number = words[at].lower.chars().all(|c| c.is_ascii_digit());
        if !number && furniture.at(Kind::Function, &words[at..]).is_none() {
            unknown += 1;
        }
        at += 1;
    }
    known > 0 && known * 10 >= (known + unknown) * 7
}

/// "Copyright Ann Lee/Agency", "Photo: Agency", "(Agency)": a picture credit and nothing else.
fn is_credit(text: &str, words: &[Word], knowledge: &Knowledge) -> bool {
    let furniture = &knowledge.furniture;
    if words.is_empty() || words.len() > 16 {
        return false;
    }
    let sign = text.trim_start().starts_with('©');
    if !sign && furniture.agency(&key(words)).is_some() {
        return true;
    }
    let opens = sign || furniture.at(Kind::Credit, words).is_some();
    let agency = (0..words.len()).any(|i| (1..=3).any(|n| words.get(i..i + n).is_some_and(|w| furniture.agency(&key(w)).is_some())));
    let names =
        words.iter().all(|w| w.capital || furniture.has(Kind::Credit, &[w]) || furniture.is(Kind::Function, &[w]) || w.lower.parse::<u32>().is_ok());
    let copyright = sign || words[0].lower == "copyright" || words[0].lower == "credit";
    opens && names && (agency || copyright || text.contains('/'))
}

/// Credits of those who helped: "Ann Lee in Seoul contributed to this report.", "(Reporting by Ann Lee; Editing by Bo Ek)".
fn is_tail(text: &str, words: &[Word], knowledge: &Knowledge) -> bool {
    let furniture = &knowledge.furniture;
    if furniture.at(Kind::Tail, words).is_some() {
        // "Editing by", "Contributing: Ann Lee" open such a line; other sentences may open so, too, but not with names alone behind.
        let small = words.iter().filter(|w| !w.capital && furniture.at(Kind::Function, &[w]).is_none() && !furniture.has(Kind::Tail, &[w])).count();
        return text.starts_with(['(', '[']) || small <= 4;
    }
    words.first().is_some_and(|w| w.capital)
        && (1..words.len()).any(|at| furniture.at(Kind::Tail, &words[at..]).is_some_and(|n| n >= 2 && at + n >= words.len().saturating_sub(3)))
}

/// A line that only says when: "Posted on: 2023-09-12 13:45 KST", "Mon. Jul 22nd, 2024".
fn is_dating(words: &[Word], dates: &[(std::ops::Range<usize>, Written)], knowledge: &Knowledge) -> bool {
    let outside = |w: &&Word| !dates.iter().any(|(at, _)| at.start < w.at.end && w.at.start < at.end);
    let (calendar, furniture) = (&knowledge.calendar, &knowledge.furniture);
    let plain = |w: &Word| {
        let letters = w.lower.trim_start_matches(|c: char| c.is_ascii_digit());
        letters.is_empty()
            || calendar.weekday(&w.lower).is_some()
            || calendar.month(&w.lower).is_some()
            || furniture.at(Kind::Dating, &[letters]).is_some()
    };
    !dates.is_empty() && words.iter().filter(outside).all(plain)
}

/// The most plausible day of a written date. Ambiguous dates are decided by the weekdays in the text, since reports say on which of the last days things happened.
pub fn choose(written: Written, text: &str, knowledge: &Knowledge) -> Date {
    match written {
        Written::Sure(date) => date,
        Written::Either { month_first, day_first } => {
            let mut counts = [0i32; 8];
            for word in words(text).iter().filter(|w| w.capital) {
                if let Some(day) = knowledge.calendar.weekday(&word.lower) {
                    counts[usize::from(day.to_monday_one_offset().unsigned_abs())] += 1;
                }
            }
            let on = |date: Date| counts[usize::from(date.weekday().to_monday_one_offset().unsigned_abs())];
            let score = |date: Date| 2 * on(date) + date.yesterday().map_or(0, on);
            if score(day_first) > score(month_first) { day_first } else { month_first }
        }
    }
}
