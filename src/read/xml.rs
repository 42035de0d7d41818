//! What feeds and office documents share of XML: the text of an element, without the entities that a document defines
//! for itself, which are how a small file becomes a large one.

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, Event};

/// A reader that takes what people call XML.
pub fn reader(text: &str) -> Reader<&[u8]> {
    let mut xml = Reader::from_str(text);
    let settings = xml.config_mut();
    settings.allow_dangling_amp = true;
    settings.allow_unmatched_ends = true;
    settings.check_end_names = false;
    xml
}

/// The characters of what stands between two tags; tags inside are left out.
pub fn text(markup: &str) -> String {
    let (mut xml, mut out) = (reader(markup), String::new());
    loop {
        match xml.read_event() {
            Ok(Event::Text(text)) => out.push_str(&text),
            Ok(Event::CData(text)) => out.push_str(&text),
            Ok(Event::GeneralRef(entity)) => push_entity(&entity, &mut out),
            Ok(Event::Eof) | Err(_) => return out,
            Ok(_) => {}
        }
    }
}

/// A character reference or one of the five entities of XML as its character, any other as it stands.
pub fn push_entity(entity: &BytesRef<'_>, out: &mut String) {
    match (entity.resolve_char_ref(), resolve_predefined_entity(entity)) {
        (Ok(Some(c)), _) => out.push(c),
        (_, Some(known)) => out.push_str(known),
        _ if &**entity == "nbsp" => out.push('\u{a0}'),
        _ => out.extend(["&", entity, ";"]),
    }
}
