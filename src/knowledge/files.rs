//! The texts of the data files: those compiled in or, in debug builds, those of the folder that `NEWSGRAPH_DATA` names, so that lexicons and
//! frames can be tried without compiling.

use std::path::Path;

use crate::error::{Error, Result};

/// The variable that names the folder above `data`; only debug builds read it.
pub const FOLDER: &str = "NEWSGRAPH_DATA";

/// The text of a data file, by its path from the repository's root.
///
/// # Errors
/// `NEWSGRAPH_DATA` is set and its folder has no such file.
pub fn data_file(path: &str, embedded: &'static str) -> Result<&'static str> {
    if cfg!(debug_assertions)
        && let Some(folder) = std::env::var_os(FOLDER)
    {
        // Once in a run, and only where a developer asks for it.
        return read(Path::new(&folder), path).map(|text| &*Box::leak(text.into_boxed_str()));
    }
    Ok(embedded)
}

fn read(folder: &Path, path: &str) -> Result<String> {
    std::fs::read_to_string(folder.join(path)).map_err(|error| {
        let message = format!("no {path} can be read there ({error}): it must name the folder that holds the folder data");
        Error::data(format!("{FOLDER}={}", folder.display()), message)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_without_the_data_is_an_error_that_names_folder_and_file() {
        let here = Path::new(env!("CARGO_MANIFEST_DIR"));
        let path = "data/lexicon/modality.toml";
        assert!(read(here, path).unwrap().contains("[planned]"));
        let error = read(&here.join("data"), path).unwrap_err().to_string();
        assert!(error.contains(&here.join("data").display().to_string()) && error.contains(path), "{error}");
    }
}
