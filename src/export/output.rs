//! Where exports write to: a writer for a format of one file, a folder for one of several. Files are written whole or not
//! at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use serde::{Serialize, Serializer};
use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// What a format of one file is written to. It may be handed to another thread, as writers of Parquet do.
pub type Out<'a> = &'a mut (dyn Write + Send + 'a);

/// What becomes of writing a file whose name the exporter does not know.
pub type Written = std::result::Result<(), Failed>;

/// Why a file was not written.
pub enum Failed {
    /// What the operating system said.
    Io(io::Error),
    /// Anything else.
    Other(Error),
}

impl Failed {
    /// The error, with the name of what was written.
    pub fn at(self, path: &Path) -> Error {
        match self {
            Self::Io(error) => cannot(path, error),
            Self::Other(error) => error,
        }
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Other(error)
    }
}

impl From<io::Error> for Failed {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<csv::Error> for Failed {
    fn from(error: csv::Error) -> Self {
        Self::Io(error.into())
    }
}

impl From<serde_json::Error> for Failed {
    fn from(error: serde_json::Error) -> Self {
        Self::Io(error.into())
    }
}

/// The files of a format that has several: they go into one folder, which is made if it is missing, one after the other.
pub struct Files<'a> {
    folder: &'a Path,
    written: Vec<PathBuf>,
}

impl<'a> Files<'a> {
    /// Files for this folder.
    pub fn of(folder: &'a Path) -> Self {
        Self { folder, written: Vec::new() }
    }

    /// Writes one of them.
    pub fn file(&mut self, name: &str, write: impl FnOnce(Out<'_>) -> Written) -> Result<()> {
        let path = self.folder.join(name);
        let mut file = WholeFile::begin(&path)?;
        write(&mut file).map_err(|failed| failed.at(&path))?;
        file.finish()?;
        self.written.push(path);
        Ok(())
    }

    /// Their paths, in the order of writing.
    pub fn finish(self) -> Vec<PathBuf> {
        self.written
    }
}

/// A JSON array whose elements are made while it is written.
pub struct Array<F>(pub F);

impl<F: Fn() -> I, I: Iterator<Item: Serialize>> Serialize for Array<F> {
    fn serialize<S: Serializer>(&self, serializer: S) -> std::result::Result<S::Ok, S::Error> {
        serializer.collect_seq((self.0)())
    }
}

/// A file that is either written to its end or not there (or as it was before).
pub struct WholeFile {
    path: PathBuf,
    bytes: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins to write a file beside its later place, in a folder that is made if it is missing.
    ///
    /// # Errors
    /// The folder cannot be written to, or at this place stands something that is no file, which must not be replaced by one.
    pub fn begin(path: &Path) -> Result<Self> {
        if path.exists() && !path.is_file() {
            let what = if path.is_dir() { "a folder" } else { "a device or a pipe: leave out the option and send standard output there" };
            return Err(cannot(path, io::Error::new(io::ErrorKind::InvalidInput, format!("it is {what}"))));
        }
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|e| cannot(path, e))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".newsgraph-");
        // A temporary file is private by default; this one is to have the rights of any other file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let bytes = builder.tempfile_in(folder).map_err(|e| cannot(path, e))?;
        Ok(Self { path: path.to_owned(), bytes: BufWriter::new(bytes) })
    }

    /// Where the bytes are until it is finished, for a library that writes to a path.
    #[cfg(feature = "cli")]
    pub fn place(&self) -> &Path {
        self.bytes.get_ref().path()
    }

    /// Gives the file its name.
    pub fn finish(self) -> Result<()> {
        let file = self.bytes.into_inner().map_err(|e| cannot(&self.path, e.into_error()))?;
        file.persist(&self.path).map_err(|e| cannot(&self.path, e.error))?;
        Ok(())
    }

    /// Writes a whole file at once.
    pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = Self::begin(path)?;
        file.write_all(bytes).map_err(|e| cannot(path, e))?;
        file.finish()
    }
}

fn cannot(path: &Path, error: io::Error) -> Error {
    // What went wrong, without the name of the temporary file.
    let cause = error.get_ref().and_then(|inner| inner.source()).map_or_else(|| error.to_string(), ToString::to_string);
    Error::io(path, io::Error::new(error.kind(), format!("cannot be written: {cause}")))
}

impl Write for WholeFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.bytes.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes.flush()
    }
}
