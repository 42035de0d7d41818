//! What is known about actors: states, organisations, blocs, towns, titles, given names, leaders (`data/lexicon`).

pub mod heads;
pub mod leaders;
pub mod name_kinds;
mod own;
pub mod phrases;
pub mod table;
mod tenure;
pub mod titles;
pub mod words;

use std::collections::{HashMap, HashSet};

use crate::error::Result;
use crate::knowledge::files::data_file;
pub use leaders::{Leader, Leaders, name_words};
pub use phrases::{Known, Phrases};
use table::{Row, Table};
pub use titles::{Gender, PeopleNouns, Title, TitleKind, Titles};

/// A state.
#[derive(Debug, Clone)]
pub struct State {
    /// ISO 3166-1 alpha-3, or SUN, YUG, CSK, DDR, XKX.
    pub code: String,
    /// Usual English name.
    pub name: String,
}

/// An organisation.
#[derive(Debug, Clone)]
pub struct Organisation {
    /// Usual English name.
    pub name: String,
    /// Alpha-3 of its state.
    pub country: Option<String>,
    /// PLOVER actor sector.
    pub sector: Option<String>,
}

/// A collective that acts like a state without being one.
#[derive(Debug, Clone)]
pub struct Bloc {
    /// Usual name.
    pub name: String,
    /// Whether it is named as one actor ("the West").
    pub single: bool,
    /// Alpha-3 of its state, for a group of one state.
    pub country: Option<String>,
}

/// States, organisations, titles, given names.
pub struct Actors {
    /// The states, sorted by code.
    pub states: Vec<State>,
    /// The organisations, sorted by name.
    pub organisations: Vec<Organisation>,
    /// The blocs, sorted by name.
    pub blocs: Vec<Bloc>,
    /// Titles and nouns for people.
    pub titles: Titles,
    /// Other nouns that denote people or bodies of people.
    pub people_nouns: PeopleNouns,
    /// Nouns that head names.
    pub heads: heads::Heads,
    /// Short word lists.
    pub words: words::ActorWords,
    /// All names above as phrases.
    pub phrases: Phrases,
    /// Words that mean a state only where one of other states is named too: word, state, those states.
    pub halves: Vec<(&'static str, usize, Vec<usize>)>,
    /// What speaks for a person, a body, a place in a name.
    pub name_kinds: name_kinds::NameKinds,
    /// Public figures, sorted by name.
    pub leaders: Leaders,
    things: HashMap<&'static str, heads::HeadKind>,
    given_names: HashMap<&'static str, Gender>,
    nicknames: HashMap<&'static str, Vec<&'static str>>,
    family_names: HashSet<&'static str>,
}

macro_rules! table {
    ($name:literal) => {
        Table { path: concat!("data/lexicon/", $name), text: include_str!(concat!("../../../data/lexicon/", $name)) }
    };
}

/// The embedded tables with their numbers of columns; the tests of the data run over this list.
pub const TABLES: &[(Table, usize)] = &[
    (table!("states.tsv"), 6),
    (table!("organisations.tsv"), 4),
    (table!("blocs.tsv"), 4),
    (table!("titles.tsv"), 5),
    (table!("regions.tsv"), 2),
    (table!("cities.tsv"), 2),
    (table!("country_codes.tsv"), 2),
    (table!("halves.tsv"), 3),
    (table!("leaders.tsv"), 4),
    (table!("given_names.tsv"), 2),
    (table!("family_names.tsv"), 1),
    (table!("name_heads.tsv"), 4),
    (table!("nicknames.tsv"), 2),
    (table!("people_nouns.tsv"), 2),
    (table!("things.tsv"), 2),
    (table!("typed_names.tsv"), 2),
];

/// How two given names relate.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GivenNames {
    /// Forms of one name ("Bill", "William").
    OneName,
    /// Both are known, and they are two names.
    Different,
    /// Both are known, and one is a man's and the other a woman's.
    OtherGender,
    /// Not both are known.
    Unknown,
}

fn rows(name: &str) -> impl Iterator<Item = Result<Row<'static>>> {
    let tables = TABLES.iter().filter(move |(table, _)| table.path.ends_with(name));
    tables.flat_map(|(table, width)| match data_file(table.path, table.text) {
        Ok(text) => Table { path: table.path, text }.rows(*width).collect(),
        Err(error) => vec![Err(error)],
    })
}

/// FollowTheMoney's codes of the states by their alpha-3 codes.
pub fn country_codes() -> Result<std::collections::BTreeMap<&'static str, &'static str>> {
    rows("/country_codes.tsv").map(|row| row.map(|row| (row.columns[0], row.columns[1]))).collect()
}

/// English names of the states by their codes.
pub fn state_names() -> Result<std::collections::BTreeMap<&'static str, &'static str>> {
    rows("/states.tsv").map(|row| row.map(|row| (row.columns[0], row.columns[1].trim_end_matches('?')))).collect()
}

/// Codes of the states that somebody may mean by a few typed letters that are no name of a state: "NK", "gb".
pub fn states_typed(letters: &str) -> Result<Vec<&'static str>> {
    let letters = letters.trim();
    let names = state_names()?;
    let row = rows("/typed_names.tsv").find(|row| row.as_ref().is_ok_and(|row| row.columns[0].eq_ignore_ascii_case(letters)));
    if let Some(row) = row.transpose()? {
        return Ok(names.into_iter().filter(|(_, name)| row.list(1).any(|meant| meant == *name)).map(|(code, _)| code).collect());
    }
    Ok(country_codes()?.into_iter().filter(|(_, short)| short.eq_ignore_ascii_case(letters)).map(|(code, _)| code).collect())
}

impl Actors {
    /// Parses the embedded files.
    pub fn load() -> Result<Self> {
        let mut actors = Self {
            states: Vec::new(),
            organisations: Vec::new(),
            blocs: Vec::new(),
            titles: Titles::default(),
            people_nouns: PeopleNouns::default(),
            heads: heads::Heads::default(),
            words: words::ActorWords::load()?,
            phrases: Phrases::default(),
            halves: Vec::new(),
            name_kinds: name_kinds::NameKinds::load()?,
            leaders: Leaders::default(),
            things: HashMap::new(),
            given_names: HashMap::new(),
            nicknames: HashMap::new(),
            family_names: HashSet::new(),
        };
        actors.load_states()?;
        actors.load_organisations()?;
        actors.load_blocs()?;
        actors.load_places()?;
        actors.titles = Titles::load(rows("/titles.tsv"))?;
        actors.people_nouns = PeopleNouns::load(rows("/people_nouns.tsv"))?;
        actors.heads = heads::Heads::load(rows("/name_heads.tsv"))?;
        for row in rows("/given_names.tsv") {
            let row = row?;
            let gender = Gender::parse(row.columns[1]).ok_or_else(|| row.error("the gender of a given name is m or f"))?;
            actors.given_names.insert(row.columns[0], gender);
        }
        for row in rows("/things.tsv") {
            let row = row?;
            let kind =
                heads::HeadKind::parse(row.columns[1]).ok_or_else(|| row.error("a name of nobody is that of an event, an agreement or a thing"))?;
            actors.things.insert(row.columns[0], kind);
        }
        for row in rows("/nicknames.tsv") {
            let row = row?;
            actors.nicknames.insert(row.columns[0], row.columns[1].split(';').collect());
        }
        for row in rows("/family_names.tsv") {
            actors.family_names.insert(row?.columns[0]);
        }
        for row in rows("/halves.tsv") {
            let row = row?;
            let code = |code: &str| actors.state(code).ok_or_else(|| row.error(format!("no state has the code {code}")));
            let needs = row.list(2).map(code).collect::<Result<Vec<_>>>()?;
            actors.halves.push((row.columns[0], code(row.columns[1])?, needs));
        }
        actors.load_leaders()?;
        Ok(actors)
    }

    fn load_states(&mut self) -> Result<()> {
        for row in rows("/states.tsv") {
            let (row, state) = (row?, self.states.len());
            let guarded = row.columns[1].ends_with('?');
            let name = row.columns[1].trim_end_matches('?').to_owned();
            self.phrases.add(row.columns[1], Known::State(state), row.origin);
            row.list(2).for_each(|alias| self.phrases.add(alias, Known::State(state), row.origin));
            row.list(3).for_each(|word| self.phrases.add(word, Known::Demonym(state), row.origin));
            row.list(4).for_each(|word| self.phrases.add(word, Known::National(state), row.origin));
            if row.columns[0].len() != 3 || (name.is_empty() && !guarded) {
                return Err(row.error("a state has a code of three letters and a name"));
            }
            self.states.push(State { code: row.columns[0].to_owned(), name });
        }
        // Capitals after all names: Kuwait, Luxembourg and their like are the state.
        for (state, row) in rows("/states.tsv").enumerate() {
            let row = row?;
            row.list(5).for_each(|town| self.phrases.add(town, Known::Capital(state), row.origin));
        }
        Ok(())
    }

    fn load_organisations(&mut self) -> Result<()> {
        for row in rows("/organisations.tsv") {
            let (row, index) = (row?, self.organisations.len());
            if let Some(code) = row.optional(2).filter(|code| self.state(code).is_none()) {
                return Err(row.error(format!("no state has the code {code}")));
            }
            self.phrases.add(row.columns[0], Known::Organisation(index), row.origin);
            for alias in row.list(1) {
                match alias.strip_suffix('@') {
                    Some(town) => self.phrases.add(town, Known::Seat(index), row.origin),
                    None => self.phrases.add(alias, Known::Organisation(index), row.origin),
                }
            }
            let name = row.columns[0].trim_end_matches('?').to_owned();
            self.organisations.push(Organisation { name, country: row.optional(2), sector: row.optional(3) });
        }
        Ok(())
    }

    fn load_blocs(&mut self) -> Result<()> {
        for row in rows("/blocs.tsv") {
            let (row, index) = (row?, self.blocs.len());
            self.phrases.add(row.columns[0], Known::Bloc(index), row.origin);
            row.list(1).for_each(|alias| self.phrases.add(alias, Known::Bloc(index), row.origin));
            row.list(2).for_each(|word| self.phrases.add(word, Known::BlocAdjective(index), row.origin));
            self.blocs.push(Bloc { name: row.columns[0].to_owned(), single: row.columns[3] == "bloc", country: None });
        }
        Ok(())
    }

    fn load_places(&mut self) -> Result<()> {
        for row in rows("/regions.tsv").chain(rows("/cities.tsv")) {
            let row = row?;
            let state = self.state(row.columns[1]).ok_or_else(|| row.error(format!("no state has the code {}", row.columns[1])))?;
            self.phrases.add(row.columns[0], Known::Place(state), row.origin);
        }
        Ok(())
    }

    fn load_leaders(&mut self) -> Result<()> {
        for row in rows("/leaders.tsv") {
            let row = row?;
            let year = |column: usize, none: u16| row.optional(column).map_or(Ok(none), |text| text.parse::<u16>());
            let (Ok(from), Ok(to)) = (year(2, 0), year(3, u16::MAX)) else { return Err(row.error("the years of a leader are numbers")) };
            let country = row.optional(1);
            if country.as_deref().is_some_and(|code| self.state(code).is_none()) {
                return Err(row.error(format!("no state has the code {}", row.columns[1])));
            }
            let words = name_words(row.columns[0]);
            let surname = if self.family_first(&words) { words.first() } else { words.last() }.cloned().unwrap_or_default();
            self.leaders.add(Leader { name: row.columns[0].to_owned(), country, from, to, origin: row.origin }, &words, surname);
        }
        Ok(())
    }

    /// Whether in a name of these words (lower case) the family name comes first, as in Korean and Chinese names.
    pub fn family_first(&self, words: &[String]) -> bool {
        let family = |word: Option<&String>| word.is_some_and(|w| self.family_names.contains(capitalised(w).as_str()));
        (2..=3).contains(&words.len()) && family(words.first()) && (words.len() == 3 || !family(words.last()))
    }

    /// What kind of thing this name stands for, if it is known to be neither an actor nor a place.
    pub fn thing(&self, name: &str) -> Option<heads::HeadKind> {
        self.things.get(name).copied()
    }

    /// Position of the state with this code.
    pub fn state(&self, code: &str) -> Option<usize> {
        self.states.binary_search_by(|state| state.code.as_str().cmp(code)).ok()
    }

    /// Position of the state with any of these names, in whatever case: "north-korea", "dprk", "prk", "pyongyang".
    pub fn state_called(&self, name: &str) -> Option<usize> {
        let words: Vec<&str> =
            name.split(|c: char| c.is_whitespace() || c == '-').filter(|word| !word.is_empty() && !word.eq_ignore_ascii_case("the")).collect();
        let plain = words.join(" ");
        let capitalised: Vec<String> =
            words.iter().map(|word| word.chars().take(1).flat_map(char::to_uppercase).chain(word.chars().skip(1)).collect()).collect();
        let by_name = |text: &str| match self.phrases.get(text)?.known {
            Known::State(state) | Known::Capital(state) | Known::National(state) => Some(state),
            _ => None,
        };
        let forms = [name.trim().to_owned(), plain.clone(), capitalised.join(" "), plain.to_uppercase()];
        self.state(&plain.to_uppercase()).or_else(|| forms.iter().find_map(|form| by_name(form)))
    }

    /// How two different given names, in lower case, relate.
    pub fn given_names(&self, a: &str, b: &str) -> GivenNames {
        let full = |name| self.nicknames.get(name).map_or(&[][..], Vec::as_slice);
        if full(a).contains(&b) || full(b).contains(&a) || full(a).iter().any(|name| full(b).contains(name)) {
            return GivenNames::OneName;
        }
        match (self.gender(&capitalised(a)), self.gender(&capitalised(b))) {
            (Some(x), Some(y)) if x != y => GivenNames::OtherGender,
            (Some(_), Some(_)) => GivenNames::Different,
            _ => GivenNames::Unknown,
        }
    }

    /// The gender of a full name, by its given name. Unknown where the family name comes first: the Kim of "Kim Jong Un" is not short for Kimberly.
    pub fn gender_of_name(&self, name: &str) -> Option<Gender> {
        if self.family_first(&leaders::name_words(name)) { None } else { self.gender(name.split_whitespace().next()?) }
    }

    /// The gender of a given name.
    pub fn gender(&self, given_name: &str) -> Option<Gender> {
        self.given_names.get(given_name).copied()
    }
}

/// The word with its first letter in upper case.
pub fn capitalised(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or(String::new(), |c| c.to_uppercase().chain(chars).collect())
}
