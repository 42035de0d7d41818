//! What expressions mean, as a table; and which one belongs to an event, on documents built by hand.

use super::grammar::{Meaning, Setting, Tense, meaning};
use super::*;

/// Publication (a Wednesday), preposition and expression, tense, first and last day ("-": open; "?": vague; "": no time).
const CASES: &[(&str, &str, Tense, &str)] = &[
    // Weekdays: past or future by the tense.
    ("on", "Tuesday", Tense::Past, "2024-06-18"),
    ("on", "Tuesday", Tense::Future, "2024-06-25"),
    ("on", "Wednesday", Tense::Past, "2024-06-19"),
    ("on", "Wednesday", Tense::Future, "2024-06-19"),
    ("on", "Thursday", Tense::Past, "2024-06-13"),
    ("on", "Thursday", Tense::Future, "2024-06-20"),
    ("", "late Monday", Tense::Past, "2024-06-17"),
    ("", "Monday night", Tense::Past, "2024-06-17"),
    ("", "Sunday (local time", Tense::Past, "2024-06-16"),
    ("", "last Friday", Tense::Past, "2024-06-14"),
    ("", "last Wednesday", Tense::Past, "2024-06-12"),
    ("", "next Monday", Tense::Future, "2024-06-24"),
    ("", "next Wednesday", Tense::Future, "2024-06-26"),
    ("", "this Friday", Tense::Future, "2024-06-21"),
    ("on", "Friday last week", Tense::Past, "2024-06-14"),
    ("on", "Monday next week", Tense::Future, "2024-06-24"),
    ("on", "Tuesday and Wednesday", Tense::Past, "2024-06-18 2024-06-19"),
    ("by", "Friday", Tense::Future, "2024-06-19 2024-06-21"),
    ("since", "Monday", Tense::Past, "2024-06-17 2024-06-19"),
    ("until", "Sunday", Tense::Future, "- 2024-06-23"),
    // Days from the day of publication.
    ("", "today", Tense::Past, "2024-06-19"),
    ("", "tonight", Tense::Future, "2024-06-19"),
    ("", "yesterday", Tense::Past, "2024-06-18"),
    ("", "yesterday evening", Tense::Past, "2024-06-18"),
    ("", "tomorrow", Tense::Future, "2024-06-20"),
    ("", "the day before yesterday", Tense::Past, "2024-06-17"),
    ("", "the day after tomorrow", Tense::Future, "2024-06-21"),
    // Full and partial dates.
    ("on", "April 25, 2019", Tense::Past, "2019-04-25"),
    ("on", "25 April 2019", Tense::Past, "2019-04-25"),
    ("on", "the 3rd of May 1999", Tense::Past, "1999-05-03"),
    ("on", "Wednesday, June 19", Tense::Past, "2024-06-19"),
    ("", "Tuesday 18 June", Tense::Past, "2024-06-18"),
    ("on", "Sept. 4", Tense::Past, "2023-09-04"),
    ("on", "Sept. 4", Tense::Future, "2024-09-04"),
    ("on", "4 September", Tense::Future, "2024-09-04"),
    ("on", "June 20", Tense::Future, "2024-06-20"),
    ("on", "Monday, September 4", Tense::Past, "2023-09-04"),
    ("on", "June 18-19", Tense::Past, "2024-06-18 2024-06-19"),
    ("on", "June 18 and 19", Tense::Past, "2024-06-18 2024-06-19"),
    ("from", "May 30 to June 2", Tense::Past, "2024-05-30 2024-06-02"),
    ("on", "2023-09-12", Tense::Past, "2023-09-12"),
    ("by", "31 October", Tense::Future, "2024-06-19 2024-10-31"),
    // Months.
    ("in", "May", Tense::Past, "2024-05-01 2024-05-31"),
    ("in", "May", Tense::Future, "2025-05-01 2025-05-31"),
    ("in", "September", Tense::Past, "2023-09-01 2023-09-30"),
    ("in", "September", Tense::Future, "2024-09-01 2024-09-30"),
    ("in", "June", Tense::Past, "2024-06-01 2024-06-30"),
    ("in", "early February", Tense::Past, "2024-02-01 2024-02-29"),
    ("in", "May 2019", Tense::Past, "2019-05-01 2019-05-31"),
    ("", "last September", Tense::Past, "2023-09-01 2023-09-30"),
    ("", "last June", Tense::Past, "2023-06-01 2023-06-30"),
    ("", "next May", Tense::Future, "2025-05-01 2025-05-31"),
    ("since", "April", Tense::Past, "2024-04-01 2024-06-19"),
    ("between", "March and May", Tense::Past, "2024-03-01 2024-05-31"),
    // Years, decades, centuries.
    ("in", "2019", Tense::Past, "2019-01-01 2019-12-31"),
    ("in", "early 2024", Tense::Past, "2024-01-01 2024-12-31"),
    ("since", "2018", Tense::Past, "2018-01-01 2024-06-19"),
    ("until", "2030", Tense::Future, "- 2030-12-31"),
    ("before", "2022", Tense::Past, "- 2022-12-31"),
    ("after", "2022", Tense::Past, "2022-01-01 -"),
    ("the", "1950-1953", Tense::Past, "1950-01-01 1953-12-31"),
    ("the", "1950–53", Tense::Past, "1950-01-01 1953-12-31"),
    ("in", "the 1990s", Tense::Past, "1990-01-01 1999-12-31"),
    ("in", "the 90s", Tense::Past, "1990-01-01 1999-12-31"),
    ("in", "the 19th century", Tense::Past, "1801-01-01 1900-12-31"),
    ("in", "the summer of 2023", Tense::Past, "2023-06-01 2023-08-31"),
    ("", "this summer", Tense::Future, "2024-06-01 2024-08-31"),
    ("", "last spring", Tense::Past, "2024-03-01 2024-05-31"),
    ("", "last summer", Tense::Past, "2023-06-01 2023-08-31"),
    // Units before and after publication.
    ("", "last week", Tense::Past, "2024-06-10 2024-06-16"),
    ("", "this week", Tense::Past, "2024-06-17 2024-06-23"),
    ("", "next week", Tense::Future, "2024-06-24 2024-06-30"),
    ("", "last weekend", Tense::Past, "2024-06-15 2024-06-16"),
    ("over", "the weekend", Tense::Past, "2024-06-15 2024-06-16"),
    ("at", "the weekend", Tense::Future, "2024-06-22 2024-06-23"),
    ("", "last month", Tense::Past, "2024-05-01 2024-05-31"),
    ("", "late last month", Tense::Past, "2024-05-01 2024-05-31"),
    ("", "this month", Tense::Future, "2024-06-01 2024-06-30"),
    ("", "later this month", Tense::Future, "2024-06-19 2024-06-30"),
    ("", "earlier this month", Tense::Past, "2024-06-01 2024-06-19"),
    ("", "earlier this year", Tense::Past, "2024-01-01 2024-06-19"),
    ("", "so far this year", Tense::Past, "2024-01-01 2024-06-19"),
    ("", "last year", Tense::Past, "2023-01-01 2023-12-31"),
    ("", "last year's", Tense::Past, "2023-01-01 2023-12-31"),
    ("", "next year", Tense::Future, "2025-01-01 2025-12-31"),
    ("", "early next year", Tense::Future, "2025-01-01 2025-12-31"),
    ("", "this quarter", Tense::Past, "2024-04-01 2024-06-30"),
    ("in", "the last decade", Tense::Past, "2010-01-01 2019-12-31"),
    ("over", "the last six months", Tense::Past, "2023-12-19 2024-06-19"),
    ("over", "the past two years", Tense::Past, "2022-06-19 2024-06-19"),
    ("in", "the past week", Tense::Past, "2024-06-12 2024-06-19"),
    ("over", "the next three months", Tense::Future, "2024-06-19 2024-09-19"),
    ("in", "the coming days", Tense::Future, "2024-06-19 -"),
    ("in", "the coming year", Tense::Future, "2024-06-19 2025-06-19"),
    ("", "two years ago", Tense::Past, "2022-01-01 2022-12-31"),
    ("", "24 years ago", Tense::Past, "2000-01-01 2000-12-31"),
    ("", "a year ago", Tense::Past, "2023-01-01 2023-12-31"),
    ("", "a year and a half ago", Tense::Past, "2022-12-01 2022-12-31"),
    ("", "three weeks ago", Tense::Past, "2024-05-27 2024-06-02"),
    ("", "ten days ago", Tense::Past, "2024-06-09"),
    ("", "two hours ago", Tense::Past, "2024-06-19"),
    ("in", "two weeks", Tense::Future, "2024-07-01 2024-07-07"),
    ("within", "three days", Tense::Future, "2024-06-19 2024-06-22"),
    ("by", "the end of the year", Tense::Future, "2024-06-19 2024-12-31"),
    ("at", "the end of this month", Tense::Future, "2024-06-01 2024-06-30"),
    // The day spoken of before: 4 September 2023.
    ("", "the following day", Tense::Past, "2023-09-05"),
    ("the", "next day", Tense::Past, "2023-09-05"),
    ("", "two days later", Tense::Past, "2023-09-06"),
    ("", "a week earlier", Tense::Past, "2023-08-28 2023-09-03"),
    ("", "the previous day", Tense::Past, "2023-09-03"),
    ("", "that day", Tense::Past, "2023-09-04"),
    // Times that cannot be told, and no times.
    ("in", "recent months", Tense::Past, "?"),
    ("for", "two years", Tense::Past, ""),
    ("in", "three days", Tense::Past, ""),
    ("", "30 years old", Tense::Past, ""),
    ("", "annual", Tense::Past, ""),
    ("", "99999999999 years ago", Tense::Past, "?"),
];

fn shown(meaning: Meaning) -> String {
    let day = |d: Option<Date>| d.map_or("-".to_owned(), |d| d.to_string());
    match meaning {
        Meaning::None => String::new(),
        Meaning::Vague => "?".into(),
        Meaning::Days(days) if days.from == days.to => day(days.from),
        Meaning::Days(days) => format!("{} {}", day(days.from), day(days.to)),
    }
}

#[test]
fn expressions_mean_what_a_reader_of_the_paper_takes_them_for() {
    let calendar = Calendar::load().unwrap();
    let mut wrong = Vec::new();
    for &(preposition, text, tense, expected) in CASES {
        let setting = Setting { published: "2024-06-19".parse().ok(), tense, reference: "2023-09-04".parse().ok() };
        let found = shown(meaning(text, preposition, setting, &calendar));
        if found != expected {
            wrong.push(format!("{preposition} {text} ({tense:?}): {found}, not {expected}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn without_a_day_of_publication_only_full_dates_are_told() {
    let calendar = Calendar::load().unwrap();
    let setting = Setting { published: None, tense: Tense::Past, reference: None };
    for (text, expected) in [
        ("April 25, 2019", "2019-04-25"),
        ("May 2019", "2019-05-01 2019-05-31"),
        ("1950-1953", "1950-01-01 1953-12-31"),
        ("Tuesday", "?"),
        ("last week", "?"),
        ("yesterday", "?"),
        ("Sept. 4", "?"),
        ("two years ago", "?"),
    ] {
        assert_eq!(shown(meaning(text, "", setting, &calendar)), expected, "{text}");
    }
}
