//! The attribute ruler: from tags, words and relations to coarse parts of speech, and to the lemmas of contractions and pronouns.

use smol_str::SmolStr;

use crate::annotate::tables::Table;
use crate::error::Result;
use crate::types::{Dep, Pos, Tag, Token};

/// For which part of speech a token's morphology makes it a base form, whose lemma is the form itself.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Base {
    /// For none.
    #[default]
    Never,
    /// For nouns: it is in the singular.
    Noun,
    /// For verbs: it is a finite present form without number.
    Verb,
    /// For all: an infinitive or a positive.
    Always,
}

/// What a rule sets.
#[derive(Debug, Clone, Default)]
struct Values {
    tag: Option<Tag>,
    pos: Option<Pos>,
    dep: Option<Dep>,
    lemma: Option<SmolStr>,
    base: Option<Base>,
}

/// A list of values that are wanted, or not wanted; without a list all are.
#[derive(Debug)]
struct Choice<T> {
    values: Vec<T>,
    wanted: bool,
}

impl<T> Default for Choice<T> {
    fn default() -> Self {
        Self { values: Vec::new(), wanted: false }
    }
}

impl<T> Choice<T> {
    fn admits(&self, is: impl Fn(&T) -> bool) -> bool {
        self.values.iter().any(is) == self.wanted
    }
}

/// What a rule asks of one token.
#[derive(Debug, Default)]
struct Conditions {
    tag: Choice<Tag>,
    dep: Choice<Dep>,
    lower: Choice<&'static str>,
    space: Option<bool>,
}

/// What the rules look at: a token as tagger and parser left it.
#[derive(Debug, Clone, Copy)]
struct Seen<'a> {
    tag: Tag,
    dep: Dep,
    lower: &'a str,
    space: bool,
}

impl Conditions {
    fn admit(&self, seen: Seen) -> bool {
        self.tag.admits(|t| *t == seen.tag)
            && self.lower.admits(|l| *l == seen.lower)
            && self.dep.admits(|d| *d == seen.dep)
            && self.space.is_none_or(|s| s == seen.space)
    }
}

/// One rule: conditions on the token that is set and on its neighbours.
#[derive(Debug)]
struct Rule {
    before: Option<Conditions>,
    token: Conditions,
    after: Option<Conditions>,
    values: Values,
}

/// The rules, by the tag of the token that they set.
#[derive(Debug)]
pub struct AttributeRuler {
    rules: Vec<Rule>,
    by_tag: Vec<Vec<u16>>,
}

impl AttributeRuler {
    const TABLE: Table = Table { path: "data/model/attributes.tsv", text: include_str!("../../data/model/attributes.tsv") };

    /// Reads the embedded rules.
    pub fn load() -> Result<Self> {
        let rules =
            Self::TABLE.lines().map(|(line, text)| parse(text).map_err(|message| Self::TABLE.error(line, message))).collect::<Result<Vec<_>>>()?;
        let of_tag = |tag: &Tag| (0..rules.len() as u16).filter(|&r| rules[usize::from(r)].token.tag.admits(|t| t == tag)).collect();
        Ok(Self { by_tag: Tag::ALL.iter().map(of_tag).collect(), rules })
    }

    /// Sets the tokens' `pos`, where rules say so `lemma`, `tag` and `dep`, and returns whether they are base forms.
    /// Reads `lower`, `tag` and `dep` as tagger and parser left them. A `lemma` that no rule sets becomes empty.
    pub fn apply(&self, text: &str, tokens: &mut [Token]) -> Vec<Base> {
        let is_space = |t: &Token| text[t.start..t.end].chars().all(is_python_space);
        let mut bases = Vec::with_capacity(tokens.len());
        let mut before: Option<(Tag, Dep, bool)> = None;
        let mut space = tokens.first().is_some_and(is_space);
        for i in 0..tokens.len() {
            let seen = |t: usize, (tag, dep, space)| Seen { tag, dep, lower: &tokens[t].lower, space };
            let this = (tokens[i].tag, tokens[i].dep, space);
            let next = tokens.get(i + 1).map(|t| (t.tag, t.dep, is_space(t)));
            let mut set = Values::default();
            for rule in self.by_tag[tokens[i].tag as usize].iter().map(|&r| &self.rules[usize::from(r)]) {
                let around = |conditions: &Option<Conditions>, t: usize, neighbour: Option<(Tag, Dep, bool)>| {
                    conditions.as_ref().is_none_or(|c| neighbour.is_some_and(|n| c.admit(seen(t, n))))
                };
                if rule.token.admit(seen(i, this)) && around(&rule.before, i.wrapping_sub(1), before) && around(&rule.after, i + 1, next) {
                    set.overwrite(&rule.values);
                }
            }
            let token = &mut tokens[i];
            token.pos = set.pos.unwrap_or_default();
            token.tag = set.tag.unwrap_or(token.tag);
            token.dep = set.dep.unwrap_or(token.dep);
            token.lemma = set.lemma.unwrap_or_default();
            bases.push(set.base.unwrap_or_default());
            before = Some(this);
            space = next.is_some_and(|(_, _, space)| space);
        }
        bases
    }
}

impl Values {
    fn overwrite(&mut self, later: &Self) {
        self.tag = later.tag.or(self.tag);
        self.pos = later.pos.or(self.pos);
        self.dep = later.dep.or(self.dep);
        self.base = later.base.or(self.base);
        if later.lemma.is_some() {
            self.lemma.clone_from(&later.lemma);
        }
    }
}

/// White space as Python's `str.isspace` has it: Unicode's, and the four separators of ASCII.
fn is_python_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

fn parse(line: &'static str) -> std::result::Result<Rule, String> {
    let fields: Vec<&'static str> = line.split('\t').collect();
    let (index, values, patterns) = match fields.as_slice() {
        [index, values, patterns @ ..] if (1..=2).contains(&patterns.len()) => (*index, *values, patterns),
        _ => return Err("expected an index, values and one or two patterns".into()),
    };
    let mut all = patterns.iter().map(|p| parse_conditions(p)).collect::<std::result::Result<Vec<_>, _>>()?;
    let values = parse_values(values)?;
    let last = all.pop().unwrap_or_default();
    match (index, all.pop()) {
        ("0", Some(first)) => Ok(Rule { before: None, token: first, after: Some(last), values }),
        ("0", None) => Ok(Rule { before: None, token: last, after: None, values }),
        ("1", Some(first)) => Ok(Rule { before: Some(first), token: last, after: None, values }),
        _ => Err(format!("“{index}” is not the index of a token of the pattern")),
    }
}

fn parse_values(text: &'static str) -> std::result::Result<Values, String> {
    let mut values = Values::default();
    for item in text.split(' ') {
        match item.split_once('=') {
            Some(("TAG", tag)) => values.tag = Some(tag.parse()?),
            Some(("POS", pos)) => values.pos = Some(pos.parse()?),
            Some(("DEP", dep)) => values.dep = Some(dep.parse()?),
            Some(("LEMMA", lemma)) => values.lemma = Some(SmolStr::new_static(lemma)),
            Some(("BASE", "never")) => values.base = Some(Base::Never),
            Some(("BASE", "noun")) => values.base = Some(Base::Noun),
            Some(("BASE", "verb")) => values.base = Some(Base::Verb),
            Some(("BASE", "always")) => values.base = Some(Base::Always),
            _ => return Err(format!("“{item}” sets nothing that is known")),
        }
    }
    Ok(values)
}

fn parse_conditions(text: &'static str) -> std::result::Result<Conditions, String> {
    let mut conditions = Conditions::default();
    for item in text.split(' ') {
        let (name, values) = item.split_once('=').ok_or_else(|| format!("“{item}” is not a condition"))?;
        let (name, wanted) = name.strip_suffix('!').map_or((name, true), |name| (name, false));
        match name {
            "TAG" => conditions.tag = choice(values, wanted)?,
            "DEP" => conditions.dep = choice(values, wanted)?,
            "LOWER" => conditions.lower = Choice { values: values.split('|').collect(), wanted },
            "SPACE" => conditions.space = Some(values == "true"),
            _ => return Err(format!("“{item}” is not a condition")),
        }
    }
    Ok(conditions)
}

fn choice<T: std::str::FromStr<Err = String>>(values: &str, wanted: bool) -> std::result::Result<Choice<T>, String> {
    Ok(Choice { values: values.split('|').map(str::parse).collect::<std::result::Result<_, _>>()?, wanted })
}
