//! The classes of events of PLOVER.

use serde::{Deserialize, Serialize};

/// A class of PLOVER (codebook 2016 and manual 0.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
#[allow(missing_docs, reason = "the names are PLOVER's own")]
pub enum Plover {
    Agree,
    Consult,
    Support,
    Cooperate,
    Aid,
    Concede,
    Retreat,
    Request,
    Accuse,
    Reject,
    Threaten,
    Protest,
    Sanction,
    Mobilize,
    Coerce,
    Assault,
}

impl Plover {
    const NAMES: [(Self, &str); 16] = [
        (Self::Agree, "AGREE"),
        (Self::Consult, "CONSULT"),
        (Self::Support, "SUPPORT"),
        (Self::Cooperate, "COOPERATE"),
        (Self::Aid, "AID"),
        (Self::Concede, "CONCEDE"),
        (Self::Retreat, "RETREAT"),
        (Self::Request, "REQUEST"),
        (Self::Accuse, "ACCUSE"),
        (Self::Reject, "REJECT"),
        (Self::Threaten, "THREATEN"),
        (Self::Protest, "PROTEST"),
        (Self::Sanction, "SANCTION"),
        (Self::Mobilize, "MOBILIZE"),
        (Self::Coerce, "COERCE"),
        (Self::Assault, "ASSAULT"),
    ];

    /// As PLOVER writes it: "ASSAULT".
    pub fn name(self) -> &'static str {
        Self::NAMES[self as usize].1
    }

    /// The class of this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::NAMES.iter().find(|(_, known)| *known == name).map(|(class, _)| *class)
    }

    /// Whether it stands for deeds, which are not done by saying that one does them.
    pub fn is_deed(self) -> bool {
        use Plover::{Aid, Assault, Coerce, Cooperate, Mobilize, Protest, Retreat, Sanction};
        matches!(self, Aid | Cooperate | Retreat | Assault | Coerce | Mobilize | Protest | Sanction)
    }
}

#[cfg(test)]
mod tests {
    use super::Plover;

    #[test]
    fn each_class_has_one_name_in_code_and_files() {
        for (class, name) in Plover::NAMES {
            assert_eq!((class.name(), Plover::named(name)), (name, Some(class)));
            assert_eq!(serde_json::to_value(class).unwrap(), name);
        }
    }
}
