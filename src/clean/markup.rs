//! The markup of a page to lines: block elements part them, entities are decoded, white space is folded, and each line knows its place in the source.

use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::entities::{decode, entity};
use super::line::{Line, Role};
use super::shallow::shallow;
use super::words::is_terminal;
use crate::types::CharSpan;

/// Tags with more attributes are no page's own.
pub const MOST_ATTRIBUTES: usize = 500;

/// Elements whose text is not shown.
const HIDDEN: &[&str] = &[
    "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "canvas", "select", "textarea", "video", "audio", "datalist",
    "title",
];
/// Elements that begin and end a line.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "button",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "img",
    "label",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "option",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "ul",
];
/// Elements for parts of the page that are not the article.
const PAGE: &[&str] = &["nav", "footer", "aside", "menu", "dialog", "button", "label"];
/// Roles of such parts.
const PAGE_ROLES: &[&str] = &["navigation", "banner", "contentinfo", "complementary", "dialog", "search", "menu", "alert"];
/// Elements without an end tag.
const VOID: &[&str] = &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Deeper elements are not told apart from their parents.
const DEEPEST: usize = 512;

/// A line of a page.
pub struct PageLine<'a> {
    /// Its text and places.
    pub line: Line<'a>,
    /// Share of its letters inside links, 0 to 1.
    pub links: f64,
}

/// What a page's markup holds.
#[derive(Default)]
pub struct Markup<'a> {
    /// The lines with text, in order.
    pub lines: Vec<PageLine<'a>>,
    /// Names (`property`, `name`, `itemprop`) and contents of `meta`, in order; `link rel=canonical` as `canonical`, the first `time datetime` as `time`.
    pub meta: Vec<(String, String)>,
    /// The text of the first `title`.
    pub title: Option<String>,
    /// How deep elements are nested.
    pub depth: usize,
    /// How many attributes the tag with the most of them has.
    pub attributes: usize,
}

impl Markup<'_> {
    /// The first filled content of a name.
    pub fn meta(&self, names: &[&str]) -> Option<String> {
        names.iter().find_map(|name| self.meta.iter().find(|(n, c)| n == name && !c.trim().is_empty()).map(|(_, c)| c.trim().to_owned()))
    }
}

/// An open element.
struct Open {
    name: String,
    role: Option<Role>,
    hidden: bool,
}

struct Builder<'a> {
    html: &'a str,
    out: Markup<'a>,
    open: Vec<Open>,
    line: Line<'a>,
    letters: usize,
    linked: usize,
    space: Option<CharSpan>,
    /// Byte and code point of the last place looked up.
    place: (usize, usize),
}

/// Reads a page's source.
pub fn read(html: &str) -> Markup<'_> {
    let mut builder =
        Builder { html, out: Markup::default(), open: Vec::new(), line: Line::default(), letters: 0, linked: 0, space: None, place: (0, 0) };
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let mut at = 0;
    for token in Tokenizer::new_with_emitter(&*shallow(html), emitter) {
        let Ok(token) = token;
        let (span, is_text) = match &token {
            Token::StartTag(tag) => (tag.span.start..tag.span.end, false),
            Token::EndTag(tag) => (tag.span.start..tag.span.end, false),
            Token::Comment(comment) => (comment.span.start..comment.span.end, false),
            Token::Doctype(doctype) => (doctype.span.start..doctype.span.end, false),
            Token::String(text) => (text.span.start..text.span.end, true),
            Token::Error(_) => continue,
        };
        let start = builder.tag_start(span.start.clamp(at, html.len()), at);
        if is_text {
            continue;
        }
        // What stands between two tags is text, whatever the tokenizer calls it.
        builder.text(at, start);
        at = builder.tag_end(span.end.clamp(start, html.len()), start);
        match token {
            Token::StartTag(tag) => builder.start(&tag),
            Token::EndTag(tag) => builder.end(&String::from_utf8_lossy(&tag.name)),
            _ => {}
        }
    }
    builder.text(at, html.len());
    builder.end_line();
    builder.out
}

impl<'a> Builder<'a> {
    /// The `<` at or before a tag's reported start, not before `from`.
    fn tag_start(&self, at: usize, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        if bytes.get(at) == Some(&b'<') {
            return at;
        }
        bytes[from..at].iter().rposition(|&b| b == b'<').filter(|p| at - (from + p) <= 4).map_or_else(|| self.floor(at), |p| from + p)
    }

    /// Just behind the `>` at a tag's reported end.
    fn tag_end(&self, at: usize, from: usize) -> usize {
        let bytes = self.html.as_bytes();
        if at > from && bytes[at - 1] == b'>' {
            return at;
        }
        if bytes.get(at) == Some(&b'>') { at + 1 } else { self.floor(at) }
    }

    fn floor(&self, at: usize) -> usize {
        (0..=at).rev().find(|&b| self.html.is_char_boundary(b)).unwrap_or(0)
    }

    /// The code point at a byte; bytes are asked for in ascending order.
    fn char_at(&mut self, byte: usize) -> usize {
        let (last, chars) = self.place;
        self.place = (byte, chars + self.html[last..byte].chars().count());
        self.place.1
    }

    fn hidden(&self) -> bool {
        self.open.iter().any(|o| o.hidden)
    }

    fn start(&mut self, tag: &StartTag<usize>) {
        let name = String::from_utf8_lossy(&tag.name).into_owned();
        self.out.attributes = self.out.attributes.max(tag.attributes.len());
        let attribute = |key: &str| tag.attributes.get(key.as_bytes()).map(|v| String::from_utf8_lossy(&v.value).into_owned());
        match name.as_str() {
            "meta" => {
                let content = attribute("content");
                for key in ["property", "name", "itemprop"] {
                    if let (Some(key), Some(content)) = (attribute(key), &content) {
                        self.out.meta.push((key.to_lowercase(), content.clone()));
                    }
                }
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.out.meta.extend(attribute("href").map(|href| ("canonical".to_owned(), href)));
            }
            "time" if !self.open.iter().any(|o| o.role == Some(Role::Page)) => {
                self.out.meta.extend(attribute("datetime").map(|date| ("time".to_owned(), date)));
            }
            "br" => self.line_break(),
            _ => {}
        }
        if BLOCKS.contains(&name.as_str()) {
            self.end_line();
            self.line.item = name == "li";
        }
        if VOID.contains(&name.as_str()) || self.open.len() >= DEEPEST {
            self.out.depth = self.out.depth.max(self.open.len() + 1);
            return;
        }
        // A paragraph or item ends where the next begins.
        if matches!(name.as_str(), "p" | "li" | "option") && self.open.last().is_some_and(|o| o.name == name) {
            self.open.pop();
        }
        let unseen = tag.attributes.contains_key(&b"hidden"[..])
            || attribute("aria-hidden").is_some_and(|v| v == "true")
            || attribute("style").is_some_and(|s| s.replace(' ', "").to_lowercase().contains("display:none"));
        let page =
            PAGE.contains(&name.as_str()) || unseen || attribute("role").is_some_and(|role| PAGE_ROLES.contains(&role.to_lowercase().as_str()));
        let role = match name.as_str() {
            _ if page => Some(Role::Page),
            "h1" => Some(Role::Title),
            "h2" | "h3" | "h4" | "h5" | "h6" => Some(Role::Heading),
            "figcaption" => Some(Role::Caption),
            _ => None,
        };
        self.open.push(Open { hidden: HIDDEN.contains(&name.as_str()), role, name });
        self.out.depth = self.out.depth.max(self.open.len());
    }

    fn end(&mut self, name: &str) {
        if BLOCKS.contains(&name) {
            self.end_line();
        }
        // An end tag without its start is passed over; one that leaves others open closes them.
        if let Some(at) = self.open.iter().rposition(|o| o.name == name) {
            self.open.truncate(at);
        }
    }

    fn line_break(&mut self) {
        if is_terminal(&self.line.text) {
            self.end_line();
        } else if self.space.is_none() {
            let at = self.place.1;
            self.space = Some(CharSpan { start: at, end: at });
        }
    }

    fn end_line(&mut self) {
        self.space = None;
        let mut line = std::mem::take(&mut self.line);
        let (letters, linked) = (std::mem::take(&mut self.letters), std::mem::take(&mut self.linked));
        line.trim_end();
        if !line.text.is_empty() {
            line.role = self
                .open
                .iter()
                .rev()
                .find_map(|o| o.role.filter(|_| o.role == Some(Role::Page)))
                .or_else(|| self.open.iter().rev().find_map(|o| o.role))
                .unwrap_or_default();
            self.out.lines.push(PageLine { line, links: linked as f64 / letters.max(1) as f64 });
        }
    }

    /// The text between two tags.
    fn text(&mut self, from: usize, to: usize) {
        if from >= to {
            return;
        }
        let raw = &self.html[from..to];
        if self.open.last().is_some_and(|o| o.name == "title") && self.out.title.is_none() {
            self.out.title = Some(decode(raw).split_whitespace().collect::<Vec<_>>().join(" "));
        }
        if self.hidden() {
            return;
        }
        let linked = self.open.iter().any(|o| o.name == "a");
        let mut at = 0;
        while at < raw.len() {
            let rest = &raw[at..];
            let entity = entity(rest);
            let (length, text) = match entity {
                Some((length, text)) => (length, Some(text)),
                None => (rest.char_indices().skip(1).find(|&(_, c)| c == '&' || c.is_whitespace()).map_or(rest.len(), |(end, _)| end), None),
            };
            let piece = &rest[..length];
            let seen = text.as_deref().unwrap_or(piece);
            let start = self.char_at(from + at);
            let source = CharSpan { start, end: start + piece.chars().count() };
            // A piece is a space, an entity, or a run of neither, perhaps with a space before it.
            let body = seen.trim_start();
            if body.len() < seen.len() {
                self.space = self.space.or(Some(if text.is_some() { source } else { CharSpan { start, end: start + 1 } }));
            }
            if !body.is_empty() {
                if let Some(space) = self.space.take().filter(|_| !self.line.text.is_empty()) {
                    self.line.push_replacement(" ", space);
                }
                let letters = body.chars().filter(|c| c.is_alphanumeric()).count();
                self.letters += letters;
                self.linked += if linked { letters } else { 0 };
                match text {
                    Some(_) => self.line.push_replacement(body, source),
                    None => self.line.push(body, source.end - body.chars().count()),
                }
            }
            at += length;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::{BlockKind, ByteSpan, CleanText};

    fn lines(html: &str) -> Vec<String> {
        read(html).lines.into_iter().map(|l| l.line.text.into_owned()).collect()
    }

    #[test]
    fn blocks_part_lines_and_inline_elements_do_not() {
        let html =
            "<title>A &amp; B</title><p>One <b>two</b>\n  three<p>Four&nbsp;five.<br>Six<script>no()</script> seven<ul><li>eight</ul>nine < ten";
        assert_eq!(lines(html), ["One two three", "Four five.", "Six seven", "eight", "nine < ten"]);
        assert_eq!(read(html).title.as_deref(), Some("A & B"));
    }

    #[test]
    fn every_word_stands_where_its_line_says() {
        let html =
            "<!-- é --><div class='x>y'>Zoë&rsquo;s <i>caf&eacute;</i>\r\n &mdash; said &#8220;no&#8221;</div><p>Ü\u{a0}x &unknown; &amp;amp; AT&T";
        let source: Vec<char> = html.chars().collect();
        for page in read(html).lines {
            let mut clean = CleanText::default();
            clean.begin_block(BlockKind::Paragraph);
            page.line.write(0..page.line.text.len(), &mut clean);
            clean.end_block();
            assert_eq!(clean.text, page.line.text);
            let mut from = 0;
            for word in clean.text.split(' ') {
                let at = clean.text[from..].find(word).unwrap() + from;
                from = at + word.len();
                let span = clean.to_source(ByteSpan::new(at, from));
                let raw: String = source[span.start..span.end].iter().collect();
                let bare = raw.replace("<i>", "").replace("</i>", "");
                assert_eq!(decode(&bare), word, "{raw}");
            }
        }
        assert_eq!(lines(html), ["Zoë’s café — said “no”", "Ü x &unknown; &amp; AT&T"]);
    }

    #[test]
    fn hostile_markup_is_read_in_linear_time() {
        for html in [
            "<div>".repeat(200_000),
            "<p".repeat(100_000),
            "&".repeat(200_000),
            "<b>x ".repeat(100_000),
            "</p>".repeat(100_000),
            "<!--".repeat(100_000),
            "<a href='".repeat(50_000),
        ] {
            read(&html);
        }
    }
}
