//! Which candidate a noun or pronoun means: the features of a candidate and their learned weights
//! (`data/learned/coreference.tsv`, made by `training/coreference.py`).
//!
//! The model is log-linear: the score of a candidate is the sum of its features' values times their
//! weights, and the probability of each candidate, "none of them" among them, is the softmax of the scores.
//! Every kind of referring word ([`Class`]) has weights of its own.

use crate::error::{Error, Result};
use crate::knowledge::files::data_file;
use crate::knowledge::table::rows;

const PATH: &str = "data/learned/coreference.tsv";

macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$what:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name { $($(#[$what])* $variant),+ }

        impl $name {
            /// All of them, in the order of the weights.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// As the table writes it.
            pub fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }
    };
}

named! {
    /// A kind of word that refers to somebody.
    Class {
        /// he, she
        He = "he",
        /// it
        It = "it",
        /// they
        They = "they",
        /// A noun for one human being: "the minister".
        Person = "person",
        /// A noun for several people: "the officials", "police".
        People = "people",
        /// A noun for a body: "the agency", "the group".
        Body = "body",
        /// A noun for a government: "the regime", "authorities".
        Government = "government",
        /// A noun for a state: "the country".
        Country = "country",
    }
}

named! {
    /// What is true of a candidate, of the referring word, or of both together.
    Feature {
        /// The candidate is nobody known: the noun is a new actor, the pronoun means none.
        None = "none",
        NoneDefinite = "none:definite",
        NoneDemonstrative = "none:demonstrative",
        NoneIndefinite = "none:indefinite",
        NonePossessed = "none:possessed",
        NoneModified = "none:modified",
        NonePhraseAfter = "none:phrase-after",
        NoneClauseAfter = "none:clause-after",
        NoneCountry = "none:country",
        NoneNewcomer = "none:newcomer",
        NoneCounted = "none:counted",
        NoneTwo = "none:two",
        NonePlural = "none:plural",
        NoneSubject = "none:subject",
        NoneHeadline = "none:headline",
        NoneFirstSentence = "none:first-sentence",
        NoneHeadSeen = "none:head-seen",
        NoneCurated = "none:curated",
        NoneKin = "none:kin",
        NoneEmpty = "none:empty-it",
        NoneObject = "none:object",
        /// A noun that names no actor is near; its value is how well it fits.
        NoneRival = "none:rival",
        NoneQuoted = "none:quoted",
        KindPerson = "kind:person",
        KindState = "kind:state",
        KindOrganisation = "kind:organisation",
        KindGroup = "kind:group",
        /// Several actors together.
        Several = "several",
        SeveralCounted = "several:counted",
        SeveralBefore = "several:before",
        SeveralStates = "several:states",
        SameSentence = "distance:0",
        OneSentence = "distance:1",
        TwoSentences = "distance:2",
        FewSentences = "distance:3-5",
        ManySentences = "distance:6-12",
        Far = "distance:far",
        /// Named only later in the article.
        Later = "distance:later",
        /// Tokens between, in sixties.
        Tokens = "tokens",
        /// The last of the candidates, the one before it.
        Latest = "latest",
        SecondLatest = "second-latest",
        LastSubject = "last:subject",
        LastObject = "last:object",
        LastModifier = "last:modifier",
        LastPossessor = "last:possessor",
        LastOblique = "last:oblique",
        LastName = "last:name",
        LastPronoun = "last:pronoun",
        LastQuoted = "last:quoted",
        Named = "named",
        /// Logarithm of the mentions so far.
        Mentions = "mentions",
        MostMentioned = "most-mentioned",
        Opens = "opens-article",
        Binds = "binds",
        SubjectBefore = "subject-before",
        BothSubjects = "both-subjects",
        BothObjects = "both-objects",
        Judged = "judged",
        Hears = "hears",
        /// Whose words the referring word stands in.
        Voice = "voice",
        SameQuotation = "same-quotation",
        GenderKnown = "gender:known",
        GenderUnknown = "gender:unknown",
        CountrySame = "country:same",
        CountryOther = "country:other",
        CountryNone = "country:none",
        /// The phrase's owner is what the candidate belongs to.
        OwnerSame = "owner:same",
        OwnerOther = "owner:other",
        PhraseSame = "phrase:same",
        HeadSame = "head:same",
        HeadSameOtherModifiers = "head:same-other-modifiers",
        /// An actor without a name, spoken of by other nouns only.
        OtherNoun = "head:other",
        HeadInRole = "head:in-role",
        HeadInName = "head:in-name",
        BodyAfter = "head:body-after",
        RoleOther = "role:other",
        SectorSame = "sector:same",
        SectorOther = "sector:other",
        Leads = "leads",
        KindUnusual = "kind:unusual",
        ModifiedNotSaid = "modified:not-said",
    }
}

/// The probability that a choice needs to be made.
const SURE: f32 = 0.5;

/// The weights of all classes.
pub struct Coreference {
    weights: Vec<[f32; Feature::ALL.len()]>,
    least: Vec<f32>,
}

/// The features of one candidate with their values; most values are 1.
pub type Features = Vec<(Feature, f32)>;

impl Coreference {
    /// Parses the embedded table: class, feature, weight. The feature "least" is the probability that a choice needs.
    pub fn load() -> Result<Self> {
        let text = data_file(PATH, include_str!("../../data/learned/coreference.tsv"))?;
        let mut weights = vec![[0.0; Feature::ALL.len()]; Class::ALL.len()];
        let mut least = vec![SURE; Class::ALL.len()];
        for (line, [class, feature, weight]) in rows::<3>(PATH, text)? {
            let wrong = |what: &str| Error::data(format!("{PATH}:{line}"), what);
            let class = Class::ALL.iter().position(|c| c.name() == class).ok_or_else(|| wrong("no such class of referring words"))?;
            let weight: f32 = weight.parse().map_err(|_| wrong("a weight is a number"))?;
            if feature == "least" {
                least[class] = weight;
                continue;
            }
            let feature = Feature::ALL.iter().position(|f| f.name() == feature).ok_or_else(|| wrong("no such feature"))?;
            weights[class][feature] = weight;
        }
        Ok(Self { weights, least })
    }

    /// The probability of each candidate; they sum to one.
    pub fn probabilities(&self, class: Class, candidates: &[Features]) -> Vec<f32> {
        let weights = &self.weights[class as usize];
        let score = |features: &Features| features.iter().map(|&(feature, value)| weights[feature as usize] * value).sum::<f32>();
        let scores: Vec<f32> = candidates.iter().map(score).collect();
        let top = scores.iter().copied().fold(f32::MIN, f32::max);
        let shares: Vec<f32> = scores.iter().map(|score| (score - top).exp()).collect();
        let total: f32 = shares.iter().sum();
        shares.into_iter().map(|share| share / total).collect()
    }

    /// The probability that a link of this class needs.
    pub fn least(&self, class: Class) -> f32 {
        self.least[class as usize]
    }
}
