//! The events of a sentence: the frame that fired and where it is written, what gave the two ends, what made the modality; and the edges
//! that came near.

use std::io::Write;

use anyhow::Result;

use super::View;
use super::paint::{ACTOR, BAD, BOLD, DIM, FILE, GOOD, hanging, path};
use crate::extract::events::actors::End;
use crate::extract::events::features::Features;
use crate::extract::events::reading::{Edge, Reading};
use crate::knowledge::reader::Side;
use crate::types::{Event, Mention, Modality, Place, Says};

pub fn print(view: &View<'_>, sentence: usize, out: &mut impl Write) -> Result<()> {
    for event in view.found.events.iter().filter(|event| event.sentence == sentence) {
        one(view, event, out)?;
    }
    Ok(())
}

fn one(view: &View<'_>, event: &Event, out: &mut impl Write) -> Result<()> {
    let (doc, entities, edges) = (&view.found.doc, &view.found.entities, &view.knowledge.edges);
    let name = |entity: usize| entities.list[entity].name.as_str();
    let kind = edges.get(event.kind);
    let arrow = if kind.is_some_and(|kind| kind.symmetric) { "–" } else { "→" };
    let mut flags: Vec<String> = Vec::new();
    if event.modality != Modality::Actual {
        flags.push(event.modality.name().to_owned());
    }
    if event.negated {
        flags.push("not".to_owned());
    }
    flags.extend(event.tenure.word().map(str::to_owned));
    let class = event.plover.or_else(|| edges.plover(event.kind, event.modality != Modality::Actual));
    flags.extend(class.map(|class| class.name().to_owned()));
    flags.push(format!("confidence {:.2}", event.confidence));
    let (source, target) = (name(event.source), name(event.target));
    writeln!(
        out,
        "  {BOLD}{GOOD}{}{GOOD:#}{BOLD:#}  {ACTOR}{source}{ACTOR:#} {arrow} {ACTOR}{target}{ACTOR:#}  {DIM}{}{DIM:#}",
        event.kind,
        flags.join(" · ")
    )?;
    let row = |out: &mut dyn Write, label: &str, text: String| writeln!(out, "    {DIM}{label:<11}{DIM:#}{text}");
    row(out, "rule", format!("{FILE}{}{FILE:#} on “{}”", event.rule, doc.phrase(event.trigger.clone())))?;
    row(out, "source", end(view, event, event.source, event.grounds.source.as_ref()))?;
    let beside = if event.grounds.target.is_none() { event.grounds.source.as_ref() } else { event.grounds.target.as_ref() };
    row(out, "target", end(view, event, event.target, beside))?;
    for signal in &event.grounds.signals {
        let token = &doc.tokens[signal.word];
        let says = match signal.says {
            Says::Modality(modality) => modality.name(),
            Says::Not => "not",
            Says::Claim => "a claim of its subject",
        };
        let words = &view.knowledge.modality;
        let origin = words.origin(&token.lemma, signal.says).or_else(|| words.origin(&token.lower, signal.says));
        let origin = origin.map_or_else(|| format!("{DIM}by grammar{DIM:#}"), |at| format!("{FILE}{at}{FILE:#}"));
        row(out, if signal.says == Says::Claim { "claim" } else { "modality" }, format!("“{}” says: {says}  {origin}", doc.form(signal.word)))?;
    }
    if !event.attributed_to.is_empty() {
        let by: Vec<&str> = event.attributed_to.iter().map(|&entity| name(entity)).collect();
        row(out, "claimed by", by.join(", "))?;
    }
    if let Some(time) = &event.time {
        let day = |day: &Option<String>| day.clone().unwrap_or_else(|| "?".into());
        row(out, "time", format!("“{}” {} to {}", time.text, day(&time.from), day(&time.to)))?;
    }
    if !event.objects.is_empty() {
        let things: Vec<String> = event.objects.iter().map(|range| format!("“{}”", doc.phrase(range.clone()))).collect();
        row(out, "objects", things.join(", "))?;
    }
    learned(view, event, out)
}

/// How likely the trigger names the event, what else it may name, and who was weighed for each end by which features.
fn learned(view: &View<'_>, event: &Event, out: &mut impl Write) -> Result<()> {
    const SHOWN: usize = 3;
    let (doc, reader) = (&view.found.doc, &view.knowledge.reader);
    let Some(kind) = reader.kinds().iter().position(|kind| kind == event.kind) else { return Ok(()) };
    let of_kind = |reading: &&Reading| event.trigger.contains(&reading.word) && reading.edges.iter().any(|edge| edge.kind == kind);
    let Some(reading) = view.found.readings.iter().filter(of_kind).max_by(|a, b| a.kinds[kind].total_cmp(&b.kinds[kind])) else { return Ok(()) };
    let name = |kind: usize| reader.kinds().get(kind).map_or("nothing", String::as_str);
    let next = (0..reading.kinds.len()).filter(|&other| other != kind).max_by(|&a, &b| reading.kinds[a].total_cmp(&reading.kinds[b]));
    let next = next.map_or(String::new(), |next| format!(", else {} {:.2}", name(next), reading.kinds[next]));
    let grounds = deciding(&reading.features, |key| reader.word_weight(key, kind));
    let text = format!("“{}” is {} {:.2}{next}: {grounds}", doc.form(reading.word), event.kind, reading.kinds[kind]);
    hanging(out, &format!("    {DIM}{:<11}{DIM:#}", "word"), 15, &text, DIM, view.width)?;
    for (at, (label, side)) in [("source", Side::Source), ("target", Side::Target)].into_iter().enumerate() {
        let place = |edge: &Edge| if at == 0 { edge.source } else { edge.target };
        let mut weighed: Vec<(f32, usize)> = reading.edges.iter().filter(|e| e.kind == kind).map(|e| (e.sides[at], place(e))).collect();
        weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        weighed.dedup();
        for (likely, party) in weighed.into_iter().take(SHOWN) {
            let party = &reading.parties[party];
            let words = party.word.map_or("(understood)", |word| doc.form(word));
            let text = format!("{likely:.2} “{words}”: {}", deciding(&party.features, |key| reader.side_weight(side, kind, key)));
            hanging(out, &format!("    {DIM}{label:<11}{DIM:#}"), 15, &text, DIM, view.width)?;
        }
    }
    Ok(())
}

/// The features that weigh most, with their weights.
fn deciding(features: &Features, weight: impl Fn(u32) -> f32) -> String {
    const SHOWN: usize = 4;
    let names = features.names.iter().flatten();
    let mut all: Vec<(f32, &str)> = features.keys.iter().zip(names).map(|(&key, name)| (weight(key), name.as_str())).collect();
    all.sort_by(|a, b| b.0.abs().total_cmp(&a.0.abs()).then(a.1.cmp(b.1)));
    let shown = all.into_iter().take(SHOWN).filter(|(weight, _)| *weight != 0.0);
    shown.map(|(weight, name)| format!("{name} {weight:+.1}")).collect::<Vec<_>>().join(", ")
}

/// "subject: Putin –nsubj→ met", and by which rule the words mean that actor.
fn end(view: &View<'_>, event: &Event, entity: usize, place: Option<&Place>) -> String {
    let (doc, entities) = (&view.found.doc, &view.found.entities);
    let trigger = doc.head_of(event.trigger.clone());
    let under = |m: &Mention| place.is_some_and(|place| place.words.iter().any(|&word| doc.is_below(m.head, word)));
    let at = |m: &Mention| place.is_some_and(|place| place.words.contains(&m.head));
    // "Arrived in Pyongyang": the words at the slot lead to the actor without naming it.
    let mentions = || entities.within(doc.sentences[event.sentence].clone()).filter(|m| m.entity == entity && (place.is_none() || at(m) || under(m)));
    let near = |m: &&Mention| (!at(m), m.head.abs_diff(trigger));
    let slot = place.map_or(String::new(), |place| format!("{}: ", place.slot));
    match mentions().min_by_key(near) {
        // A post is told anywhere in the article: only a short way through the tree means anything.
        Some(m) if place.is_none() && path(doc, m.head, trigger).matches(['→', '←']).count() > 2 => {
            format!("“{}”  {DIM}is {} by {}{DIM:#}", doc.phrase(m.tokens.clone()), entities.list[entity].name, m.rule)
        }
        Some(m) => format!(
            "{slot}{}  {DIM}“{}” is {} by {}{DIM:#}",
            path(doc, m.head, trigger),
            doc.phrase(m.tokens.clone()),
            entities.list[entity].name,
            m.rule
        ),
        None if place.is_none() => format!("{DIM}{} is known from another place of the article{DIM:#}", entities.list[entity].name),
        None => {
            let ways: Vec<String> = place.iter().flat_map(|place| &place.words).map(|&word| path(doc, word, trigger)).collect();
            format!("{slot}{}  {DIM}stands for {}{DIM:#}", ways.join(", "), entities.list[entity].name)
        }
    }
}

/// One line for each word of which the learned reader thought something, but nothing likely enough.
pub fn print_near(view: &View<'_>, sentence: usize, out: &mut impl Write) -> Result<()> {
    const NEAR: f64 = 0.1;
    let (doc, entities, kinds) = (&view.found.doc, &view.found.entities, view.knowledge.reader.kinds());
    let told = |word: usize| view.found.events.iter().any(|event| event.trigger.contains(&word));
    for reading in view.found.readings.iter().filter(|reading| doc.sentence_of(reading.word) == sentence && !told(reading.word)) {
        let Some(edge) = reading.edges.iter().max_by(|a, b| a.likely.total_cmp(&b.likely)).filter(|edge| edge.likely >= NEAR) else { continue };
        let name = |party: usize| match &reading.parties[party].end {
            End::Entity(entity) => entities.list[*entity].name.as_str(),
            End::StateOf(code, _) => code.as_str(),
        };
        let (word, kind, likely) = (doc.form(reading.word), &kinds[edge.kind], edge.likely);
        let (source, target) = (name(edge.source), name(edge.target));
        writeln!(out, "  {BAD}no edge{BAD:#}  {DIM}“{word}” could be {kind}, {source} → {target}, but only with {likely:.2}{DIM:#}")?;
    }
    Ok(())
}
