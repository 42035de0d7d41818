//! RSS and Atom: one article an item.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::rows::is_markup;
use super::{Articles, Context, Source, decode, once, xml};
use crate::error::{Error, Result};
use crate::types::{Article, Metadata};

/// The articles of a feed.
pub fn read(mut source: Source, _: &Context) -> Articles {
    match source.rest().and_then(|bytes| decode(&bytes, true).map_err(|e| e.at(&source.path))) {
        Ok(text) => Box::new(articles(&source, &text).into_iter()),
        Err(error) => once(Err(error)),
    }
}

/// Whether this is the head of a feed.
pub fn looks_like(head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let start = text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    start.starts_with('<') && ["<rss", "<feed", "<rdf:RDF"].iter().any(|tag| text.contains(tag))
}

/// What an item says of itself.
#[derive(Default)]
struct Item {
    content: Option<String>,
    summary: Option<String>,
    title: Option<String>,
    published: Option<String>,
    updated: Option<String>,
    publisher: Option<String>,
    authors: Vec<String>,
    link: Option<String>,
    id: Option<String>,
}

fn articles(source: &Source, text: &str) -> Vec<Result<Article>> {
    let (mut xml, mut out) = (xml::reader(text), Vec::new());
    let (mut item, mut publisher): (Option<Item>, Option<String>) = (None, None);
    let is_item = |name: &str| name == "item" || name == "entry";
    loop {
        let step = match xml.read_event() {
            Ok(Event::Start(tag)) if is_item(tag.local_name().as_ref()) => {
                item = Some(Item::default());
                Ok(())
            }
            Ok(Event::End(tag)) if is_item(tag.local_name().as_ref()) => {
                let number = out.len() + 1;
                out.extend(item.take().map(|item| item.article(source, number, publisher.as_deref())));
                Ok(())
            }
            Ok(Event::Start(tag)) => match &mut item {
                Some(item) => item.element(&tag, &mut xml),
                None if tag.name().as_ref() == "title" && publisher.is_none() => xml.read_text(tag.name()).map(|raw| publisher = filled(&raw)),
                None => Ok(()),
            },
            Ok(Event::Empty(tag)) => {
                item.iter_mut().for_each(|item| item.link(&tag));
                Ok(())
            }
            Ok(Event::Eof) => break,
            Ok(_) => Ok(()),
            Err(error) => Err(error),
        };
        if let Err(error) = step {
            let line = text.bytes().take(xml.error_position() as usize).filter(|&b| b == b'\n').count() + 1;
            let after = format!("; only {} before it read", out.len());
            out.push(Err(Error::input(&source.path, format!("broken XML in line {line} ({error}){after}"))));
            return out;
        }
    }
    if out.is_empty() {
        out.push(Err(Error::input(&source.path, "no feed, or a feed without items: of XML files, RSS and Atom are read")));
    }
    out
}

impl Item {
    fn element(&mut self, tag: &BytesStart<'_>, xml: &mut Reader<&[u8]>) -> quick_xml::Result<()> {
        let name = tag.name();
        let known = [
            "author",
            "content",
            "content:encoded",
            "dc:creator",
            "dc:date",
            "dc:publisher",
            "description",
            "guid",
            "id",
            "link",
            "pubDate",
            "published",
            "source",
            "summary",
            "title",
            "updated",
        ];
        if !known.contains(&name.as_ref()) {
            return Ok(());
        }
        self.link(tag);
        let markup = xml.read_text(name)?;
        let value = || filled(&markup);
        match name.as_ref() {
            // The elements of a page may stand in Atom as they are.
            "content" if attribute(tag, "type").as_deref() == Some("xhtml") => self.content = Some(markup.to_string()),
            "content" | "content:encoded" => self.content = value().or(self.content.take()),
            "description" | "summary" => self.summary = value(),
            "title" => self.title = value(),
            "pubDate" | "published" | "dc:date" => self.published = self.published.take().or_else(value),
            "updated" => self.updated = value(),
            "guid" | "id" => self.id = value(),
            "link" => self.link = self.link.take().or_else(value),
            "author" | "dc:creator" => self.authors.extend(inner(&markup, "name").or_else(value).map(person)),
            "source" | "dc:publisher" => self.publisher = inner(&markup, "title").or_else(value),
            _ => {}
        }
        Ok(())
    }

    /// The address in a tag of Atom.
    fn link(&mut self, tag: &BytesStart<'_>) {
        if tag.name().as_ref() == "link" && attribute(tag, "rel").is_none_or(|rel| rel == "alternate") {
            self.link = self.link.take().or_else(|| attribute(tag, "href"));
        }
    }

    fn article(self, source: &Source, number: usize, publisher: Option<&str>) -> Result<Article> {
        let place = format!("{}:{number}", source.path);
        let text = self.content.or(self.summary).or_else(|| self.title.clone());
        let text = text.ok_or_else(|| Error::input(place, "no text: an item without content, description and title"))?;
        Ok(Article {
            id: self.id.filter(|id| !id.contains("://")).unwrap_or_else(|| format!("{}:{number}", source.stem())),
            path: self.link.unwrap_or_else(|| source.path.clone()),
            html: is_markup(&text),
            text,
            metadata: Metadata {
                title: self.title,
                published: self.published.or(self.updated),
                publisher: self.publisher.or_else(|| publisher.map(str::to_owned)),
                authors: self.authors,
            },
            ..Article::default()
        })
    }
}

fn filled(markup: &str) -> Option<String> {
    let text = xml::text(markup);
    (!text.trim().is_empty()).then(|| text.trim().to_owned())
}

/// The text of the first element of this name.
fn inner(markup: &str, name: &str) -> Option<String> {
    let (_, rest) = markup.split_once(&format!("<{name}>"))?;
    filled(rest.split_once(&format!("</{name}>"))?.0)
}

/// "desk@example.org (Jane Roe)": the name.
fn person(text: String) -> String {
    let name = text.split_once('(').filter(|(mail, _)| mail.contains('@')).map(|(_, name)| name.trim_end_matches([')', ' ']).to_owned());
    name.unwrap_or(text)
}

fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().with_checks(false).flatten().find(|attribute| attribute.key.as_ref() == name)?;
    Some(xml::text(&found.value))
}
