//! The words of a time expression to days.

use jiff::civil::{Date, Weekday};

use super::days::{Days, moved, unit_around, weekday_from, weekday_until};
use crate::knowledge::calendar::{Calendar, Unit, Written};

/// Whether the event lies before or after the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// "met"
    Past,
    /// "will meet", "plans to meet"
    Future,
    /// Cannot be told.
    Unknown,
}

/// What an expression is read against.
#[derive(Debug, Clone, Copy)]
pub struct Setting {
    /// The day of publication.
    pub published: Option<Date>,
    /// Of the verb.
    pub tense: Tense,
    /// The day that was spoken of before ("the following day").
    pub reference: Option<Date>,
}

/// What an expression means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// These days.
    Days(Days),
    /// A time, but which cannot be told.
    Vague,
    /// No point in time: a duration, an age, a frequency.
    None,
}

/// The meaning of an expression with the preposition before it.
pub fn meaning(text: &str, preposition: &str, setting: Setting, calendar: &Calendar) -> Meaning {
    let words = words(text);
    let mut parser = Parser { words: &words, setting, calendar };
    let Some(days) = parser.days(text, preposition) else { return parser.vague(preposition) };
    Meaning::Days(bounded(days, preposition, setting))
}

/// Lower-case runs of letters and digits.
fn words(text: &str) -> Vec<String> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).map(str::to_lowercase).collect()
}

/// "since", "until", "before" open an end.
fn bounded(days: Days, preposition: &str, setting: Setting) -> Days {
    match preposition {
        "since" => Days { to: setting.published.filter(|p| days.from.is_some_and(|from| from <= *p)).or(days.to), ..days },
        "until" | "till" | "before" => Days { from: None, ..days },
        "by" => Days { from: setting.published.filter(|p| setting.tense != Tense::Past && days.to.is_some_and(|to| *p <= to)), ..days },
        "after" => Days { to: None, ..days },
        _ => days,
    }
}

struct Parser<'a> {
    words: &'a [String],
    setting: Setting,
    calendar: &'a Calendar,
}

impl Parser<'_> {
    fn has(&self, word: &str) -> bool {
        self.words.iter().any(|w| w == word)
    }

    fn find<T>(&self, ask: impl Fn(&str) -> Option<T>) -> Option<(usize, T)> {
        self.words.iter().enumerate().find_map(|(i, w)| ask(w).map(|found| (i, found)))
    }

    fn days(&mut self, text: &str, preposition: &str) -> Option<Days> {
        self.absolute(text).or_else(|| self.shifted()).or_else(|| self.weekday()).or_else(|| self.relative(preposition)).or_else(|| self.anaphoric())
    }

    /// A time that cannot be told, or no time at all.
    fn vague(&self, preposition: &str) -> Meaning {
        let timely = |w: &str| self.calendar.shift(w).is_some() || self.calendar.weekday(w).is_some() || self.calendar.month(w).is_some();
        let pointing = ["ago", "earlier", "later", "recent", "same", "that", "previous", "following", "next", "last", "this"];
        let unit = self.words.iter().any(|w| self.calendar.unit(w).is_some());
        let point = self.words.iter().any(|w| pointing.contains(&w.as_str()));
        if self.words.iter().any(|w| timely(w)) || (unit && point && preposition != "for") { Meaning::Vague } else { Meaning::None }
    }

    /// Expressions that name a month, a year or a decade.
    fn absolute(&self, text: &str) -> Option<Days> {
        let written: Vec<Date> = self
            .calendar
            .dates_in(text)
            .into_iter()
            .map(|(_, w)| match w {
                Written::Sure(day) | Written::Either { month_first: day, .. } => day,
            })
            .collect();
        if let [first, .., last] | [first @ last] = written.as_slice() {
            return Some(Days::between(*first, *last));
        }
        if let Some((at, count)) = self.find(|w| self.calendar.ordinal(w)).filter(|&(at, _)| self.words.get(at + 1).is_some_and(|w| w == "century")) {
            let _ = at;
            let first = i16::try_from((count - 1) * 100).ok()?;
            return Some(Days { from: Date::new(first + 1, 1, 1).ok(), to: Date::new(first + 100, 12, 31).ok() });
        }
        if let Some((_, decade)) = self.find(decade) {
            return Some(Days { from: Date::new(decade, 1, 1).ok(), to: Date::new(decade + 9, 12, 31).ok() });
        }
        let years: Vec<i16> = self.years();
        let months: Vec<(usize, i8)> = self.words.iter().enumerate().filter_map(|(i, w)| Some((i, self.calendar.month(w)?))).collect();
        match (months.as_slice(), years.as_slice()) {
            ([], []) => self.season(None),
            ([], [year]) => self.season(Some(*year)).or_else(|| unit_around(Date::new(*year, 7, 1).ok()?, Unit::Year)),
            ([], [first, .., last]) => Some(Days { from: Date::new(*first.min(last), 1, 1).ok(), to: Date::new(*first.max(last), 12, 31).ok() }),
            ([(at, month), ..], _) => {
                let days = self.days_of_month(*at);
                let last = months.last().map_or(*month, |m| m.1);
                if days.is_empty() {
                    let from = self.month_days(*month, years.first().copied())?;
                    let to = if last == *month { from } else { self.month_days(last, years.last().copied())? };
                    return Some(Days { from: from.from, to: to.to });
                }
                let first_day = self.day_of(*month, *days.first()?, years.first().copied())?;
                let last_at = months.last().map_or(*at, |m| m.0);
                let last_day = Date::new(first_day.year(), last, *self.days_of_month(last_at).last().or(days.last())?).ok()?;
                Some(Days::between(first_day, last_day))
            }
        }
    }

    /// Years in four digits, and the short end of "1950-53".
    fn years(&self) -> Vec<i16> {
        let mut out: Vec<i16> = Vec::new();
        for word in self.words {
            if let Some(year) = year(word) {
                out.push(year);
            } else if let (Some(last), true, Ok(short)) = (out.last().copied(), word.len() == 2, word.parse::<i16>()) {
                let full = last - last.rem_euclid(100) + short;
                if full > last && self.words.iter().all(|w| self.calendar.month(w).is_none()) {
                    out.push(full);
                }
            }
        }
        out
    }

    /// Numbers beside a month that can be its days: "June 18-19", "the 3rd of May".
    fn days_of_month(&self, at: usize) -> Vec<i8> {
        let day = |w: &String| {
            let number = if w.len() <= 2 { w.parse::<i32>().ok() } else { None };
            let ordinal = || self.calendar.ordinal(w).filter(|_| w.starts_with(|c: char| c.is_ascii_digit()));
            number.or_else(ordinal).filter(|n| (1..=31).contains(n)).map(|n| n as i8)
        };
        let after: Vec<i8> = self.words[at + 1..].iter().filter(|w| *w != "and" && *w != "to" && *w != "the").map_while(day).collect();
        if !after.is_empty() {
            return after;
        }
        let before = self.words[..at].iter().rev().filter(|w| *w != "and" && *w != "to" && *w != "the" && *w != "of").map_while(day);
        let mut before: Vec<i8> = before.collect();
        before.reverse();
        before
    }

    /// A day of a month whose year may have to be told from the tense and the weekday.
    fn day_of(&self, month: i8, day: i8, year: Option<i16>) -> Option<Date> {
        if let Some(year) = year {
            return Date::new(year, month, day).ok();
        }
        let published = self.setting.published?;
        let weekday = self.find(|w| self.calendar.weekday(w)).map(|(_, weekday)| weekday);
        let years = [0, -1, 1, -2, 2].map(|shift| published.year() + shift);
        let mut candidates: Vec<Date> = years.into_iter().filter_map(|year| Date::new(year, month, day).ok()).collect();
        if candidates.iter().any(|date| Some(date.weekday()) == weekday) {
            candidates.retain(|date| Some(date.weekday()) == weekday);
        }
        let wrong_side = |date: &Date| match self.setting.tense {
            Tense::Past => *date > published,
            Tense::Future => *date < published,
            Tense::Unknown => false,
        };
        let distance = |date: &Date| (date.duration_since(published).as_hours() / 24).abs();
        let sided = if weekday.is_some() { None } else { candidates.iter().filter(|d| !wrong_side(d)).min_by_key(|d| distance(d)) };
        sided.or_else(|| candidates.iter().min_by_key(|d| distance(d))).copied()
    }

    /// A whole month whose year may have to be told.
    fn month_days(&self, month: i8, year: Option<i16>) -> Option<Days> {
        let around = |year: i16| unit_around(Date::new(year, month, 1).ok()?, Unit::Month);
        if let Some(year) = year {
            return around(year);
        }
        let published = self.setting.published?;
        let direction = self.find(|w| self.calendar.direction(w)).map(|(_, d)| d);
        // "last September" and "next May" are never the month of publication itself.
        let (this, tense) = (published.year(), self.setting.tense);
        match (direction, month.cmp(&published.month())) {
            (Some(-1), order) => around(if order.is_lt() { this } else { this - 1 }),
            (Some(1), order) => around(if order.is_gt() { this } else { this + 1 }),
            (Some(_), _) => around(this),
            (None, order) if order.is_gt() && tense == Tense::Past => around(this - 1),
            (None, order) if order.is_lt() && tense == Tense::Future => around(this + 1),
            (None, order) if order.is_gt() && tense == Tense::Unknown && month - published.month() > 6 => around(this - 1),
            (None, _) => around(this),
        }
    }

    /// "this summer", "in the spring of 2019".
    fn season(&self, year: Option<i16>) -> Option<Days> {
        let (_, month) = self.find(|w| self.calendar.season(w))?;
        let span = |year: i16| {
            let from = Date::new(year, month, 1).ok()?;
            Some(Days { from: Some(from), to: moved(from, Unit::Month, 3)?.yesterday().ok() })
        };
        if let Some(year) = year {
            return span(year);
        }
        let published = self.setting.published?;
        let begun = month <= published.month();
        let over = month + 2 < published.month();
        let direction = self.find(|w| self.calendar.direction(w)).map(|(_, d)| d);
        match direction {
            Some(-1) => span(if over { published.year() } else { published.year() - 1 }),
            Some(1) => span(if begun { published.year() + 1 } else { published.year() }),
            Some(_) => span(published.year()),
            None if self.setting.tense == Tense::Past && !begun => span(published.year() - 1),
            None if self.setting.tense == Tense::Future && over => span(published.year() + 1),
            None => span(published.year()),
        }
    }

    /// "yesterday", "the day after tomorrow".
    fn shifted(&self) -> Option<Days> {
        let (at, shift) = self.find(|w| self.calendar.shift(w))?;
        let before = &self.words[..at];
        let extra = if before.iter().any(|w| w == "before") { -1 } else { i32::from(before.iter().any(|w| w == "after")) };
        moved(self.setting.published?, Unit::Day, shift + extra).map(Days::on)
    }

    /// "on Tuesday", "last Friday", "Monday next week", "Tuesday and Wednesday".
    fn weekday(&self) -> Option<Days> {
        let published = self.setting.published?;
        let weekdays: Vec<(usize, Weekday)> = self.words.iter().enumerate().filter_map(|(i, w)| Some((i, self.calendar.weekday(w)?))).collect();
        let (&(first_at, first), &(_, last)) = (weekdays.first()?, weekdays.last()?);
        let direction = self.find(|w| self.calendar.direction(w));
        let one = |weekday: Weekday| {
            if let Some((at, shift)) = direction.filter(|&(at, _)| self.words.get(at + 1).is_some_and(|w| self.calendar.unit(w) == Some(Unit::Week)))
            {
                let _ = at;
                return weekday_from(unit_around(moved(published, Unit::Week, shift)?, Unit::Week)?.from?, weekday);
            }
            match (direction.filter(|&(at, _)| at < first_at).map(|(_, d)| d), self.setting.tense) {
                (Some(-1), _) => weekday_until(published.yesterday().ok()?, weekday),
                (Some(1), _) => weekday_from(published.tomorrow().ok()?, weekday),
                (_, Tense::Future) => weekday_from(published, weekday),
                (_, Tense::Past | Tense::Unknown) => weekday_until(published, weekday),
            }
        };
        let from = one(first)?;
        Some(Days::between(from, if weekdays.len() > 1 { one(last)? } else { from }))
    }

    /// "last week", "two years ago", "over the past six months", "earlier this year", "the end of the year".
    fn relative(&self, preposition: &str) -> Option<Days> {
        let published = self.setting.published?;
        let (at, unit) = self.find(|w| self.calendar.unit(w))?;
        let before = &self.words[..at];
        let number = before.iter().rev().find_map(|w| self.calendar.number(w));
        let counted = before.iter().any(|w| self.calendar.number(w).is_some() && w != "a" && w != "an");
        let direction = before.iter().rev().find_map(|w| self.calendar.direction(w));
        let rolling = self.has("past") || before.iter().any(|w| w == "coming" || w == "upcoming");
        let until_now = |from: Option<Date>| Days { from, to: Some(published) };
        let plural = self.words[at].ends_with('s');
        if self.has("recent") {
            return None;
        }
        if self.has("ago") {
            // "a year and a half ago"
            let half = self.has("half") && matches!(unit, Unit::Year);
            let (unit, number) =
                if half { (Unit::Month, number.unwrap_or(1) * 12 + 6) } else { (unit, number.filter(|_| number.is_some() || !plural)?) };
            return unit_around(moved(published, unit, -number)?, unit);
        }
        if self.has("earlier") || self.has("later") || self.has("far") {
            let this = direction.filter(|&d| d == 0).and_then(|_| unit_around(published, unit));
            return this.map(|this| if self.has("later") { Days { from: Some(published), to: this.to } } else { until_now(this.from) });
        }
        match (direction, number.filter(|_| counted)) {
            (Some(0), Some(count)) => Some(until_now(moved(published, unit, -count))),
            (Some(-1), Some(count)) => Some(until_now(moved(published, unit, -count))),
            (Some(1), Some(count)) => Some(Days { from: Some(published), to: moved(published, unit, count) }),
            (Some(-1), None) if rolling && !plural => Some(until_now(moved(published, unit, -1))),
            (Some(1), None) if rolling && !plural && unit != Unit::Weekend => Some(Days { from: Some(published), to: moved(published, unit, 1) }),
            (Some(1), None) if plural => Some(Days { from: Some(published), to: None }),
            (Some(_), None) if plural || unit == Unit::Day => None,
            (Some(shift), None) => unit_around(moved(published, unit, shift)?, unit),
            (None, _) if self.has("end") && !self.has("weekend") => unit_around(published, unit).map(|this| Days {
                from: this.to.and_then(|to| unit_around(to, if unit == Unit::Year { Unit::Quarter } else { Unit::Week })?.from),
                to: this.to,
            }),
            (None, Some(_) | None) if preposition == "within" || (preposition == "in" && self.setting.tense == Tense::Future) => {
                let day = moved(published, unit, number.filter(|_| !plural || counted)?)?;
                Some(if preposition == "within" { Days { from: Some(published), to: Some(day) } } else { unit_around(day, unit)? })
            }
            (None, None) if unit == Unit::Weekend => unit_around(published, unit).map(|this| self.weekend(this, published)),
            _ => None,
        }
    }

    /// "at the weekend": the last or the next one.
    fn weekend(&self, this: Days, published: Date) -> Days {
        let begun = this.from.is_some_and(|from| from <= published);
        let shift = |days: i32| Days { from: this.from.and_then(|d| moved(d, Unit::Day, days)), to: this.to.and_then(|d| moved(d, Unit::Day, days)) };
        if self.setting.tense == Tense::Future || begun { this } else { shift(-7) }
    }

    /// "the following day", "two days later", "a week earlier", "that day".
    fn anaphoric(&self) -> Option<Days> {
        let reference = self.setting.reference?;
        let (at, unit) = self.find(|w| self.calendar.unit(w))?;
        let number = self.words[..at].iter().rev().find_map(|w| self.calendar.number(w)).unwrap_or(1);
        let forward = ["following", "later", "next", "after"].iter().any(|w| self.has(w));
        let backward = ["previous", "earlier", "before", "preceding"].iter().any(|w| self.has(w));
        let same = self.has("same") || self.has("that");
        let count = if forward {
            number
        } else if backward {
            -number
        } else if same {
            0
        } else {
            return None;
        };
        unit_around(moved(reference, unit, count)?, unit)
    }
}

/// A year in four digits.
fn year(word: &str) -> Option<i16> {
    (word.len() == 4).then(|| word.parse().ok()).flatten().filter(|year| (1000..=2200).contains(year))
}

/// "1990s", "90s": the first year.
fn decade(word: &str) -> Option<i16> {
    let digits = word.strip_suffix('s')?;
    let number: i16 = digits.parse().ok().filter(|n| n % 10 == 0)?;
    match digits.len() {
        4 => Some(number),
        // The century that a short decade means: the last one that is over.
        2 => Some(if number >= 20 { 1900 + number } else { 2000 + number }),
        _ => None,
    }
}
