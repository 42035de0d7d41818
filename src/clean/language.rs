//! Whether a text is English. Short texts get the benefit of the doubt.

use whichlang::{Lang, detect_language};

use super::words::{scripts, words};
use crate::knowledge::Knowledge;
use crate::knowledge::furniture::Kind;
use crate::types::CleanText;

/// Fewer letters than this are too few to tell Latin-written languages apart.
const LETTERS: usize = 120;
/// Bytes that are looked at, from the beginning and from the middle.
const SAMPLE: usize = 3000;
/// Fewer words that are not capitalised are too few, too.
const RUNNING: usize = 12;
/// At least this share of the uncapitalised words of an English text are function words.
const FUNCTION: f64 = 0.15;
/// The English name of the text's language if it is certainly not English.
pub fn foreign(clean: &CleanText, knowledge: &Knowledge) -> Option<&'static str> {
    let text = clean.text.as_str();
    let floor = |at: usize| (0..=at.min(text.len())).rev().find(|&b| text.is_char_boundary(b)).unwrap_or(0);
    let middle = floor(text.len() / 2);
    let sample = [&text[..floor(SAMPLE)], if text.len() > 2 * SAMPLE { &text[middle..floor(middle + SAMPLE)] } else { "" }].join(" ");
    let (letters, other) = scripts(&sample);
    if letters >= 20 && other * 2 > letters {
        return Some(name(detect_language(&sample)).unwrap_or("a language in another script"));
    }
    if letters < LETTERS {
        return None;
    }
    // Names tell nothing: a list of Germans is no German.
    let running: Vec<_> = words(&sample).into_iter().filter(|w| !w.capital).collect();
    let function = running.iter().filter(|w| knowledge.furniture.is(Kind::English, &[w])).count() as f64;
    if running.len() < RUNNING || function >= FUNCTION * running.len() as f64 {
        return None;
    }
    name(detect_language(&sample))
}

/// `None` for English.
fn name(lang: Lang) -> Option<&'static str> {
    Some(match lang {
        Lang::Eng => return None,
        Lang::Ara => "Arabic",
        Lang::Cmn => "Chinese",
        Lang::Deu => "German",
        Lang::Fra => "French",
        Lang::Hin => "Hindi",
        Lang::Ita => "Italian",
        Lang::Jpn => "Japanese",
        Lang::Kor => "Korean",
        Lang::Nld => "Dutch",
        Lang::Por => "Portuguese",
        Lang::Rus => "Russian",
        Lang::Spa => "Spanish",
        Lang::Swe => "Swedish",
        Lang::Tur => "Turkish",
        Lang::Vie => "Vietnamese",
    })
}
