//! How things look in a picture: colours by class of type, shapes by kind, lines by how sure a tie is. The one place for all formats.

use crate::types::{Category, Edge, EntityKind, Modality, Plover};

/// The families of PLOVER's classes: words or deeds, with or against the other. Colours from Okabe and Ito's palette, which colour-blind readers
/// tell apart; the darker variants keep small text legible on white.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// AID, COOPERATE, RETREAT.
    DeedsWith,
    /// AGREE, CONCEDE, CONSULT, SUPPORT.
    WordsWith,
    /// ACCUSE, REJECT, REQUEST, THREATEN.
    WordsAgainst,
    /// ASSAULT, COERCE, MOBILIZE, PROTEST, SANCTION.
    DeedsAgainst,
    /// Posts and memberships.
    Affiliation,
    /// Who speaks about whom.
    Statement,
}

impl Family {
    /// All families, in the legend's order.
    pub const ALL: [Self; 6] = [Self::WordsWith, Self::DeedsWith, Self::WordsAgainst, Self::DeedsAgainst, Self::Affiliation, Self::Statement];

    /// The family of an edge.
    pub fn of(edge: &Edge) -> Self {
        use Plover::{Accuse, Aid, Assault, Coerce, Cooperate, Mobilize, Protest, Reject, Request, Retreat, Sanction, Threaten};
        match (edge.category, edge.plover.as_deref().map(Plover::named)) {
            (Category::Statement, _) => Self::Statement,
            (Category::Affiliation, _) | (_, None) => Self::Affiliation,
            (_, Some(Some(Aid | Cooperate | Retreat))) => Self::DeedsWith,
            (_, Some(Some(Accuse | Reject | Request | Threaten))) => Self::WordsAgainst,
            (_, Some(Some(Assault | Coerce | Mobilize | Protest | Sanction))) => Self::DeedsAgainst,
            _ => Self::WordsWith,
        }
    }

    /// The colour of its lines and labels.
    pub fn colour(self) -> &'static str {
        match self {
            Self::WordsWith => "#0072B2",
            Self::DeedsWith => "#00805D",
            Self::WordsAgainst => "#B87400",
            Self::DeedsAgainst => "#C23B00",
            Self::Affiliation => "#6B6B6B",
            Self::Statement => "#A5588A",
        }
    }

    /// What the legend says.
    pub fn legend(self) -> &'static str {
        match self {
            Self::WordsWith => "agree, meet, support",
            Self::DeedsWith => "cooperate, aid, arm",
            Self::WordsAgainst => "demand, accuse, reject, warn",
            Self::DeedsAgainst => "sanction, deploy, coerce, attack",
            Self::Affiliation => "post or membership",
            Self::Statement => "speaks about",
        }
    }
}

/// The colour of words that belong to no family.
pub const MUTED: &str = "#6B6B6B";

/// How certain a tie is, shown by the kind of line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Line {
    /// Some article asserts it as a fact.
    Solid,
    /// Only planned or possible.
    Dashed,
    /// Claimed by somebody only.
    Dotted,
}

impl Line {
    /// All lines with what the legend says.
    pub const LEGEND: [(Self, &'static str); 3] =
        [(Self::Solid, "reported as fact"), (Self::Dashed, "planned or possible"), (Self::Dotted, "“claimed” by somebody only")];

    /// The line of one edge. Statements are facts of speech, whatever they claim.
    pub fn of(edge: &Edge) -> Self {
        match edge {
            Edge { category: Category::Statement, .. } => Self::Solid,
            Edge { claimed_only: true, .. } => Self::Dotted,
            Edge { modality: Modality::Planned | Modality::Possible, .. } => Self::Dashed,
            _ => Self::Solid,
        }
    }

    /// As Graphviz names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Solid => "solid",
            Self::Dashed => "dashed",
            Self::Dotted => "dotted",
        }
    }
}

/// The actor kinds with what the legend says and their fill colours.
pub const KINDS: [(EntityKind, &str, &str); 4] = [
    (EntityKind::State, "state", "#DCE6F2"),
    (EntityKind::Person, "person", "#FFFFFF"),
    (EntityKind::Organisation, "organisation", "#F3EFE2"),
    (EntityKind::Group, "group", "#EFEFEF"),
];

/// The fill of an actor's shape.
pub fn fill(kind: EntityKind) -> &'static str {
    KINDS.iter().find(|(other, ..)| *other == kind).map_or("#FFFFFF", |(_, _, colour)| colour)
}

/// Each colour of the pictures with its dark variant: Okabe and Ito's lighter tones, grounds and inks turned round.
const DARK: [(&str, &str); 13] = [
    ("#FFFFFF", "#14171C"),
    ("#111111", "#ECEDEF"),
    ("#222222", "#DADCE0"),
    ("#444444", "#B9BEC6"),
    ("#0072B2", "#56B4E9"),
    ("#00805D", "#2FBF93"),
    ("#B87400", "#E6A532"),
    ("#C23B00", "#F0744A"),
    ("#6B6B6B", "#A3A8B0"),
    ("#A5588A", "#D98BBF"),
    ("#DCE6F2", "#25374D"),
    ("#F3EFE2", "#3B3626"),
    ("#EFEFEF", "#33363B"),
];

/// The dark variant of a colour, whatever the case of its digits.
pub fn dark(colour: &str) -> Option<&'static str> {
    DARK.iter().find(|(light, _)| light.eq_ignore_ascii_case(colour)).map(|(_, dark)| *dark)
}
