//! Statements on sentences of our own, one for every form of speech: quotation marks, lexicon, rules and language model together.

use std::sync::LazyLock;

use newsgraph::Article;
use newsgraph::Extractor;
use newsgraph::internals::knowledge::speech::Speech;
use newsgraph::record::RecordStatement;
use newsgraph::record::StatementMode;

static EXTRACTOR: LazyLock<Extractor> = LazyLock::new(|| Extractor::new().unwrap());

fn statements(text: &str) -> Vec<RecordStatement> {
    let article = Article::new("own", text);
    EXTRACTOR.extract(&article).map(|record| record.statements).unwrap_or_default()
}

/// `speaker | cue | content`, the pieces of a content joined by " ... "; `-` for what is missing.
fn shown(statement: &RecordStatement) -> String {
    let text = |span: &Option<newsgraph::record::TextSpan>| span.as_ref().map_or("-".to_owned(), |s| s.text.clone());
    let content: Vec<&str> = statement.content.iter().map(|piece| piece.text.as_str()).collect();
    format!("{} | {} | {}", text(&statement.speaker_span), text(&statement.cue), content.join(" ... "))
}

const CASES: &[(&str, &[&str])] = &[
    // Quotation, cue, source; it goes on in the next sentence.
    (
        "“We will rebuild the bridge,” said Anna Keller, the mayor of Lindau. “It will take two years.”",
        &["Anna Keller, the mayor of Lindau | said | We will rebuild the bridge ... It will take two years."],
    ),
    // Quotation, source, cue with its hearer.
    ("“The talks failed,” the minister told reporters on Monday.", &["the minister | told | The talks failed"]),
    // Source, cue, quotation.
    ("Maria Lopez said: \"Nobody was hurt.\"", &["Maria Lopez | said | Nobody was hurt."]),
    // Broken by its cue.
    ("''The plan,'' Peter Novak said, ''is dead.''", &["Peter Novak | said | The plan ... is dead."]),
    // Zero "that", and a second cue that shares the source.
    (
        "John Baker said the factory would close in May and warned that others would follow.",
        &["John Baker | said | the factory would close in May", "John Baker | warned | that others would follow"],
    ),
    // Clause first.
    ("The factory will close, the company announced.", &["the company | announced | The factory will close"]),
    // A name between the clause and what describes it; a name at the end of the clause is none of the speaker's.
    (
        "A ship fired at two boats with food for fishermen, Commodore Tom Reed, the coast guard spokesman, told a news conference.",
        &["Commodore Tom Reed, the coast guard spokesman | told | A ship fired at two boats with food for fishermen"],
    ),
    ("The police had arrested Tom Reed, the minister said.", &["the minister | said | The police had arrested Tom Reed"]),
    // "According to" on either side.
    ("According to Laura Stein, the ship left the port at dawn.", &["Laura Stein | According to | the ship left the port at dawn"]),
    ("The ship left the port at dawn, according to the coast guard.", &["the coast guard | according to | The ship left the port at dawn"]),
    // A participle has the source of its main clause.
    (
        "The envoy praised the deal, adding that it would save lives.",
        &["The envoy | praised | the deal", "The envoy | adding | that it would save lives"],
    ),
    // The reporter's relative clause is left out.
    ("Officials said it was “a very hard winter”, which had begun early.", &["Officials | said | it was “a very hard winter”"]),
    ("Tom Reed asked whether the treaty was still in force.", &["Tom Reed | asked | whether the treaty was still in force"]),
    ("The union called on the government to raise wages.", &["The union | called on | the government to raise wages"]),
    ("In her view, the court was wrong.", &["her | view | the court was wrong"]),
    ("As Ivan Petrov noted, prices had doubled.", &["Ivan Petrov | noted | prices had doubled"]),
    // A verb that the tagger took for a noun; a question with its hearer; a name with a rank and a tail.
    ("“The school stays open,” the letter read.", &["the letter | read | The school stays open"]),
    ("Anna Keller estimates that the bridge cost ten million dollars.", &["Anna Keller | estimates | that the bridge cost ten million dollars"]),
    ("“Will it rain again?” Keller asked reporters during a walk on Friday.", &["Keller | asked | Will it rain again?"]),
    (
        "“We agree,” said retired Lt. Gen. Olaf Berg, who lives in Lund. “The bridge is safe.”",
        &["retired Lt. Gen. Olaf Berg | said | We agree ... The bridge is safe."],
    ),
    (
        "“The road is safe,” said Olaf Berg, 61, of Austin, Texas, a driver of Acme Inc. “Nobody was hurt in all those years.”",
        &["Olaf Berg, 61, of Austin, Texas, a driver of Acme Inc. | said | The road is safe ... Nobody was hurt in all those years."],
    ),
    // The clause behind circumstances, a programme's name among them.
    (
        "Sen. Anna Keller (D-Vt.) said Sunday in Lund, Sweden, that the bridge would close.",
        &["Sen. Anna Keller (D-Vt.) | said | that the bridge would close"],
    ),
    ("Anna Keller said on the channel's “Morning News” on Sunday that the bridge was safe.", &["Anna Keller | said | that the bridge was safe"]),
    ("Last week, the minister told the council that the bridge was safe.", &["the minister | told | that the bridge was safe"]),
    // Sources behind whom a clause or an apposition fills the space to the cue.
    ("Olaf Berg, who met the council on Monday, said the bridge was safe.", &["Olaf Berg | said | the bridge was safe"]),
    (
        "Two members of the council, Olaf Berg and Anna Keller, have said they will resign.",
        &[
            "Two members of the council, Olaf Berg and Anna Keller | said | they will resign",
            "Two members of the council, Olaf Berg and Anna Keller | said | they will resign",
        ],
    ),
    (
        "Olaf Berg said he had plans for the port, adding that it would open in May.",
        &["Olaf Berg | said | he had plans for the port", "Olaf Berg | adding | that it would open in May"],
    ),
    // What the reporter adds, and what he does not.
    ("The minister said the treaty was dead; the opposition booed.", &["The minister | said | the treaty was dead"]),
    ("The minister said the treaty was dead, although he gave no reason.", &["The minister | said | the treaty was dead"]),
    ("The minister said that prices had doubled and that wages had not.", &["The minister | said | that prices had doubled and that wages had not"]),
    ("The port, which Olaf Berg said was closed, has two piers.", &["Olaf Berg | said | The port ... was closed"]),
    (
        "The river rose by a metre, according to a report published by Danish scientists.",
        &["Danish scientists | according to | The river rose by a metre"],
    ),
    // A colon, a transcript.
    (
        "The minister issued the following statement:\n\n“The bridge is safe. Nobody needs to worry about it.”",
        &["The minister | : | The bridge is safe. Nobody needs to worry about it."],
    ),
    (
        "KELLER: The bridge is safe. It will stay open.\n\nBERG: I have heard that before.",
        &["KELLER | : | The bridge is safe. It will stay open", "BERG | : | I have heard that before"],
    ),
    ("In both years, Olaf Berg said, the gifts paid for a boat.", &["Olaf Berg | said | In both years ... the gifts paid for a boat"]),
    // Quoted words that no other cue has are of the report.
    (
        "Berg said he had received offers, but “the offers were to use the boat in a bad fashion.”",
        &["Berg | said | he had received offers, but “the offers were to use the boat in a bad fashion.”"],
    ),
    (
        "“You know, I love music,” she said, but “when it comes to the port, I have my doubts.”",
        &["she | said | You know, I love music ... when it comes to the port, I have my doubts."],
    ),
    // Behind a quotation with a full stop, a cue with a comma opens a sentence of its own.
    (
        "Keller says the plan “is dead.” She adds, “What fool would pay for that?”",
        &["Keller | says | the plan “is dead.”", "She | adds | What fool would pay for that?"],
    ),
    ("Said Keller: “I doubt that this is enough.”", &["Keller | Said | I doubt that this is enough."]),
    (
        "“The bridge is safe and will stay open all year.” – Anna Keller\n\nThe council met again on Friday.",
        &["Anna Keller | – | The bridge is safe and will stay open all year."],
    ),
    // A second source between two quotations splits them.
    (
        "The minister said “the deal is dead”, while Maria Lopez said her country “would never sign it”.",
        &["The minister | said | the deal is dead", "Maria Lopez | said | her country “would never sign it”"],
    ),
    // Styles of translated wire copy: dash, comma, spaced marks, low marks, a mark left out.
    ("\"The bridge is safe\", – noted Keller.", &["Keller | noted | The bridge is safe"]),
    ("\"The bridge is safe and it will stay open\" – Berg added.", &["Berg | added | The bridge is safe and it will stay open"]),
    ("\" The bridge is safe and will stay open \" Keller stressed.", &["Keller | stressed | The bridge is safe and will stay open"]),
    ("„The bridge is safe“, said Keller.", &["Keller | said | The bridge is safe"]),
    ("Keller spoke on Monday. The bridge is safe and will stay open,\" said Keller.", &["Keller | said | The bridge is safe and will stay open"]),
    // A report of a report is its inner source's, once.
    ("The bridge is safe, said Anna Keller, the state agency reported.", &["Anna Keller | said | The bridge is safe"]),
    ("The harbour will close in May, the mayor said, according to the newspaper.", &["the mayor | said | The harbour will close in May"]),
    ("The newspaper reported that Anna Keller said the bridge was safe.", &["Anna Keller | said | the bridge was safe"]),
    ("“We are ready,” the agency quoted Anna Keller as saying.", &["Anna Keller | saying | We are ready"]),
    ("Keller said that she would urge Berg to close the port.", &["Keller | said | that she would urge Berg to close the port"]),
    // A noun of saying that its speaker brings out; a report by somebody.
    ("Keller issued a statement that the bridge was safe.", &["Keller | statement | that the bridge was safe"]),
    ("When asked whether the bridge was safe, Keller said that it was.", &["Keller | said | that it was"]),
    // An interview, a post.
    ("((Keller)) The bridge is safe. It will stay open.", &["Keller | ) | The bridge is safe. It will stay open"]),
    ("We have opened the bridge for everybody. — Anna Keller (@akeller) May 2, 2020", &["Anna Keller | — | We have opened the bridge for everybody"]),
    // No speech: a headline's deed, a description, a title, a want, a circumstance, flags.
    ("Berg, Keller agree on new bridge", &[]),
    ("Berg condemns new bridge", &[]),
    ("The ship of Olaf Berg, who condemned the plan, sank on Monday.", &[]),
    ("In a speech on Monday, the minister told a story.", &[]),
    ("Sweden may request boats, and Norway has not called the strike a crime.", &[]),
    ("The streets were lined with flags and banners welcoming the guest.", &[]),
    ("The film “Winter Light” was shown twice.", &[]),
    ("The senator wants to go home.", &[]),
];

#[test]
fn every_form_of_speech_gives_its_speaker_cue_and_content() {
    for (text, expected) in CASES {
        let found: Vec<String> = statements(text).iter().map(shown).collect();
        assert_eq!(found, *expected, "in: {text}");
    }
}

#[test]
fn the_mode_tells_quoted_from_reported_words() {
    let mode = |text: &str| statements(text)[0].mode;
    assert_eq!(mode("“The talks failed,” the minister said."), StatementMode::Direct);
    assert_eq!(mode("The minister said the talks had “failed badly” again."), StatementMode::Mixed);
    assert_eq!(mode("The minister said the talks had failed."), StatementMode::Indirect);
}

#[test]
fn a_quotation_goes_on_in_the_next_paragraph_with_the_same_speaker() {
    let found = statements("“The river rose in one night,” said Anna Keller.\n\n“We had no time to carry anything out of the house.”");
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].cue.is_none());
    assert_eq!(found[0].speaker_span, found[1].speaker_span);
    assert_eq!(found[0].speaker, found[1].speaker);
}

#[test]
fn a_statement_is_about_the_actors_that_it_mentions_and_not_about_its_speaker() {
    let found = statements("Anna Keller said that France and Anna Keller's office would help Poland.");
    assert_eq!(found.len(), 1, "{found:?}");
    assert!(found[0].about.contains(&"state:FRA".to_owned()) && found[0].about.contains(&"state:POL".to_owned()), "{found:?}");
    assert!(!found[0].about.contains(found[0].speaker.as_ref().unwrap()));
}

#[test]
fn odd_texts_do_no_harm() {
    let long = "and he said ".repeat(2000);
    for text in
        ["", "“", "”“”", "\"\"\"\"", "''''''", ":", "said", "“”", "‘’", "🙂 said “🙂”", "“a “b “c", "according to", "X:", "said:\n\n“", long.as_str()]
    {
        for statement in statements(text) {
            assert!(!statement.content.is_empty(), "{text}");
        }
    }
}

#[test]
fn the_tables_of_speech_load_and_every_verb_says_what_it_takes() {
    let speech = Speech::load().unwrap();
    assert!(speech.verbs().count() > 300);
    for lemma in ["say", "tell", "add", "according"] {
        let known = speech.verb(lemma, std::iter::empty()).is_some();
        assert_eq!(known, lemma != "according", "{lemma}");
    }
}
