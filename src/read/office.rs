//! Word documents (.docx): the paragraphs, and what the document's properties say. A document that a press database
//! has made, with many articles in it, is read as the text files that they make.

use std::io::Read;

use quick_xml::events::Event;

use super::source::{ARTICLE_BYTES, too_long};
use super::{Articles, Context, Source, dated, decode, once, press, xml, zip};
use crate::error::{Error, Result};
use crate::types::{Article, Metadata};

/// The articles of a document.
pub fn read(mut source: Source, context: &Context) -> Articles {
    match text(&mut source, context) {
        Ok((text, _)) if press::looks_like(text.as_bytes()) => press::articles(&source, &text),
        Ok((text, metadata)) => {
            let article = Article { id: source.stem(), path: source.path.clone(), text, metadata, ..Article::default() };
            once(Ok(dated(article, &source)))
        }
        Err(error) => once(Err(error)),
    }
}

/// Whether this is the head of a Word document.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PK\x03\x04") && head.windows(5).any(|window| window == b"word/")
}

fn text(source: &mut Source, context: &Context) -> Result<(String, Metadata)> {
    let (mut archive, file) = zip::open(source, context)?;
    let mut part = |name: &str| -> Result<Option<String>> {
        let bad = |message: String| Error::input(&source.path, message);
        let Some(number) = archive.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let member = zip::member(&mut archive, &file, number, &context.account).map_err(bad)?;
        member.bytes.take(ARTICLE_BYTES + 1).read_to_end(&mut bytes).map_err(|e| Error::io(&source.path, e))?;
        if bytes.len() as u64 > ARTICLE_BYTES {
            return Err(bad(too_long()));
        }
        decode(&bytes, true).map(Some).map_err(|e| e.at(&source.path))
    };
    let document = part("word/document.xml")?.ok_or_else(|| Error::input(&source.path, "no Word document: no text in it"))?;
    let properties = part("docProps/core.xml")?.unwrap_or_default();
    let text = paragraphs(&document).map_err(|e| Error::input(&source.path, format!("a damaged Word document ({e})")))?;
    if text.trim().is_empty() {
        return Err(Error::input(&source.path, "a Word document without text"));
    }
    let title = property(&properties, "dc:title");
    Ok((text, Metadata { title, ..Metadata::default() }))
}

/// The text of a document, a line a paragraph.
fn paragraphs(document: &str) -> quick_xml::Result<String> {
    let (mut xml, mut out, mut within) = (xml::reader(document), String::new(), false);
    loop {
        match xml.read_event()? {
            Event::Start(tag) if tag.name().as_ref() == "w:t" => within = true,
            Event::End(tag) if tag.name().as_ref() == "w:t" => within = false,
            Event::End(tag) if tag.name().as_ref() == "w:p" => out.push('\n'),
            Event::Empty(tag) => match tag.name().as_ref() {
                "w:p" | "w:br" | "w:cr" => out.push('\n'),
                "w:tab" => out.push('\t'),
                "w:noBreakHyphen" => out.push('\u{2011}'),
                _ => {}
            },
            Event::Text(text) if within => out.push_str(&text),
            Event::CData(text) if within => out.push_str(&text),
            Event::GeneralRef(entity) if within => xml::push_entity(&entity, &mut out),
            Event::Eof => return Ok(out),
            _ => {}
        }
    }
}

fn property(properties: &str, name: &str) -> Option<String> {
    let (_, rest) = properties.split_once(&format!("<{name}>"))?;
    let text = xml::text(rest.split_once("</")?.0);
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}
