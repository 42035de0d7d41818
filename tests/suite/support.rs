//! Records made by hand for the tests of what comes after extraction: spans are found by their words, so that they are always right.

use std::path::Path;
use std::process::Output;

use assert_cmd::Command;
use newsgraph::Record;
use newsgraph::record::{EntityKind, Form, Modality, RECORD_SCHEMA, StatementMode, TextSpan};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A record or a part of one, by its JSON form: what the library makes by itself, others cannot construct.
fn made<T: DeserializeOwned>(json: Value) -> T {
    serde_json::from_value(json).unwrap()
}

/// A record of this text with nothing in it yet.
pub struct Story {
    text: String,
    record: Record,
}

impl Story {
    pub fn new(id: &str, publisher: &str, published: &str, text: &str) -> Self {
        let record = json!({
            "schema": RECORD_SCHEMA,
            "article": {
                "id": id,
                "title": format!("Story {id}"),
                "publisher": Some(publisher).filter(|publisher| !publisher.is_empty()),
                "authors": [],
                "published": published,
                "language": "en",
                "chars": text.chars().count(),
            },
            "sentences": [],
            "mentions": [],
            "entities": [],
            "events": [],
            "statements": [],
        });
        Self { text: text.into(), record: made(record) }
    }

    pub fn span(&self, words: &str) -> TextSpan {
        let byte = self.text.find(words).unwrap_or_else(|| panic!("“{words}” is not in the text"));
        let start = self.text[..byte].chars().count();
        TextSpan { start, end: start + words.chars().count(), text: words.into() }
    }

    /// An actor whose country is the first three letters behind `@`: `person:jane-roe@GBR`.
    pub fn actor(mut self, id_country: &str, name: &str, aliases: &[&str]) -> Self {
        let (id, country) = id_country.split_once('@').map_or((id_country, None), |(id, country)| (id, Some(country.to_owned())));
        let kind = match id.split(':').next() {
            Some("person") => EntityKind::Person,
            Some("state") => EntityKind::State,
            Some("group") => EntityKind::Group,
            _ => EntityKind::Organisation,
        };
        let aliases: Vec<String> = aliases.iter().map(|alias| (*alias).into()).collect();
        for form in std::iter::once(name).chain(aliases.iter().map(String::as_str)) {
            if self.text.contains(form) {
                let TextSpan { start, end, text } = self.span(form);
                let mention = json!({ "entity": id, "start": start, "end": end, "text": text, "form": Form::Name, "rule": "name" });
                self.record.mentions.push(made(mention));
            }
        }
        self.record.mentions.sort_by_key(|mention| (mention.start, mention.end));
        let entity = json!({ "id": id, "kind": kind, "name": name, "aliases": aliases, "country": country, "sector": null, "roles": [] });
        self.record.entities.push(made(entity));
        self
    }

    /// Gives the last actor a post.
    pub fn post(mut self, title: &str, of: &str) -> Self {
        self.record.entities.last_mut().unwrap().roles.push(made(json!({ "title": title, "of": of })));
        self
    }

    /// `how`: type, PLOVER class (or empty), modality; a type with `!` before it is negated.
    pub fn event(
        mut self,
        (kind, plover, modality): (&str, &str, Modality),
        source: &str,
        target: &str,
        sentence: &str,
        trigger: &str,
        by: &[&str],
    ) -> Self {
        let event = json!({
            "id": format!("{}#e{}", self.record.article.id, self.record.events.len() + 1),
            "type": kind.trim_start_matches('!'),
            "plover": Some(plover).filter(|class| !class.is_empty()),
            "source": source,
            "target": target,
            "modality": modality,
            "negated": kind.starts_with('!'),
            "attributed_to": by,
            "trigger": self.span(trigger),
            "sentence": self.span(sentence),
            "time": null,
            "objects": [],
            "confidence": 0.8,
        });
        self.record.events.push(made(event));
        self
    }

    pub fn said(mut self, speaker: &str, cue: &str, content: &str, about: &[&str]) -> Self {
        let statement = json!({
            "id": format!("{}#s{}", self.record.article.id, self.record.statements.len() + 1),
            "speaker": speaker,
            "speaker_span": null,
            "cue": self.span(cue),
            "mode": StatementMode::Direct,
            "addressee": null,
            "content": [self.span(content)],
            "about": about,
            "confidence": 0.9,
        });
        self.record.statements.push(made(statement));
        self
    }

    pub fn record(self) -> Record {
        self.record
    }
}

/// Three short stories of two papers about people and states of our own making.
pub fn stories() -> Vec<Record> {
    use Modality::{Actual, Planned};
    let first = "Prime Minister Jane Roe of Britain met President Omar Diallo in Dakar. Britain will sell patrol boats to Senegal, \
                 Ms Roe said. \u{201c}Senegal is a friend,\u{201d} she added. Roe\u{2019}s office \u{1f6a2} confirmed it.";
    let second = "Roe met Diallo again. British officials said Senegal had signed the pact. Britain will sell patrol boats to Senegal.";
    let third = "The Foreign Office warned Senegal. \u{201c}The boats were a mistake,\u{201d} said Ana Vidal.";
    let boats = "Britain will sell patrol boats to Senegal";
    vec![
        Story::new("one", "The Harbour Post", "2024-03-01", first)
            .actor("person:jane-roe@GBR", "Jane Roe", &["Ms Roe", "Roe"])
            .post("Prime Minister", "state:GBR")
            .actor("state:GBR@GBR", "United Kingdom", &["Britain"])
            .actor("person:omar-diallo@SEN", "Omar Diallo", &[])
            .post("President", "state:SEN")
            .actor("state:SEN@SEN", "Senegal", &[])
            .event(
                ("meeting", "CONSULT", Actual),
                "person:jane-roe",
                "person:omar-diallo",
                &first[..first.find(". Britain").unwrap() + 1],
                "met",
                &[],
            )
            .event(("arms-transfer", "AGREE", Planned), "state:GBR", "state:SEN", boats, "sell", &["person:jane-roe"])
            .event(("holds-office", "", Actual), "person:jane-roe", "state:GBR", "Prime Minister Jane Roe of Britain", "Prime Minister", &[])
            .said("person:jane-roe", "added", "Senegal is a friend,", &["state:SEN"])
            .record(),
        Story::new("two", "The Harbour Post", "2024-03-05", second)
            .actor("person:roe@GBR", "Roe", &[])
            .actor("person:diallo", "Diallo", &[])
            .actor("group:gbr/officials@GBR", "British officials", &[])
            .actor("state:SEN@SEN", "Senegal", &[])
            .actor("state:GBR@GBR", "United Kingdom", &["Britain"])
            .event(("meeting", "CONSULT", Actual), "person:diallo", "person:roe", "Roe met Diallo again.", "met", &[])
            .event(("treaty", "AGREE", Actual), "state:SEN", "state:GBR", "Senegal had signed the pact", "signed", &["group:gbr/officials"])
            .event(("arms-transfer", "AGREE", Planned), "state:GBR", "state:SEN", boats, "sell", &["group:gbr/officials"])
            .record(),
        Story::new("three", "Coast Weekly", "2024-04-10", third)
            .actor("org:foreign-office@GBR", "the Foreign Office", &["Foreign Office"])
            .actor("state:SEN@SEN", "Senegal", &[])
            .actor("person:ana-vidal", "Ana Vidal", &[])
            .event(("warning", "THREATEN", Actual), "org:foreign-office", "state:SEN", "The Foreign Office warned Senegal.", "warned", &[])
            .said("person:ana-vidal", "said", "The boats were a mistake,", &[])
            .record(),
    ]
}

/// Records as JSON Lines.
pub fn json_lines(records: &[Record]) -> String {
    records.iter().map(|record| serde_json::to_string(record).unwrap() + "\n").collect()
}

/// The program.
pub fn newsgraph(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("newsgraph"));
    command.current_dir(folder).env_remove("NO_COLOR").env_remove("CLICOLOR_FORCE").env("COLUMNS", "160");
    command
}

/// Exit status, standard output and standard error of a run.
pub fn run(folder: &Path, args: &[&str]) -> (i32, String, String) {
    let Output { status, stdout, stderr } = newsgraph(folder).args(args).output().unwrap();
    (status.code().unwrap(), String::from_utf8(stdout).unwrap(), String::from_utf8(stderr).unwrap())
}

/// A folder in which `out/` holds the graph of [`stories`].
pub fn folder_with_graph() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), json_lines(&stories())).unwrap();
    let (status, _, errors) = run(folder.path(), &["assemble", "records.jsonl", "--layout", "native"]);
    assert_eq!((status, errors.as_str()), (0, ""));
    folder
}
