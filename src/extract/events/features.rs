//! What the learned reader goes by, as names ("w=accuse", "subject/person"): each is a key of the weights in `data/model`. The names themselves
//! are kept only for training and for `explain`.

use crate::knowledge::reader::key;

/// The features of one word or of one end, in the order in which they were seen.
#[derive(Debug, Clone, Default)]
pub struct Features {
    /// Keys of the weights.
    pub keys: Vec<u32>,
    /// The names behind the keys, if they are kept.
    pub names: Option<Vec<String>>,
    buffer: String,
}

impl Features {
    /// None yet; with `named` their names are kept.
    pub fn new(named: bool) -> Self {
        Self { names: named.then(Vec::new), ..Self::default() }
    }

    /// Adds the feature that these parts name, joined by slashes.
    pub fn add(&mut self, parts: &[&str]) {
        self.buffer.clear();
        for (i, part) in parts.iter().enumerate() {
            if i > 0 {
                self.buffer.push('/');
            }
            self.buffer.push_str(part);
        }
        let key = key(&self.buffer);
        if !self.keys.contains(&key) {
            self.keys.push(key);
            if let Some(names) = &mut self.names {
                names.push(self.buffer.clone());
            }
        }
    }
}
