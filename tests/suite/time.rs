//! Which time expression belongs to an event: whole sentences through the language model.

use newsgraph::Knowledge;
use newsgraph::internals::annotate::Annotator;
use newsgraph::internals::extract::time::time_of;

/// Sentence, trigger, the expression and its days for an article of Wednesday, 19 June 2024 ("" where the event has no time).
const CASES: &[(&str, &str, &str)] = &[
    ("The two presidents met in Oslo on Tuesday.", "met", "Tuesday 2024-06-18 2024-06-18"),
    ("The two presidents will meet in Oslo on Tuesday.", "meet", "Tuesday 2024-06-25 2024-06-25"),
    ("The president plans to visit France next week.", "visit", "next week 2024-06-24 2024-06-30"),
    ("The minister said on Monday that France had imposed sanctions on Syria.", "imposed", ""),
    ("The minister said on Monday that France had imposed sanctions on Syria.", "said", "Monday 2024-06-17 2024-06-17"),
    ("France imposed sanctions on Syria in May 2019, the minister said on Monday.", "imposed", "May 2019 2019-05-01 2019-05-31"),
    ("France has supplied Ukraine with tanks since 2022.", "supplied", "since 2022 2022-01-01 2024-06-19"),
    ("The talks between France and Syria last year failed.", "talks", "last year 2023-01-01 2023-12-31"),
    ("Germany withdrew its ambassador two years ago.", "withdrew", "two years ago 2022-01-01 2022-12-31"),
    ("On Wednesday, June 19, France and Germany signed a treaty.", "signed", "Wednesday, June 19 2024-06-19 2024-06-19"),
    ("France signed a treaty with Germany, which attacked Poland in 1939.", "signed", ""),
    ("France signed a treaty with Germany, which attacked Poland in 1939.", "attacked", "1939 1939-01-01 1939-12-31"),
    ("The minister arrived on April 25, 2019. He met the president the following day.", "met", "the following day 2019-04-26 2019-04-26"),
    ("The minister criticised the king in recent weeks.", "criticised", "recent weeks null null"),
    ("The army fought for two years.", "fought", ""),
    ("Yesterday the army attacked the city.", "attacked", "Yesterday 2024-06-18 2024-06-18"),
    ("France criticised last year's summit.", "criticised", ""),
    ("The envoy is meeting the king on Friday.", "meeting", "Friday 2024-06-21 2024-06-21"),
    ("The envoy was expected to meet the king on Friday.", "meet", "Friday 2024-06-21 2024-06-21"),
    ("The envoy must leave the country by Saturday.", "leave", "by Saturday 2024-06-19 2024-06-22"),
    ("Over the past six months, France has supported Ukraine.", "supported", "the past six months 2023-12-19 2024-06-19"),
    ("The army bombed the city late Monday and killed the mayor.", "bombed", "late Monday 2024-06-17 2024-06-17"),
    ("The king may visit Rome later this month.", "visit", "later this month 2024-06-19 2024-06-30"),
];

#[test]
fn an_event_takes_the_time_of_its_own_clause() {
    let (annotator, knowledge) = (Annotator::load().unwrap(), Knowledge::load().unwrap());
    let mut wrong = Vec::new();
    for &(text, trigger, expected) in CASES {
        let doc = annotator.annotate(text);
        let token = (0..doc.tokens.len()).find(|&i| doc.form(i) == trigger).unwrap();
        let day = |d: Option<String>| d.unwrap_or_else(|| "null".into());
        let found = time_of(&doc, token, Some("2024-06-19"), &knowledge.calendar)
            .map_or(String::new(), |t| format!("{} {} {}", t.text, day(t.from), day(t.to)));
        if found != expected {
            wrong.push(format!("{text} [{trigger}]: {found:?}, not {expected:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), CASES.len(), wrong.join("\n"));
}

#[test]
fn odd_sentences_do_not_stop_it() {
    let (annotator, knowledge) = (Annotator::load().unwrap(), Knowledge::load().unwrap());
    for text in [
        "Monday",
        "2024",
        "on , of the 32 May 99999",
        "last last next year ago since until",
        "May may march in March",
        "12/31/1 in 10000000000 years",
        "the 0th century, the 00s",
    ] {
        let doc = annotator.annotate(text);
        for token in 0..doc.tokens.len() {
            for published in [None, Some("2024-06-19"), Some("soon"), Some("9999-12-31"), Some("-9999-01-01")] {
                time_of(&doc, token, published, &knowledge.calendar);
            }
        }
    }
}
