//! Lines that name the authors: "By Ann Lee and Bo Ek, Moscow correspondent", "Ann Lee By Ann Lee Jun 20, 2024".

use super::words::Word;
use crate::knowledge::Knowledge;
use crate::knowledge::furniture::Kind;

/// Longest byline in words.
const LONGEST: usize = 24;

/// The authors of a byline, empty if it names a desk or an agency; `None` if the line is none.
pub fn authors(text: &str, words: &[Word], knowledge: &Knowledge) -> Option<Vec<String>> {
    if words.is_empty() || words.len() > LONGEST || text.trim_end().ends_with(['!', '?']) {
        return None;
    }
    let furniture = &knowledge.furniture;
    // "Ann Lee By Ann Lee": the name may stand before, as the alternative text of a portrait.
    let (start, length) = (0..words.len().min(6)).find_map(|at| Some((at, furniture.at(Kind::Byline, &words[at..])?)))?;
    let strong = words[start].lower != "from";
    if !strong || (start > 0 && !(words[start].lower == "by" && words[start].capital && repeats(&words[..start], &words[start + length..]))) {
        return None;
    }
    let after = &words[start + length..];
    let (names, used) = names(text, after, knowledge);
    let rest = &after[used..];
    let role = |w: &Word| {
        furniture.at(Kind::Role, &[w]).is_some() || furniture.at(Kind::Dating, &[w]).is_some() || furniture.at(Kind::Byline, &[w]).is_some()
    };
    let calendar = &knowledge.calendar;
    let date =
        |w: &Word| calendar.month(&w.lower).is_some() || calendar.weekday(&w.lower).is_some() || w.lower.starts_with(|c: char| c.is_ascii_digit());
    let explained = |w: &Word| w.capital || role(w) || date(w) || furniture.at(Kind::Function, &[w]).is_some();
    if names.is_empty() {
        // "By the foreign desk", "By a correspondent in Brussels", "Written by ADMIN"
        let desk = after.iter().any(|w| furniture.at(Kind::Anonymous, &[w]).is_some());
        // Agencies and desks may have names in small letters.
        let article = after.first().is_some_and(|w| ["a", "an", "the", "our"].contains(&w.lower.as_str()));
        let unexplained = after.iter().filter(|w| !explained(w)).count();
        return (desk && words.len() <= 12 && !text.trim_end().ends_with('.') && unexplained <= if article { 2 } else { 0 }).then(Vec::new);
    }
    rest.iter().all(explained).then_some(names)
}

/// Whether the words after "By" begin with those before it.
fn repeats(before: &[Word], after: &[Word]) -> bool {
    after.len() >= before.len() && before.iter().zip(after).all(|(a, b)| a.lower == b.lower)
}

/// The persons at the start of `words`, and how many words they take.
fn names(text: &str, words: &[Word], knowledge: &Knowledge) -> (Vec<String>, usize) {
    let (mut names, mut at) = (Vec::new(), 0);
    loop {
        let (start, mut end, mut letters) = (at, at, 0);
        while let Some(word) = words.get(end) {
            let gap = if end > start { &text[words[end - 1].at.end..word.at.start] } else { "" };
            let joined = matches!(gap, "" | " " | "\u{a0}" | "-" | "’" | "'" | ". " | ".");
            // "Lee Bon-young": the second half of a given name is not capitalised.
            if !joined || !(gap == "-" || is_name_part(word, end > start, knowledge)) {
                break;
            }
            letters += usize::from(word.capital);
            end += 1;
        }
        while end > start + 1 && PARTICLES.contains(&words[end - 1].lower.as_str()) {
            end -= 1;
        }
        if !(letters >= 2 && end - start <= 7) {
            return (names, start);
        }
        names.push(title_case(&text[words[start].at.start..words[end - 1].at.end]));
        at = end;
        let gap = words.get(at).map(|next| &text[words[at - 1].at.end..next.at.start]);
        match (gap, words.get(at).map(|w| w.lower.as_str())) {
            (Some(_), Some("and")) => at += 1,
            (Some(gap), Some(_)) if gap.trim() == "," || gap.trim() == "&" || gap.trim() == ";" => {}
            _ => return (names, at),
        }
    }
}

/// What stands uncapitalised inside names.
const PARTICLES: [&str; 16] = ["al", "bin", "da", "das", "de", "del", "den", "der", "di", "dos", "du", "el", "ibn", "la", "van", "von"];

/// Whether a word can be part of a person's name: capitalised or a particle, but no month, no role.
fn is_name_part(word: &Word, inside: bool, knowledge: &Knowledge) -> bool {
    let furniture = &knowledge.furniture;
    if inside && PARTICLES.contains(&word.lower.as_str()) {
        return true;
    }
    let other = furniture.is(Kind::Role, &[word]) || furniture.is(Kind::Anonymous, &[word]) || (inside && furniture.is(Kind::Byline, &[word]));
    // April, May and June are given names, too.
    let date = knowledge.calendar.month(&word.lower).is_some_and(|month| inside || !(4..=6).contains(&month));
    word.capital && !other && !date && !word.lower.chars().any(|c| c.is_ascii_digit())
}

/// "CHOE SANG-HUN" as people write it elsewhere.
fn title_case(name: &str) -> String {
    if name.chars().any(char::is_lowercase) {
        return name.to_owned();
    }
    let mut start = true;
    let lower = |c: char, start: bool| if start { c.to_string() } else { c.to_lowercase().to_string() };
    name.chars().map(|c| lower(c, std::mem::replace(&mut start, !c.is_alphanumeric()))).collect()
}

#[cfg(test)]
mod tests {
    use super::super::words::words;
    use super::*;

    #[test]
    fn bylines_are_told_from_sentences() {
        let knowledge = Knowledge::load().unwrap();
        for (text, expected) in [
            ("By Ann Lee", Some(vec!["Ann Lee"])),
            ("By Zoë van der Berg and Bo Ek", Some(vec!["Zoë van der Berg", "Bo Ek"])),
            ("BY CHO MIN-SU, Seoul correspondent", Some(vec!["Cho Min-Su"])),
            ("By Park Ji-won, staff reporter", Some(vec!["Park Ji-won"])),
            ("Ann Lee By Ann Lee Jun20,2024", Some(vec!["Ann Lee"])),
            ("Prepared by: Ivan Petrov", Some(vec!["Ivan Petrov"])),
            ("Written by ADMIN", Some(vec![])),
            ("By the foreign desk, Example Wire", Some(vec![])),
            ("By a correspondent in Vienna", Some(vec![])),
            ("By the night desk, example wire", Some(vec![])),
            ("By Ann Lee | March 3, 2024", Some(vec!["Ann Lee"])),
            ("By J. K. Doe for Example News", Some(vec!["J. K. Doe"])),
            ("By the numbers: what the vote means", None),
            ("By law the president must sign it", None),
            ("Killed by a mob", None),
            ("By Monday the talks were over.", None),
            ("Attack claimed by Islamic State", None),
            ("From Russia with arms", None),
        ] {
            let expected = expected.map(|names| names.into_iter().map(str::to_owned).collect::<Vec<_>>());
            assert_eq!(authors(text, &words(text), &knowledge), expected, "{text}");
        }
    }
}
