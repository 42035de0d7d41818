//! Direct and reported speech: who said what about whom.
//!
//! quotations -> outline (sentences with opaque quotations) -> cues -> speaker and content of each cue -> quotations that go on without a cue
//! -> statements with entities.

mod about;
mod bounds;
mod colons;
mod confidence;
mod content;
mod content_by_order;
mod continuation;
mod cues;
mod draft;
mod filter;
mod finish;
mod outline;
mod quotations;
mod signatures;
mod speakers;
mod speakers_by_order;
mod who;

use crate::knowledge::Knowledge;
use crate::types::{Document, Entities, Statement};
use draft::Draft;
use outline::Outline;

/// The statements of a document, in text order.
pub fn extract(doc: &Document, entities: &Entities, knowledge: &Knowledge) -> Vec<Statement> {
    let outline = Outline::new(doc, knowledge);
    let mut drafts: Vec<Draft> = Vec::new();
    for (index, sentence) in outline.sentences.iter().enumerate() {
        let cues = cues::find(&outline, sentence, knowledge);
        let first = drafts.len();
        drafts.extend(colons::label(&outline, entities, knowledge, index, &cues));
        drafts.extend(signatures::signed(&outline, index).or_else(|| signatures::post(&outline, index)));
        for at in 0..cues.len() {
            drafts.extend(content::draft(&outline, index, &cues, at));
        }
        continuation::inherit_speakers(&outline, entities, &mut drafts[first..]);
        let colon = colons::announcement(&outline, index, &drafts[first..]);
        drafts.extend(colon);
        let found = drafts.split_off(first);
        drafts.extend(filter::statements(&outline, entities, found));
    }
    continuation::go_on(&outline, &mut drafts);
    finish::statements(&outline, entities, knowledge, drafts)
}
