//! Dates as people type them in questions, and the nearest right one for those that are none.

use jiff::civil::Date;
use jiff::fmt::strtime;

use crate::error::{Error, Result};

/// A day, month or year as typed, as the first or last day that it means ("2024-06" as since or until).
///
/// # Errors
/// [`Error::Query`] for what is no date, with the one that may be meant.
pub fn day(typed: &str, last: bool) -> Result<String> {
    if let Some(day) = exact(typed, last) {
        return Ok(day);
    }
    let hint = meant(typed).map_or_else(|| "write 2024-06-19, 2024-06 or 2024".to_owned(), |meant| format!("nearest: {meant}"));
    Err(Error::Query(format!("“{typed}” is not a date; {hint}")))
}

/// Only what is written as ISO 8601 has it, and stands in the calendar.
fn exact(typed: &str, last: bool) -> Option<String> {
    let parts: Vec<&str> = typed.split('-').collect();
    let shape: Vec<usize> = parts.iter().map(|part| part.len()).collect();
    if !parts.iter().all(|part| part.bytes().all(|b| b.is_ascii_digit())) || !matches!(shape[..], [4] | [4, 2] | [4, 2, 2]) {
        return None;
    }
    let number = |i: usize| parts.get(i).and_then(|part| part.parse::<i8>().ok());
    let month = number(1).unwrap_or(if last { 12 } else { 1 });
    let first = Date::new(parts[0].parse().ok()?, month, 1).ok()?;
    let day = number(2).unwrap_or(if last { first.days_in_month() } else { 1 });
    Date::new(first.year(), month, day).ok().map(|date| date.to_string())
}

/// The date that somebody may have meant who wrote another form of it, or a day that the month does not have.
fn meant(typed: &str) -> Option<String> {
    const DAYS: [&str; 9] = ["%Y/%m/%d", "%Y.%m.%d", "%Y%m%d", "%d.%m.%Y", "%d/%m/%Y", "%d-%m-%Y", "%d %B %Y", "%B %d, %Y", "%Y-%m-%d"];
    const MONTHS: [&str; 6] = ["%Y/%m", "%Y-%m", "%m/%Y", "%m.%Y", "%B %Y", "%m-%Y"];
    let typed = typed.trim();
    let read = |form: &str| strtime::parse(form, typed).ok();
    let day = DAYS.into_iter().filter_map(read).find_map(|parts| parts.to_date().ok());
    let month = || {
        let parts = MONTHS.into_iter().find_map(read)?;
        Date::new(parts.year()?, parts.month()?, 1).ok().map(|date| date.strftime("%Y-%m").to_string())
    };
    day.map(|date| date.to_string()).or_else(month).or_else(|| nearest_in_calendar(typed))
}

/// "2024-02-30" is nearest to the last day of its month, "2024-13" to the last month of its year.
fn nearest_in_calendar(typed: &str) -> Option<String> {
    let parts: Vec<i16> = typed.split('-').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let (year, month) = (*parts.first()?, i8::try_from((*parts.get(1)?).clamp(1, 12)).ok()?);
    let first = Date::new(year, month, 1).ok().filter(|_| (1000..=2999).contains(&year))?;
    Some(match parts.get(2) {
        None => first.strftime("%Y-%m").to_string(),
        Some(day) => Date::new(year, month, i8::try_from((*day).clamp(1, first.days_in_month().into())).ok()?).ok()?.to_string(),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_month_or_a_year_means_its_first_day_or_its_last() {
        assert_eq!(day("2024", false).unwrap(), "2024-01-01");
        assert_eq!(day("2024-06", true).unwrap(), "2024-06-30");
        assert_eq!(day("2024-02", true).unwrap(), "2024-02-29");
        assert_eq!(day("2024-06-19", true).unwrap(), "2024-06-19");
    }

    #[test]
    fn what_is_no_date_gets_the_nearest_one() {
        let hint = |typed: &str| day(typed, false).unwrap_err().to_string();
        for (typed, meant) in [
            ("2024/06", "2024-06"),
            ("19.06.2024", "2024-06-19"),
            ("19-06-2024", "2024-06-19"),
            ("19 June 2024", "2024-06-19"),
            ("June 19, 2024", "2024-06-19"),
            ("June 2024", "2024-06"),
            ("2024-6-9", "2024-06-09"),
            ("2024-02-30", "2024-02-29"),
            ("2024-13", "2024-12"),
        ] {
            assert!(hint(typed).ends_with(&format!("nearest: {meant}")), "{}", hint(typed));
        }
        for typed in ["yesterday", "", "24", "June", "2024-"] {
            assert!(hint(typed).contains("2024-06-19, 2024-06 or 2024"), "{}", hint(typed));
        }
    }
}
