//! The paths that a user gives to the files to read: each once, folders recursively and sorted.

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use super::{PassedBy, READERS, STDIN, is_readable};
use crate::error::{Error, Result};

/// The files in reading order. A file that several paths name is read once.
pub fn list<P: AsRef<Path>>(paths: &[P], passed_by: &PassedBy) -> VecDeque<Result<PathBuf>> {
    let (mut out, mut seen) = (VecDeque::new(), HashSet::new());
    for path in paths.iter().map(AsRef::as_ref) {
        let found = if path.as_os_str() == STDIN { Ok(vec![path.to_owned()]) } else { expand(path, passed_by) };
        match found {
            Ok(files) => {
                for file in files {
                    if seen.insert(fs::canonicalize(&file).unwrap_or_else(|_| file.clone())) {
                        out.push_back(Ok(file));
                    }
                }
            }
            Err(error) => out.push_back(Err(error)),
        }
    }
    out
}

fn expand(path: &Path, passed_by: &PassedBy) -> Result<Vec<PathBuf>> {
    let place = path.display().to_string();
    if place.split_once("://").is_some_and(|(scheme, _)| ["http", "https", "ftp"].contains(&scheme.to_lowercase().as_str())) {
        return Err(Error::input(place, "an address: newsgraph works offline; save the page in a browser and give the file"));
    }
    let metadata = fs::metadata(path).map_err(|e| match e.kind() {
        std::io::ErrorKind::NotFound => Error::io(path, std::io::Error::new(e.kind(), "no such file or folder")),
        _ => Error::io(path, e),
    })?;
    if !metadata.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    walk(path, &mut files, passed_by)?;
    if files.is_empty() {
        let mut extensions: Vec<_> = READERS.iter().filter(|r| r.lacks.is_none()).flat_map(|r| r.extensions).map(|e| format!(".{e}")).collect();
        extensions.sort();
        extensions.dedup();
        return Err(Error::input(place, format!("nothing to read in this folder: no file ends in {}", extensions.join(", "))));
    }
    Ok(files)
}

/// Readable files below `folder`, in the order of their names. Hidden entries and links to folders (they may lead in circles) are passed by.
fn walk(folder: &Path, files: &mut Vec<PathBuf>, passed_by: &PassedBy) -> Result<()> {
    let error = |e| Error::io(folder, e);
    let mut entries = fs::read_dir(folder).map_err(error)?.collect::<std::io::Result<Vec<_>>>().map_err(error)?;
    entries.sort_by_key(fs::DirEntry::file_name);
    for entry in entries {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            continue;
        }
        if entry.file_type().map_err(error)?.is_dir() {
            walk(&path, files, passed_by)?;
        } else if fs::metadata(&path).is_ok_and(|m| m.is_file()) {
            if is_readable(&path) {
                files.push(path);
            } else {
                passed_by.add(&path);
            }
        }
    }
    Ok(())
}
