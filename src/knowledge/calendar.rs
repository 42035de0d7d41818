//! The calendar's words, and dates as people write them in full.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use jiff::civil::{Date, Weekday};

use super::files::data_file;
use super::table::rows;
use crate::error::{Error, Result};

const FILE: &str = "data/lexicon/calendar.tsv";

/// A length of time that words name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Up to an hour: the day is the same.
    Hour,
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// Two weeks.
    Fortnight,
    /// A month.
    Month,
    /// Three months.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// A full date in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Written {
    /// Only one reading.
    Sure(Date),
    /// `9/4/2023`: the month first (American), or the day first.
    Either {
        /// Read as month/day/year.
        month_first: Date,
        /// Read as day/month/year.
        day_first: Date,
    },
}

/// The calendar's words.
pub struct Calendar {
    months: HashMap<String, i8>,
    weekdays: HashMap<String, Weekday>,
    numbers: HashMap<String, i32>,
    ordinals: HashMap<String, i32>,
    units: HashMap<String, Unit>,
    seasons: HashMap<String, i8>,
    shifts: HashMap<String, i32>,
    directions: HashMap<String, i32>,
    fillers: HashSet<String>,
}

impl Calendar {
    /// Parses the embedded file.
    pub fn load() -> Result<Self> {
        let mut calendar = Self {
            months: HashMap::new(),
            weekdays: HashMap::new(),
            numbers: HashMap::new(),
            ordinals: HashMap::new(),
            units: HashMap::new(),
            seasons: HashMap::new(),
            shifts: HashMap::new(),
            directions: HashMap::new(),
            fillers: HashSet::new(),
        };
        for (line, [kind, word, value]) in rows::<3>(FILE, data_file(FILE, include_str!("../../data/lexicon/calendar.tsv"))?)? {
            let bad = |what: &str| Error::data(format!("{FILE}:{line}"), format!("`{value}` is not {what}"));
            let word = word.to_owned();
            match kind {
                "month" => drop(calendar.months.insert(word, value.parse().map_err(|_| bad("a month's number"))?)),
                "season" => drop(calendar.seasons.insert(word, value.parse().map_err(|_| bad("a month's number"))?)),
                "number" => drop(calendar.numbers.insert(word, value.parse().map_err(|_| bad("a number"))?)),
                "ordinal" => drop(calendar.ordinals.insert(word, value.parse().map_err(|_| bad("a number"))?)),
                "shift" => drop(calendar.shifts.insert(word, value.parse().map_err(|_| bad("a number"))?)),
                "direction" => drop(calendar.directions.insert(word, value.parse().map_err(|_| bad("a number"))?)),
                "filler" => drop(calendar.fillers.insert(word)),
                "weekday" => {
                    let number: i8 = value.parse().map_err(|_| bad("a weekday's number"))?;
                    calendar.weekdays.insert(word, Weekday::from_monday_one_offset(number).map_err(|_| bad("a weekday's number"))?);
                }
                "unit" => drop(calendar.units.insert(word, unit(value).ok_or_else(|| bad("a unit"))?)),
                _ => return Err(Error::data(format!("{FILE}:{line}"), format!("`{kind}` is not a kind of calendar word"))),
            }
        }
        Ok(calendar)
    }

    /// 1 to 12.
    pub fn month(&self, word: &str) -> Option<i8> {
        self.months.get(word.trim_end_matches('.')).copied()
    }

    /// The weekday that a word names; its plural ("Tuesdays") too.
    pub fn weekday(&self, word: &str) -> Option<Weekday> {
        let word = word.trim_end_matches('.');
        self.weekdays.get(word).or_else(|| self.weekdays.get(word.strip_suffix("days").map(|w| format!("{w}day"))?.as_str())).copied()
    }

    /// A number in words or digits ("a" is 1, "several" about 3).
    pub fn number(&self, word: &str) -> Option<i32> {
        self.numbers.get(word).copied().or_else(|| word.parse().ok().filter(|&n: &i32| (0..=9999).contains(&n)))
    }

    /// "third", "3rd".
    pub fn ordinal(&self, word: &str) -> Option<i32> {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let suffix = &word[digits.len()..];
        let written = || digits.parse().ok().filter(|_| ["st", "nd", "rd", "th"].contains(&suffix));
        self.ordinals.get(word).copied().or_else(written)
    }

    /// "week", "years".
    pub fn unit(&self, word: &str) -> Option<Unit> {
        self.units.get(word).copied()
    }

    /// The first month of a season of the northern hemisphere.
    pub fn season(&self, word: &str) -> Option<i8> {
        self.seasons.get(word).copied()
    }

    /// "yesterday" is -1, in days from the day of publication.
    pub fn shift(&self, word: &str) -> Option<i32> {
        self.shifts.get(word).copied()
    }

    /// "last" is -1, "this" 0, "next" 1.
    pub fn direction(&self, word: &str) -> Option<i32> {
        self.directions.get(word).copied()
    }

    /// Words that do not change which days are meant ("early", "local time").
    pub fn is_filler(&self, word: &str) -> bool {
        self.fillers.contains(word)
    }

    /// Full dates (day, month and year) in a short text, with the bytes they stand at.
    pub fn dates_in(&self, text: &str) -> Vec<(Range<usize>, Written)> {
        let parts = parts(text);
        let (mut out, mut at) = (Vec::new(), 0);
        while at < parts.len() {
            match self.date_at(&parts[at..]) {
                Some((length, date)) => {
                    out.push((parts[at].at.start..parts[at + length - 1].at.end, date));
                    at += length;
                }
                None => at += 1,
            }
        }
        out
    }

    /// A date at the start of `parts`, and how many of them it takes.
    fn date_at(&self, parts: &[Part]) -> Option<(usize, Written)> {
        let [a, b, c, ..] = parts else { return None };
        let date = |year: i32, month: i32, day: i32| {
            let year = if year < 100 { 2000 + year } else { year };
            (1800..=2200).contains(&year).then(|| Date::new(year as i16, month.try_into().ok()?, day.try_into().ok()?).ok()).flatten()
        };
        let year = |part: &Part| part.number.filter(|_| part.digits == 4);
        if let (Some(x), Some(y), Some(z)) = (a.number, b.number, c.number) {
            let joint = |s: char| b.before == Some(s) && c.before == Some(s);
            if !(joint('-') || joint('/') || joint('.')) || a.digits > 4 || b.digits > 2 || c.digits > 4 {
                return None;
            }
            if a.digits == 4 {
                return Some((3, Written::Sure(date(x, y, z)?)));
            }
            if a.digits > 2 || !(c.digits == 4 || c.digits == 2) {
                return None;
            }
            return match (date(z, x, y), date(z, y, x)) {
                (Some(month_first), Some(day_first)) if month_first != day_first && !joint('.') => {
                    Some((3, Written::Either { month_first, day_first }))
                }
                (_, Some(day_first)) if joint('.') => Some((3, Written::Sure(day_first))),
                (Some(sure), _) | (_, Some(sure)) => Some((3, Written::Sure(sure))),
                _ => None,
            };
        }
        let day = |part: &Part| {
            part.number
                .filter(|_| part.digits <= 2)
                .or_else(|| self.ordinal(&part.lower).filter(|_| part.lower.starts_with(|c: char| c.is_ascii_digit())))
        };
        // "June 20, 2024", "Jun20,2024", "July 22nd, 2024"
        if let (Some(month), Some(day), Some(year)) = (self.month(&a.lower), day(b), year(c)) {
            return Some((3, Written::Sure(date(year, month.into(), day)?)));
        }
        // "20 June 2024", "20th of June, 2024"
        let of = usize::from(b.lower == "of");
        let (b, c) = (parts.get(1 + of)?, parts.get(2 + of)?);
        if let (Some(day), Some(month), Some(year)) = (day(a), self.month(&b.lower), year(c)) {
            return Some((3 + of, Written::Sure(date(year, month.into(), day)?)));
        }
        None
    }
}

fn unit(name: &str) -> Option<Unit> {
    Some(match name {
        "hour" => Unit::Hour,
        "day" => Unit::Day,
        "weekend" => Unit::Weekend,
        "week" => Unit::Week,
        "fortnight" => Unit::Fortnight,
        "month" => Unit::Month,
        "quarter" => Unit::Quarter,
        "year" => Unit::Year,
        "decade" => Unit::Decade,
        "century" => Unit::Century,
        _ => return None,
    })
}

/// A word or number of a date.
struct Part {
    at: Range<usize>,
    lower: String,
    number: Option<i32>,
    digits: usize,
    /// The single separator that joins it to the part before.
    before: Option<char>,
}

/// Runs of letters and runs of digits (with a letter suffix: "22nd").
fn parts(text: &str) -> Vec<Part> {
    let mut out: Vec<Part> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((start, c)) = chars.next() {
        if !c.is_alphanumeric() {
            continue;
        }
        let digit = c.is_ascii_digit();
        let mut end = start + c.len_utf8();
        let mut letters = 0;
        while let Some(&(at, next)) = chars.peek() {
            // A number takes the letters of an ordinal ("22nd") with it, but not those of a unit or name.
            let suffix = digit && next.is_ascii_alphabetic() && letters < 2 && is_ordinal_suffix(&text[end - letters..]);
            if !(if digit && letters == 0 {
                next.is_ascii_digit() || suffix
            } else if digit {
                suffix
            } else {
                next.is_alphabetic()
            }) {
                break;
            }
            letters += usize::from(digit && !next.is_ascii_digit());
            end = at + next.len_utf8();
            chars.next();
        }
        let lower = text[start..end].to_lowercase();
        let before = out.last().and_then(|last| {
            let mut gap = text[last.at.end..start].chars();
            gap.next().filter(|_| gap.next().is_none())
        });
        let number = (digit && lower.len() <= 8).then(|| lower.parse().ok()).flatten();
        out.push(Part { at: start..end, digits: lower.len(), lower, number, before });
    }
    out
}

/// Whether the text starts with the two letters of an English ordinal and no third.
fn is_ordinal_suffix(text: &str) -> bool {
    let letters: String = text.chars().take_while(|c| c.is_ascii_alphabetic()).collect();
    ["st", "nd", "rd", "th"].contains(&letters.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_read_in_the_ways_that_pages_write_them() {
        let calendar = Calendar::load().unwrap();
        for (text, iso) in [
            ("Posted on : 2023-09-12 13:45 KST", "2023-09-12"),
            ("By Ann Lee Jun20,2024", "2024-06-20"),
            ("Mon. Jul 22nd, 2024", "2024-07-22"),
            ("April 25, 2019", "2019-04-25"),
            ("Sept. 4, 2023", "2023-09-04"),
            ("25 April 2019", "2019-04-25"),
            ("the 3rd of May 1999", "1999-05-03"),
            ("2024/06/19", "2024-06-19"),
            ("31/12/2023", "2023-12-31"),
            ("12/31/2023", "2023-12-31"),
            ("04.09.2023", "2023-09-04"),
            ("11/11/2023", "2023-11-11"),
        ] {
            let found = calendar.dates_in(text);
            assert!(matches!(found.as_slice(), [(_, Written::Sure(date))] if date.to_string() == iso), "{text}: {found:?}");
        }
        let found = calendar.dates_in("9/4/2023");
        assert!(matches!(found.as_slice(), [(_, Written::Either { month_first, day_first })]
            if month_first.to_string() == "2023-09-04" && day_first.to_string() == "2023-04-09"));
        for text in ["June 20", "in 2024", "31/31/2023", "1-2-3-4", "version 1.2.3", "a 50-40-10 split", "٣/٤/٢٠٢٤", "99999999/1/1"] {
            assert!(calendar.dates_in(text).is_empty(), "{text}");
        }
    }
}
