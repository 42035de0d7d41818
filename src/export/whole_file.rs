//! Files that are written whole or not at all.

use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use crate::error::{Error, Result};

/// A file that is either written to its end or not there (or as it was before).
pub struct WholeFile {
    path: PathBuf,
    bytes: BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins to write a file beside its later place; its folder is made if it is missing.
    pub fn begin(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        std::fs::create_dir_all(folder).map_err(|e| cannot(folder, e))?;
        let mut builder = tempfile::Builder::new();
        builder.prefix(".newsgraph-");
        // A temporary file is private by default; this one is to have the rights of any other file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let bytes = builder.tempfile_in(folder).map_err(|e| cannot(path, e))?;
        Ok(Self { path: path.to_owned(), bytes: BufWriter::new(bytes) })
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
    Error::io(path, io::Error::new(error.kind(), format!("cannot be written: {error}")))
}

impl Write for WholeFile {
    fn write(&mut self, buffer: &[u8]) -> io::Result<usize> {
        self.bytes.write(buffer)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.bytes.flush()
    }
}
