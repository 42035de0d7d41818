//! The words that the files and the terminal have for kinds, categories and modalities: the same as serde writes.

use crate::types::{Category, EntityKind, Modality, StatementMode};

macro_rules! named {
    ($($type:ident { $($variant:ident => $name:literal,)* })*) => {
        $(impl $type {
            /// Its name in all outputs.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        })*

        #[cfg(test)]
        mod tests {
            use super::*;

            #[test]
            fn names_are_those_of_the_files() {
                $($(assert_eq!(serde_json::to_value($type::$variant).unwrap(), $name);)*)*
            }
        }
    };
}

named! {
    EntityKind {
        Person => "person",
        State => "state",
        Organisation => "organisation",
        Group => "group",
        Place => "place",
        Agreement => "agreement",
        Event => "event",
    }
    Category {
        Event => "event",
        Affiliation => "affiliation",
        Statement => "statement",
    }
    Modality {
        Actual => "actual",
        Planned => "planned",
        Possible => "possible",
    }
    StatementMode {
        Direct => "direct",
        Indirect => "indirect",
        Mixed => "mixed",
    }
}
