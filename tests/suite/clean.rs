//! Cleaning: whole pages against their golden clean text, what must pass unharmed, and hostile input.

use std::fmt::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use newsgraph::Knowledge;
use newsgraph::internals::clean::{clean, explain};
use newsgraph::internals::types::{ByteSpan, CleanText};
use newsgraph::read::{self, Options};
use newsgraph::{Article, Metadata};

fn fixtures() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/clean")
}

fn text(text: &str) -> Article {
    let mut article = Article::new("a", text);
    article.path = "a.txt".into();
    article
}

fn metadata(title: Option<&str>, published: Option<&str>, publisher: Option<&str>, authors: &[&str]) -> Metadata {
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let mut metadata = Metadata::default();
    (metadata.title, metadata.published, metadata.publisher) = (owned(title), owned(published), owned(publisher));
    metadata.authors = authors.iter().map(|author| (*author).to_owned()).collect();
    metadata
}

fn html(text: &str) -> Article {
    let mut article = Article::new("a", text);
    (article.path, article.html) = ("a.html".into(), true);
    article
}

/// Metadata and blocks, one a line.
fn shown(clean: &CleanText) -> String {
    let Metadata { title, published, publisher, authors, .. } = &clean.metadata;
    let mut out = format!("title: {title:?}\npublished: {published:?}\npublisher: {publisher:?}\nauthors: {authors:?}\n");
    for block in &clean.blocks {
        writeln!(out, "{:?}: {}", block.kind, block.span.of(&clean.text)).unwrap();
    }
    out
}

/// Each word of the clean text stands where its span says; in pages, give or take markup and entities.
fn check_spans(article: &Article, clean: &CleanText) {
    let source: Vec<char> = article.text.chars().collect();
    for block in &clean.blocks {
        let mut from = block.span.start;
        for word in block.span.of(&clean.text).split_whitespace() {
            let at = from + clean.text[from..].find(word).unwrap();
            from = at + word.len();
            let span = clean.to_source(ByteSpan::new(at, from));
            let raw: String = source[span.start..span.end].iter().collect();
            if article.html {
                let first = raw.chars().next().unwrap();
                assert!(first != '<' && !raw.ends_with('>'), "{raw:?} for {word:?} begins or ends in a tag");
                assert!(raw == word || raw.contains(['<', '&']), "{raw:?} for {word:?}");
            } else {
                assert_eq!(raw, word);
            }
        }
    }
}

/// To see what changed: `NEWSGRAPH_UPDATE=1 cargo test --test suite clean`, then read the difference.
#[test]
fn pages_of_every_kind_give_their_golden_text() {
    let knowledge = Knowledge::load().unwrap();
    let mut wrong = String::new();
    let articles: Vec<_> = read::articles(&[fixtures()], &Options::default()).unwrap().map(|a| a.unwrap()).collect();
    assert!(articles.len() >= 7);
    for article in articles {
        let clean = clean(&article, &knowledge).unwrap();
        check_spans(&article, &clean);
        let golden = fixtures().join(format!("{}.golden", article.id));
        let found = shown(&clean);
        if std::env::var_os("NEWSGRAPH_UPDATE").is_some() {
            std::fs::write(&golden, &found).unwrap();
        }
        let expected = std::fs::read_to_string(&golden).unwrap_or_default();
        if found != expected {
            writeln!(wrong, "{}:\n{found}", article.id).unwrap();
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

#[test]
fn texts_without_furniture_pass_unharmed() {
    let knowledge = Knowledge::load().unwrap();
    for whole in [
        "Peru has granted asylum to five officers.",
        "Talks in Geneva",
        "share",
        "By Monday the talks were over.",
        "The minister said: “Follow us and you will see.”\n\n“Read more,” he told the pupils. “Share this story with your friends.”\n\nThey laughed.",
        "The website of the ministry was attacked on Monday.\n\nThe hackers published the passwords and e-mail addresses of its users.\n\nThe ministry blamed Russia and called for sanctions.",
        "France warned Mali.\n\nHe said it again.\n\nFrance warned Mali.\n\nNobody answered, and the envoy left the room after an hour.\n\nFrance warned Mali.",
        "Editors of three newspapers were arrested in Cairo on Sunday, their lawyers said.\n\nThe government accused them of publishing false news about the army.\n\nEgypt's union of journalists demanded their release.",
        "The Latest on the summit:\n\n12:05 p.m.\n\nThe president has arrived in Oslo and was met by the king.\n\n11:40 a.m.\n\nProtesters have gathered before the palace, police say.",
        "“We are ready,” she said.\n\n– The minister\n\nThe army moved to the border in the night, according to witnesses in three villages.",
    ] {
        let (clean, dropped) = explain(&text(whole), &knowledge).unwrap();
        assert!(dropped.is_empty(), "{dropped:?}");
        assert_eq!(clean.blocks.iter().map(|b| b.span.of(&clean.text)).collect::<Vec<_>>().join("\n\n"), whole);
        check_spans(&text(whole), &clean);
    }
}

#[test]
fn what_the_input_says_of_itself_wins() {
    let knowledge = Knowledge::load().unwrap();
    let mut article =
        text("A headline over it\n\nBy Ann Lee\n\nPublished: May 3, 2020\n\nThe minister said on Monday that he would resign in the autumn.");
    let found = clean(&article, &knowledge).unwrap().metadata;
    assert_eq!(found, metadata(Some("A headline over it"), Some("2020-05-03"), None, &["Ann Lee"]));
    let given = metadata(Some("T"), Some("2021-01-02T10:00:00Z"), Some("P"), &["B"]);
    article.metadata = given.clone();
    assert_eq!(clean(&article, &knowledge).unwrap().metadata, metadata(Some("T"), Some("2021-01-02"), Some("P"), &["B"]));
}

#[test]
fn an_ambiguous_date_is_told_by_the_weekdays_of_the_text() {
    let knowledge = Knowledge::load().unwrap();
    for (date, day, iso) in [("9/4/2023", "Monday", "2023-09-04"), ("9/4/2023", "Sunday", "2023-04-09"), ("25/4/2023", "Sunday", "2023-04-25")] {
        let article = text(&format!("A headline over it\n\n{date}\n\nThe minister said on {day} that he would resign before the election in May."));
        assert_eq!(clean(&article, &knowledge).unwrap().metadata.published.as_deref(), Some(iso));
    }
}

#[test]
fn pages_without_text_and_other_languages_are_refused_by_name() {
    let knowledge = Knowledge::load().unwrap();
    let german = "Der russische Präsident hat am Dienstag in Moskau mit dem Außenminister gesprochen. Die beiden Seiten einigten sich auf ein neues Abkommen, das im nächsten Jahr in Kraft treten soll. Kritiker warnten vor den Folgen.";
    let russian = "Министр иностранных дел заявил во вторник, что переговоры продолжаются.";
    for (article, says) in [
        (html("<html><head><title>T</title></head><body><script>var a = 'text';</script><img src=x></body></html>"), "no article text"),
        (html("<nav><a href=/>Home</a></nav>"), "no article text"),
        (html("<"), "no article text"),
        (text(german), "in German"),
        (html(&format!("<html><body><article><p>{german}</p></article></body></html>")), "in German"),
        (text(russian), "in Russian"),
    ] {
        let error = clean(&article, &knowledge).map(|c| c.text).unwrap_err().to_string();
        assert!(error.contains(says) && error.starts_with(&article.path), "{error}");
    }
    for short in
        ["Merkel traf Macron.", "Putin.", "Xi Jinping, Vladimir Putin, Recep Tayyip Erdoğan, Volodymyr Zelensky, Olaf Scholz, Emmanuel Macron"]
    {
        assert!(clean(&text(short), &knowledge).is_ok(), "{short}");
    }
}

#[test]
fn hostile_texts_are_cleaned_in_linear_time() {
    let knowledge = Knowledge::load().unwrap();
    let sentence = "The minister of Peru met the envoy of Chile on Monday. ";
    let times: Vec<f64> = [2usize, 20]
        .into_iter()
        .map(|megabytes| {
            let article = text(&sentence.repeat(megabytes * 1_000_000 / sentence.len()));
            let start = Instant::now();
            let clean = clean(&article, &knowledge).unwrap();
            assert!(clean.blocks.len() > 10 && clean.blocks.iter().all(|b| b.span.end - b.span.start < 30_000));
            let last = clean.blocks.last().unwrap().span;
            assert_eq!(clean.to_source(ByteSpan::new(last.end - 1, last.end)).end, article.text.trim_end().chars().count());
            start.elapsed().as_secs_f64()
        })
        .collect();
    assert!(times[1] < 60.0 * times[0].max(0.05), "{times:?}");
    for odd in [
        "(".repeat(100_000),
        "word ".repeat(100_000),
        "a\n".repeat(50_000),
        "By ".repeat(20_000),
        "\"\n“\n".repeat(20_000),
        "😀\u{200d}é\r\n\u{feff}\u{a0}".repeat(5_000),
        "1/2/2020 ".repeat(10_000),
        "AB: CD – (".repeat(10_000),
    ] {
        let article = text(&odd);
        if let Ok(clean) = clean(&article, &knowledge) {
            check_spans(&article, &clean);
        }
    }
}

#[test]
fn hostile_pages_are_cleaned_without_panic() {
    let knowledge = Knowledge::load().unwrap();
    let prose = "<p>The minister of Peru met the envoy of Chile on Monday, and both said that the border would stay open.</p>";
    let mut pages = vec![
        "<div>".repeat(100_000) + prose,
        "<b><i><p>".repeat(150) + prose,
        format!("<article>{}", prose.replace("</p>", "")),
        format!("<p>{}", "x &amp; y &bogus; &#0; &#xFFFFFFFF; ".repeat(2000)),
        format!("<!-- {prose} --><![CDATA[{prose}]]><p title=\"<p>\">{prose}"),
        format!("<table>{}</table>", "<td>a".repeat(20_000)),
    ];
    let alphabet: Vec<&str> =
        "<p> </p> <div> </a> <a href='> & &amp; < > \" ' é 😀 text. <script> </script> <!-- --> <title> \r\n \0 <br> &#x".split(' ').collect();
    let mut state = 7u64;
    for length in 1..200 {
        let mut page = String::new();
        for _ in 0..length {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            page.push_str(alphabet[(state >> 33) as usize % alphabet.len()]);
            page.push(' ');
        }
        pages.push(page);
    }
    for page in pages {
        let article = html(&page);
        if let Ok(clean) = clean(&article, &knowledge) {
            let length = page.chars().count();
            for block in &clean.blocks {
                let span = clean.to_source(block.span);
                assert!(span.start < span.end && span.end <= length);
            }
        }
    }
}
