//! The paths that a user gives to the files to read: each once, folders recursively and sorted. A folder is listed when its turn comes, so that of an
//! archive of millions of files only the names in the folders that are open are in memory.

use std::collections::{HashSet, VecDeque};
use std::fs;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{PassedBy, READERS, STDIN, is_readable};
use crate::error::{Error, Result};

/// The files in reading order. A file that several paths name is read once.
pub struct Files {
    given: VecDeque<PathBuf>,
    /// The entries that are left of each open folder, the innermost last.
    open: Vec<std::vec::IntoIter<fs::DirEntry>>,
    /// The folder that the user gave, until a file to read has been found in it.
    fruitless: Option<PathBuf>,
    /// Digests of the files' true paths.
    seen: HashSet<[u8; 16]>,
    passed_by: PassedBy,
}

impl Files {
    /// The files of these paths; what is not read is counted.
    pub fn new<P: AsRef<Path>>(paths: &[P], passed_by: PassedBy) -> Self {
        let given = paths.iter().map(|path| path.as_ref().to_owned()).collect();
        Self { given, open: Vec::new(), fruitless: None, seen: HashSet::new(), passed_by }
    }

    /// How many bytes all these files have; `None` if that cannot be told.
    pub fn bytes(self) -> Option<u64> {
        let size = |file: PathBuf| Some(fs::metadata(file).ok().filter(fs::Metadata::is_file)?.len());
        self.filter_map(Result::ok).map(size).sum()
    }

    fn is_new(&mut self, file: &Path) -> bool {
        let path = fs::canonicalize(file).unwrap_or_else(|_| file.to_owned());
        let digest = Sha256::digest(path.as_os_str().as_encoded_bytes());
        self.seen.insert(std::array::from_fn(|i| digest[i]))
    }

    /// Begins with a path that the user gave: a file is handed back, a folder opened.
    fn begin(&mut self, path: PathBuf) -> Result<Option<PathBuf>> {
        if path.as_os_str() == STDIN {
            return Ok(Some(path));
        }
        let place = path.display().to_string();
        if place.split_once("://").is_some_and(|(scheme, _)| ["http", "https", "ftp"].contains(&scheme.to_lowercase().as_str())) {
            return Err(Error::input(place, "an address: newsgraph works offline; save the page in a browser and give the file"));
        }
        let metadata = fs::metadata(&path).map_err(|e| match e.kind() {
            std::io::ErrorKind::NotFound => Error::io(&path, std::io::Error::new(e.kind(), "no such file or folder")),
            _ => Error::io(&path, e),
        })?;
        if !metadata.is_dir() {
            return Ok(Some(path));
        }
        self.enter(&path)?;
        self.fruitless = Some(path);
        Ok(None)
    }

    /// Opens a folder: its entries follow in the order of their names.
    fn enter(&mut self, folder: &Path) -> Result<()> {
        let error = |e| Error::io(folder, e);
        let mut entries = fs::read_dir(folder).map_err(error)?.collect::<std::io::Result<Vec<_>>>().map_err(error)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        self.open.push(entries.into_iter());
        Ok(())
    }

    /// The file of a folder's entry, if it is one to read. Hidden entries and links to folders (they may lead in circles) are passed by.
    fn visit(&mut self, entry: &fs::DirEntry) -> Result<Option<PathBuf>> {
        let path = entry.path();
        if entry.file_name().to_string_lossy().starts_with('.') {
            return Ok(None);
        }
        if entry.file_type().map_err(|e| Error::io(&path, e))?.is_dir() {
            self.enter(&path)?;
        } else if fs::metadata(&path).is_ok_and(|m| m.is_file()) {
            if is_readable(&path) {
                self.fruitless = None;
                return Ok(Some(path));
            }
            self.passed_by.add(&path);
        }
        Ok(None)
    }
}

impl Iterator for Files {
    type Item = Result<PathBuf>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let found = if let Some(folder) = self.open.last_mut() {
                let Some(entry) = folder.next() else {
                    self.open.pop();
                    continue;
                };
                self.visit(&entry)
            } else if let Some(folder) = self.fruitless.take() {
                Err(nothing(&folder))
            } else {
                let path = self.given.pop_front()?;
                self.begin(path)
            };
            match found {
                Ok(Some(file)) if self.is_new(&file) => return Some(Ok(file)),
                Ok(_) => {}
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

fn nothing(folder: &Path) -> Error {
    let mut extensions: Vec<_> = READERS.iter().filter(|r| r.lacks.is_none()).flat_map(|r| r.extensions).map(|e| format!(".{e}")).collect();
    extensions.sort();
    extensions.dedup();
    Error::input(folder.display().to_string(), format!("nothing to read in this folder: no file ends in {}", extensions.join(", ")))
}
