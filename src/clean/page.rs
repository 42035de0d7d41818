//! Web pages to lines. The main content is what `trafilatura` takes for it, corrected at its edges with the page's markup.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use super::line::{Line, Role};
use super::markup::{self, Markup, PageLine};
use super::words::{Word, is_terminal, words};
use crate::types::Metadata;

/// Beyond this many bytes, this depth of elements, or this many attributes of one, main content is decided by the markup alone, so that time and
/// stack stay bounded.
const LARGEST: usize = 4 << 20;
/// See [`LARGEST`].
const DEEPEST: usize = 200;
/// A line belongs to the main content if this share of its word sequences does.
const SHARE: f64 = 0.6;
/// Lines with more of their letters in links are lists of links.
const LINKS: f64 = 0.5;
/// Words of a paragraph that is kept between two lines of the main content.
const PROSE: usize = 8;

/// The lines of a page and what its markup says of it.
pub fn lines(html: &str) -> (Vec<Line<'_>>, Metadata) {
    let mut page = markup::read(html);
    let main = (html.len() <= LARGEST && page.depth <= DEEPEST && page.attributes <= markup::MOST_ATTRIBUTES)
        .then(|| trafilatura::extract(html, &options()).ok())
        .flatten();
    let mut metadata =
        Metadata { title: None, published: date(&page), publisher: page.meta(&["og:site_name", "application-name"]), authors: authors(&page) };
    let mut site_title = page.meta(&["og:title", "twitter:title", "headline"]).or_else(|| page.title.clone());
    if let Some(main) = &main {
        let known = |value: &str| Some(value.trim().to_owned()).filter(|v| !v.is_empty());
        site_title = known(&main.metadata.title).or(site_title);
        metadata.published = main.metadata.date.map(|date| date.to_string()).or(metadata.published);
        metadata.publisher = metadata.publisher.or_else(|| known(&main.metadata.sitename));
        if metadata.authors.is_empty() {
            metadata.authors = main.metadata.author.split(';').filter_map(known).collect();
        }
    }
    metadata.title = site_title.map(|title| without_site(&title, metadata.publisher.as_deref()));
    let content = main.map(|main| Content::new(&main.content_html)).filter(|content| content.words > 20);
    select(&mut page.lines, content.as_ref());
    (page.lines.into_iter().map(|l| l.line).collect(), metadata)
}

fn options() -> trafilatura::Options {
    let mut options = trafilatura::Options::default().with_fallback(true).with_links(true);
    options.exclude_comments = true;
    options
}

/// Word sequences of the main content.
struct Content {
    lines: HashSet<String>,
    sequences: HashSet<u64>,
    words: usize,
}

impl Content {
    fn new(html: &str) -> Self {
        let (mut lines, mut sequences, mut count) = (HashSet::new(), HashSet::new(), 0);
        for page in markup::read(html).lines {
            let words = words(&page.line.text);
            sequences.extend(sequence_hashes(&words));
            count += words.len();
            lines.insert(super::words::key(&words));
        }
        Self { lines, sequences, words: count }
    }

    fn holds(&self, line: &Line<'_>) -> bool {
        let words = words(&line.text);
        let all: Vec<u64> = sequence_hashes(&words).collect();
        let known = all.iter().filter(|hash| self.sequences.contains(hash)).count();
        if all.is_empty() { self.lines.contains(&super::words::key(&words)) } else { known as f64 >= SHARE * all.len() as f64 }
    }
}

/// Hashes of each three words in a row.
fn sequence_hashes(words: &[Word]) -> impl Iterator<Item = u64> + '_ {
    words.windows(3).map(|three| {
        let mut hasher = DefaultHasher::new();
        three.iter().for_each(|word| word.lower.hash(&mut hasher));
        hasher.finish()
    })
}

/// Marks the lines that are not main content as the page's own.
fn select(lines: &mut [PageLine<'_>], content: Option<&Content>) {
    let inside = |l: &PageLine<'_>| l.line.role != Role::Page && content.map_or(l.links < LINKS, |content| content.holds(&l.line));
    let selected: Vec<bool> = lines.iter().map(inside).collect();
    let first = selected.iter().position(|&s| s);
    let last = selected.iter().rposition(|&s| s);
    let title = lines.iter().position(|l| l.line.role == Role::Title);
    let start = title.into_iter().chain(first).min();
    for (i, page) in lines.iter_mut().enumerate() {
        let within = start.is_some_and(|start| start <= i) && last.is_some_and(|last| i <= last);
        let prose = is_terminal(&page.line.text) && words(&page.line.text).len() >= PROSE && page.links < LINKS;
        let heading = page.line.role == Role::Heading && page.links < LINKS && selected.get(i + 1) == Some(&true);
        let kept =
            selected[i] || Some(i) == title || (within && page.line.role != Role::Page && (prose || heading || page.line.role == Role::Caption));
        if !kept {
            page.line.role = if within && page.line.role != Role::Page { Role::Beside } else { Role::Page };
        }
    }
}

/// The day on which the page says it was published.
fn date(page: &Markup<'_>) -> Option<String> {
    const NAMES: [&str; 12] = [
        "article:published_time",
        "og:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "pubdate",
        "publishdate",
        "parsely-pub-date",
        "sailthru.date",
        "time",
    ];
    page.meta(&NAMES).or_else(|| page.meta(&["canonical", "og:url"]).and_then(|url| date_in_url(&url)))
}

/// "/2024/06/19/" in an address.
fn date_in_url(url: &str) -> Option<String> {
    let parts: Vec<&str> = url.split(['/', '-']).collect();
    let number = |text: &str, digits: usize| (text.len() <= digits && !text.is_empty()).then(|| text.parse::<u16>().ok()).flatten();
    parts.windows(3).find_map(|w| {
        let (year, month, day) = (number(w[0], 4).filter(|y| (1990..2100).contains(y))?, number(w[1], 2)?, number(w[2], 2)?);
        jiff::civil::Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok().map(|date| date.to_string())
    })
}

/// Authors named in `meta`; addresses of profiles are no names.
fn authors(page: &Markup<'_>) -> Vec<String> {
    let mut out = Vec::new();
    for (name, content) in &page.meta {
        if ["author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "byl"].contains(&name.as_str()) && !content.contains("://")
        {
            for author in content.split([',', ';']).flat_map(|part| part.split(" and ")) {
                let author = author.trim().trim_start_matches("By ").trim_start_matches("by ").to_owned();
                if !author.is_empty() && !out.contains(&author) {
                    out.push(author);
                }
            }
        }
    }
    out
}

/// A title without the site's name behind a bar or dash.
fn without_site(title: &str, site: Option<&str>) -> String {
    let title = title.trim();
    for mark in [" | ", " – ", " — ", " - ", " :: ", " » "] {
        if let Some((head, tail)) = title.rsplit_once(mark) {
            let named = site.is_some_and(|site| tail.trim().eq_ignore_ascii_case(site.trim()));
            if named || (mark == " | " && words(tail).len() <= 4 && words(head).len() >= 3) {
                return head.trim().to_owned();
            }
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_and_titles_are_read_from_addresses_and_heads() {
        assert_eq!(date_in_url("https://example.org/world/2024/06/19/treaty").as_deref(), Some("2024-06-19"));
        assert_eq!(date_in_url("https://example.org/2024-6-9-treaty").as_deref(), Some("2024-06-09"));
        assert_eq!(date_in_url("https://example.org/19/2024/99/1"), None);
        assert_eq!(without_site("Ministers meet in Oslo - Example News", Some("Example News")), "Ministers meet in Oslo");
        assert_eq!(without_site("Ministers meet in Oslo | Example", None), "Ministers meet in Oslo");
        assert_eq!(without_site("Talks - and a treaty", None), "Talks - and a treaty");
    }
}
