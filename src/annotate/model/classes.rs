//! The classes of the model's output layers.

use std::str::FromStr;

use crate::annotate::tables::Table;
use crate::error::Result;

const TABLE: Table = Table { path: "data/model/classes.tsv", text: include_str!("../../../data/model/classes.tsv") };

/// One class of an output layer.
pub struct Class {
    line: usize,
    /// Tag or move.
    pub name: &'static str,
    /// Label of the move.
    pub label: &'static str,
}

impl Class {
    /// Reads a label of one of the closed sets; an empty one is the set's default.
    pub fn parse<T: FromStr<Err = String>>(&self, label: &str) -> Result<T> {
        label.parse().map_err(|message: String| TABLE.error(self.line, message))
    }

    /// What is wrong with the class.
    pub fn error<T>(&self, message: &str) -> Result<T> {
        Err(TABLE.error(self.line, message))
    }
}

/// The classes of a component, in the order of its output layer.
pub fn of_component(component: &str) -> Result<Vec<Class>> {
    let mut classes = Vec::new();
    for row in TABLE.pairs() {
        let (line, owner, class) = row?;
        if owner == component {
            let (name, label) = class.split_once('\t').unwrap_or((class, ""));
            classes.push(Class { line, name, label });
        }
    }
    Ok(classes)
}
