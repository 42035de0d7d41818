//! Writing: whole files or none, pipes that may be closed at the other end, the width of the terminal.

use std::io::Write;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use tempfile::NamedTempFile;

/// Whether an error is only that the reader of our output has gone.
pub fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<std::io::Error>()).any(|e| e.kind() == std::io::ErrorKind::BrokenPipe)
}

/// A folder to write to, known to be writable.
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder, made if it is missing.
    pub fn open(path: &Path) -> Result<Self> {
        let cannot = || format!("the output folder “{}” cannot be written to", path.display());
        std::fs::create_dir_all(path).with_context(cannot)?;
        let folder = Self { path: path.to_owned() };
        folder.begin("records.jsonl").with_context(cannot)?;
        Ok(folder)
    }

    /// Where a file of this name will stand.
    pub fn file(&self, name: &str) -> PathBuf {
        self.path.join(name)
    }

    /// A file that takes its name only when it is whole.
    pub fn begin(&self, name: &str) -> Result<WholeFile> {
        WholeFile::begin(&self.file(name))
    }

    /// Writes a whole file; a name with a slash stands in a folder below, which is made if it is missing.
    pub fn write(&self, name: &str, bytes: &[u8]) -> Result<()> {
        let path = self.file(name);
        if let Some(parent) = path.parent() {
            std::fs::create_dir_all(parent).with_context(|| format!("the folder “{}” cannot be made", parent.display()))?;
        }
        WholeFile::write(&path, bytes)
    }
}

/// A file that is either written to its end or not there (or as it was before).
pub struct WholeFile {
    path: PathBuf,
    bytes: std::io::BufWriter<NamedTempFile>,
}

impl WholeFile {
    /// Begins to write a file beside its later place.
    pub fn begin(path: &Path) -> Result<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let mut builder = tempfile::Builder::new();
        builder.prefix(".newsgraph-");
        // A temporary file is private by default; this one is to have the rights of any other file.
        #[cfg(unix)]
        builder.permissions(std::os::unix::fs::PermissionsExt::from_mode(0o666));
        let bytes = builder.tempfile_in(folder).with_context(|| format!("{} cannot be written", path.display()))?;
        Ok(Self { path: path.to_owned(), bytes: std::io::BufWriter::new(bytes) })
    }

    /// Gives the file its name.
    pub fn finish(self) -> Result<()> {
        let cannot = || format!("{} cannot be written", self.path.display());
        let file = self.bytes.into_inner().map_err(|e| e.into_error()).with_context(cannot)?;
        file.persist(&self.path).map_err(|e| e.error).with_context(cannot)?;
        Ok(())
    }

    /// Writes a whole file at once.
    pub fn write(path: &Path, bytes: &[u8]) -> Result<()> {
        let mut file = Self::begin(path)?;
        file.write_all(bytes).with_context(|| format!("{} cannot be written", path.display()))?;
        file.finish()
    }
}

impl Write for WholeFile {
    fn write(&mut self, buffer: &[u8]) -> std::io::Result<usize> {
        self.bytes.write(buffer)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.bytes.flush()
    }
}

/// Columns of the terminal; a pipe has the width of a wide page.
pub fn width() -> usize {
    const PIPE: usize = 140;
    let from_environment = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    from_environment.or_else(|| terminal_size::terminal_size().map(|(columns, _)| columns.0.into())).unwrap_or(PIPE).clamp(40, 400)
}

/// A table as wide as the terminal with these heads.
pub fn table(heads: &[&str]) -> comfy_table::Table {
    let mut table = comfy_table::Table::new();
    table.load_style(comfy_table::presets::UTF8_HORIZONTAL_ONLY).set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    table.set_width(width() as u16).set_header(heads.iter().copied());
    table
}

/// Gives a column of sentences room: with an equal share of the width it would be read two words a line.
pub fn widen(table: &mut comfy_table::Table, longest: &[usize]) {
    /// A text longer than this is a sentence.
    const SENTENCE: usize = 60;
    /// The part of the width, in hundredths.
    const SHARE: u16 = 36;
    let wide: Vec<usize> = (0..longest.len()).filter(|&i| longest[i] > SENTENCE).collect();
    if let [only] = wide[..]
        && let Some(column) = table.column_mut(only)
    {
        column.set_constraint(comfy_table::ColumnConstraint::LowerBoundary(comfy_table::Width::Percentage(SHARE)));
    }
}
