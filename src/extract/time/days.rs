//! Stretches of days and how units of time are counted from a day.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::knowledge::calendar::Unit;

/// From a day to a day; an open end cannot be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Days {
    /// First day.
    pub from: Option<Date>,
    /// Last day.
    pub to: Option<Date>,
}

impl Days {
    /// One day.
    pub fn on(day: Date) -> Self {
        Self { from: Some(day), to: Some(day) }
    }

    /// From the one to the other, whichever is earlier.
    pub fn between(a: Date, b: Date) -> Self {
        Self { from: Some(a.min(b)), to: Some(a.max(b)) }
    }
}

/// `count` units as a span.
pub fn span(unit: Unit, count: i32) -> Span {
    match unit {
        Unit::Hour => 0.days(),
        Unit::Day => count.days(),
        Unit::Week | Unit::Weekend => count.weeks(),
        Unit::Fortnight => (2 * count).weeks(),
        Unit::Month => count.months(),
        Unit::Quarter => (3 * count).months(),
        Unit::Year => count.years(),
        Unit::Decade => (10 * count).years(),
        Unit::Century => (100 * count).years(),
    }
}

/// The day `count` units after (before, if negative) a day.
pub fn moved(day: Date, unit: Unit, count: i32) -> Option<Date> {
    // Nothing in the news is further away; the limit keeps the arithmetic in range.
    if count.abs() > 9999 { None } else { day.checked_add(span(unit, count)).ok() }
}

/// The unit of the calendar that holds the day: its week from Monday on, its month, its year.
pub fn unit_around(day: Date, unit: Unit) -> Option<Days> {
    let month = |first: i8, months: i8| {
        let from = Date::new(day.year(), first, 1).ok()?;
        Some(Days { from: Some(from), to: from.checked_add(i32::from(months).months()).ok()?.yesterday().ok() })
    };
    let years = |length: i16| {
        let first = day.year() - day.year().rem_euclid(length);
        Some(Days { from: Date::new(first, 1, 1).ok(), to: Date::new(first + length - 1, 12, 31).ok() })
    };
    let monday = day.checked_sub(i64::from(day.weekday().to_monday_zero_offset()).days()).ok()?;
    match unit {
        Unit::Hour | Unit::Day => Some(Days::on(day)),
        Unit::Week => Some(Days { from: Some(monday), to: moved(monday, Unit::Day, 6) }),
        Unit::Fortnight => Some(Days { from: Some(monday), to: moved(monday, Unit::Day, 13) }),
        Unit::Weekend => Some(Days { from: moved(monday, Unit::Day, 5), to: moved(monday, Unit::Day, 6) }),
        Unit::Month => month(day.month(), 1),
        Unit::Quarter => month((day.month() - 1) / 3 * 3 + 1, 3),
        Unit::Year => month(1, 12),
        Unit::Decade => years(10),
        Unit::Century => years(100),
    }
}

/// The latest such weekday up to the day, the day itself included.
pub fn weekday_until(day: Date, weekday: Weekday) -> Option<Date> {
    day.checked_sub(i64::from(day.weekday().since(weekday)).days()).ok()
}

/// The earliest such weekday from the day on, the day itself included.
pub fn weekday_from(day: Date, weekday: Weekday) -> Option<Date> {
    day.checked_add(i64::from(day.weekday().until(weekday)).days()).ok()
}
