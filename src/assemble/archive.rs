//! The graph of more records than memory holds: the same graph as [`super::assemble`] makes, with its evidence on disk.
//!
//! The records are gone through several times. What stays in memory is small: which ids there are, what tells who is who, and a few bytes an edge.

use std::collections::{HashMap, HashSet};
use std::io::Result;
use std::path::Path;

use indexmap::{IndexMap, IndexSet};

use super::actors::{Merge, Part, parts};
use super::claims::{Gathered, Sources, claimed, turn};
use super::contested::{self, About, Side, Stances};
use super::cooccurrence::Cooccurrence;
use super::copies::{self, Copies, Repeated};
use super::identities::Traits;
use super::identity::Identity;
use super::namesakes::{Namesakes, Suspects, Views};
use super::profile::Profiles;
use super::{Settings, local_ids, statements, trim};
use crate::types::archive::{Against, EdgeRow, Rank};
use crate::types::rows::{Rows, RowsWriter, Spool};
use crate::types::{Actor, Archive, Category, Edge, Evidence, Modality, Record};

/// The records with the ids that they have across articles.
struct Prepared<'a> {
    records: &'a Rows<Record>,
    least: Option<f64>,
    traits: Traits<'a>,
    namesakes: Namesakes,
}

impl Prepared<'_> {
    fn each(&mut self, sink: &mut dyn FnMut(usize, &Record) -> Result<()>) -> Result<()> {
        let Self { records, least, traits, namesakes } = self;
        records.each(&mut |at, mut record| {
            least.iter().for_each(|least| trim(&mut record, *least));
            local_ids::qualify(&mut record);
            traits.apply(&mut record);
            namesakes.rename(at, &mut record);
            sink(at, &record)
        })
    }
}

/// The graph of these records, in their order, on the disk of a folder, and remarks on the user's identities that had no effect. Events and statements
/// of less confidence than `least` are left out.
///
/// # Errors
/// Those of the disk.
pub fn assemble_on_disk(records: &Rows<Record>, least: Option<f64>, settings: &Settings<'_>, folder: &Path) -> Result<(Archive, Vec<String>)> {
    let (actors, words) = (settings.actors, &settings.actors.words);
    let mut traits = settings.identities.traits(words);
    if traits.need_bodies() {
        records.each(&mut |_, mut record| {
            local_ids::qualify(&mut record);
            record.entities.iter().for_each(|entity| traits.see(&entity.id, &entity.name));
            Ok(())
        })?;
    }
    let mut prepared = Prepared { records, least, traits, namesakes: Namesakes::default() };
    let (mut suspects, mut repeated) = (Suspects::default(), Repeated::default());
    prepared.each(&mut |_, record| {
        suspects.add(record);
        repeated.add(record);
        Ok(())
    })?;
    let mut views = Views::new(suspects);
    prepared.each(&mut |at, record| {
        views.add(at, record, actors);
        Ok(())
    })?;
    prepared.namesakes = views.tell_apart();
    let (mut profiles, mut cooccurrence, mut copies) = (Profiles::new(actors, settings.identities), Cooccurrence::default(), Copies::among(repeated));
    prepared.each(&mut |_, record| {
        profiles.add(record);
        cooccurrence.add(record);
        copies.add(record);
        Ok(())
    })?;
    let first = copies.finish();
    let partings = std::mem::take(&mut prepared.namesakes.partings);
    let mut identity = Identity::of(profiles, &cooccurrence, actors, settings.identities, partings);
    drop(cooccurrence);
    let mut remarks = prepared.traits.remarks();
    remarks.append(&mut identity.remarks);

    let mut claims = Claims::in_folder(folder)?;
    let mut merges: Spool<Part> = Spool::in_folder(folder)?;
    let (mut articles, mut said) = (RowsWriter::in_folder(folder)?, RowsWriter::in_folder(folder)?);
    let (mut sources, mut ids): (Sources, Vec<Box<str>>) = Default::default();
    prepared.each(&mut |at, record| {
        ids.push(record.article.id.as_str().into());
        let article = copies::marked(&record.article, (first[at] != at).then(|| &*ids[first[at]]));
        sources.add(&article);
        articles.push(&article)?;
        for (id, part) in parts(record, &identity) {
            merges.push(claims.actor(id), &part)?;
        }
        for statement in statements(record, &identity) {
            said.push(&statement)?;
        }
        claims.add(record, &identity, settings)
    })?;
    let actors = merges.join(folder, claims.actors.len(), |number, first, others| {
        let mut merge = Merge::new(&claims.actors[number]);
        std::iter::once(first).chain(others).for_each(|part| merge.add(part, words));
        merge.finish(&identity)
    })?;
    let actors = if settings.identities.has_traits() { with_traits(&actors, prepared.traits, folder)? } else { actors };
    let (edges, ranks, against) = claims.finish(&sources, folder)?;
    let archive =
        Archive { title: settings.title.to_owned(), articles: articles.finish()?, actors, edges, against, statements: said.finish()?, ranks };
    Ok((archive, remarks))
}

/// Sets what the user says of actors, which may hold posts of others.
fn with_traits(actors: &Rows<Actor>, mut traits: Traits<'_>, folder: &Path) -> Result<Rows<Actor>> {
    traits.forget();
    actors.each(&mut |_, actor| {
        traits.see(&actor.id, &actor.name);
        Ok(())
    })?;
    let mut set = RowsWriter::in_folder(folder)?;
    actors.each(&mut |_, mut actor| {
        traits.apply_to_merged(&mut actor);
        set.push(&actor)
    })?;
    set.finish()
}

/// Source and target of an edge, and what it says, by number.
type Place = (u32, u32, u32);

/// The claims of all records. Actors and edges are numbered in order of first appearance.
struct Claims {
    actors: IndexSet<Box<str>>,
    /// What sets edges of the same ends apart, with what decides whether they contradict each other.
    keys: IndexMap<String, Key>,
    edges: IndexSet<Place>,
    found: Spool<Edge>,
    /// By number of the edge: what denies it.
    denials: Vec<(usize, Evidence)>,
    /// Ids of claims that deny nothing.
    wishes: HashSet<String>,
}

/// What all edges of a key have in common.
struct Key {
    kind: String,
    category: Category,
    modality: Modality,
    negated: bool,
    symmetric: bool,
}

impl Key {
    fn of(edge: &Edge) -> Self {
        let Edge { kind, category, modality, negated, symmetric, .. } = edge;
        Self { kind: kind.clone(), category: *category, modality: *modality, negated: *negated, symmetric: *symmetric }
    }
}

impl Claims {
    fn in_folder(folder: &Path) -> Result<Self> {
        let (actors, keys, edges, denials, wishes) = Default::default();
        Ok(Self { actors, keys, edges, found: Spool::in_folder(folder)?, denials, wishes })
    }

    /// The number of an actor.
    fn actor(&mut self, id: &str) -> usize {
        self.actors.get_index_of(id).unwrap_or_else(|| self.actors.insert_full(id.into()).0)
    }

    /// The number of an edge whose ends are known actors; an edge between equals may be there the other way round.
    fn number(&mut self, source: &str, target: &str, edge: &mut Edge) -> Option<usize> {
        let (source, target) = (self.actors.get_index_of(source)? as u32, self.actors.get_index_of(target)? as u32);
        let key = self.keys.get_index_of(&edge.key).unwrap_or_else(|| self.keys.insert_full(edge.key.clone(), Key::of(edge)).0) as u32;
        if edge.symmetric
            && let Some(turned) = self.edges.get_index_of(&(target, source, key))
        {
            turn(edge);
            return Some(turned);
        }
        (source != target).then(|| self.edges.insert_full((source, target, key)).0)
    }

    /// Adds all that a record claims; its actors must have been numbered.
    fn add(&mut self, record: &Record, identity: &Identity, settings: &Settings<'_>) -> Result<()> {
        let told = Stances::new(record, settings.stance);
        let mut edge_of: HashMap<String, usize> = HashMap::new();
        for (source, target, mut edge) in claimed(record, identity, &told, settings.symmetric) {
            let Some(number) = self.number(identity.of_id(source), identity.of_id(target), &mut edge) else { continue };
            edge_of.extend(edge.evidence.iter().map(|piece| (piece.claim.clone(), number)));
            self.found.push(number, &edge)?;
        }
        for denial in told.denials(identity) {
            let denied = denial.claims.iter().filter_map(|claim| edge_of.get(claim));
            self.denials.extend(denied.map(|number| (*number, denial.evidence.clone())));
        }
        self.wishes.extend(told.wishes());
        Ok(())
    }

    /// The edges, how important each is, and what stands against those that are contested.
    fn finish(self, sources: &Sources, folder: &Path) -> Result<(Rows<EdgeRow>, Vec<Rank>, Against)> {
        let Self { actors, keys, edges, found, denials, wishes } = self;
        let id = |number: u32| &*actors[number as usize];
        let mut ranks = vec![Rank::default(); edges.len()];
        let rows: Rows<EdgeRow> = found.join(folder, edges.len(), |number, first, others| {
            let mut gathered = Gathered::of(first);
            others.for_each(|claim| gathered.merge(claim));
            let edge = gathered.finish(sources);
            ranks[number] = Rank::of(&edge);
            let (source, target, _) = edges[number];
            (id(source).to_owned(), id(target).to_owned(), edge)
        })?;
        let key = |place: &Place| &keys[place.2 as usize];
        let about = |place: &Place| {
            let (a, b) = (id(place.0), id(place.1));
            if key(place).symmetric && b < a { (b, a, key(place).kind.as_str()) } else { (a, b, key(place).kind.as_str()) }
        };
        // Few are denied at all, and only those are compared.
        let denied: HashSet<About<'_>> = edges.iter().filter(|place| key(place).negated).map(about).collect();
        let sides = edges.iter().enumerate().filter(|(_, place)| key(place).category != Category::Statement && denied.contains(&about(place)));
        let side = |place| Side { about: about(place), modality: key(place).modality, negated: key(place).negated };
        let pairs = contested::pairs(sides.map(|(number, place)| (number, side(place))));
        let wanted: HashSet<usize> = pairs.iter().flat_map(|(yes, no)| [*yes, *no]).collect();
        let mut evidence: HashMap<usize, Vec<Evidence>> = HashMap::new();
        if !wanted.is_empty() {
            rows.each(&mut |number, row| {
                if wanted.contains(&number) {
                    evidence.insert(number, row.2.evidence);
                }
                Ok(())
            })?;
        }
        let mut against = Against::new();
        let contradictions = pairs.iter().flat_map(|(yes, no)| contested::contradictions((*yes, &evidence[yes]), (*no, &evidence[no]), &wishes));
        for (number, piece) in denials.into_iter().chain(contradictions) {
            let known = against.entry(number).or_default();
            if known.iter().all(|other| other.claim != piece.claim) {
                known.push(piece);
            }
        }
        Ok((rows, ranks, against))
    }
}
