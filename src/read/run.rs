//! A run over inputs: files are opened one by one, their format is found, and their articles get ids that are unique in
//! the run.

use std::fs::{File, Metadata};
use std::io::{BufReader, Read};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::ids::Ids;
use super::packed::{Account, Counted};
use super::paths::Files;
use super::{Articles, Options, PassedBy, READERS, Reader, STDIN, Sign, Source, by_name, sniff, with_extension};
use crate::error::{Error, Result};
use crate::knowledge::fields::FieldNames;
use crate::types::Article;

/// What all readers of a run go by.
pub struct Settings {
    /// The format of every input, if the user says it.
    pub format: Option<&'static Reader>,
    /// Which keys and columns hold what.
    pub names: FieldNames,
    /// The day of what says none.
    pub published: Option<String>,
    /// What is not read.
    pub passed_by: PassedBy,
}

impl Settings {
    fn new(options: &Options) -> Result<Self> {
        let mut names = FieldNames::load()?;
        options.map.iter().try_for_each(|word| names.map(word))?;
        if let Some(day) = &options.published
            && day.parse::<jiff::civil::Date>().is_err()
        {
            return Err(Error::input(format!("`--published {day}`"), "not a day: write it as 2024-06-19"));
        }
        let format = options.format.as_deref().map(by_name).transpose()?;
        Ok(Self { format, names, published: options.published.clone(), passed_by: PassedBy::default() })
    }
}

/// What a reader knows beside the bytes.
#[derive(Clone)]
pub struct Context {
    /// Of the run.
    pub settings: Arc<Settings>,
    /// The file itself, for formats that are read from their end; `None` for pipes and for members of archives.
    pub file: Option<PathBuf>,
    /// What has been unpacked of the user's file in which all this lies.
    pub account: Arc<Account>,
    /// In how many archives the source lies.
    depth: usize,
}

impl Context {
    /// For what is packed inside.
    pub fn deeper(&self) -> Self {
        Self { settings: self.settings.clone(), file: None, account: self.account.clone(), depth: self.depth + 1 }
    }
}

/// Archives may lie in archives, but not deeper than this.
const DEEPEST: usize = 4;

/// The articles of a run.
pub struct Run {
    pending: Files,
    /// The file that is being read.
    current: Option<(String, Articles)>,
    ids: Ids,
    settings: Arc<Settings>,
    /// How many bytes the files before have.
    finished: u64,
    /// How many bytes of files have been read.
    amount: Arc<AtomicU64>,
}

impl Run {
    pub(super) fn of_files<P: AsRef<Path>>(paths: &[P], options: &Options) -> Result<Self> {
        let settings = Arc::new(Settings::new(options)?);
        Ok(Self::new(Files::new(paths, settings.passed_by.clone()), settings))
    }

    pub(super) fn of_source(source: Source, options: &Options) -> Result<Self> {
        let settings = Arc::new(Settings::new(options)?);
        let mut run = Self::new(Files::new::<&Path>(&[], PassedBy::default()), settings);
        run.current = Some((source.path.clone(), run.opened(Path::new(&source.path), source.bytes, false)?));
        Ok(run)
    }

    fn new(pending: Files, settings: Arc<Settings>) -> Self {
        Self { pending, current: None, ids: Ids::default(), settings, finished: 0, amount: Arc::default() }
    }

    /// How many bytes of the files have been read, for who wants to show it while the run goes on.
    pub fn amount(&self) -> Arc<AtomicU64> {
        self.amount.clone()
    }

    /// What lay beside the articles and was not read; complete when the run is over.
    pub fn passed_by(&self) -> PassedBy {
        self.settings.passed_by.clone()
    }

    fn open(&mut self, path: &Path) -> Result<(String, Articles)> {
        let name = path.display().to_string();
        if path.as_os_str() == STDIN {
            return Ok((name, self.opened(path, std::io::stdin(), false)?));
        }
        let file = File::open(path).map_err(|e| Error::io(path, e))?;
        // A pipe with a name can be read once only, and has no size.
        let size = file.metadata().ok().filter(Metadata::is_file).map(|metadata| metadata.len());
        self.finished += size.unwrap_or_default();
        Ok((name, self.opened(path, file, size.is_some())?))
    }

    /// Reads what the user has given: a file, or what comes once only.
    fn opened(&self, path: &Path, bytes: impl Read + Send + 'static, is_file: bool) -> Result<Articles> {
        let account = Arc::new(Account::of(self.amount.clone()));
        let bytes = Box::new(BufReader::new(Counted { bytes, account: account.clone() }));
        let context = Context { settings: self.settings.clone(), file: is_file.then(|| path.to_owned()), account, depth: 0 };
        open_source(Source { path: path.to_string_lossy().into_owned(), bytes }, path, &context)
    }

    /// The next article of the current file. A reader that panics has met something that its author did not think of:
    /// an error, and the file is given up.
    fn step(&mut self) -> Option<Result<Article>> {
        let (path, articles) = self.current.as_mut()?;
        match catch_unwind(AssertUnwindSafe(|| articles.next())) {
            Ok(item) => item,
            Err(_) => {
                let error = Error::input(&*path, "given up: an error inside newsgraph, please report it");
                self.current = None;
                Some(Err(error))
            }
        }
    }
}

impl Iterator for Run {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            match self.step() {
                Some(Ok(mut article)) => {
                    article.id = self.ids.claim(&article.id, &article.path);
                    if article.day_otherwise.is_none() {
                        article.day_otherwise.clone_from(&self.settings.published);
                    }
                    return Some(Ok(article));
                }
                Some(Err(error)) => return Some(Err(error)),
                None => {}
            }
            // Some formats are read from their end, or not to it.
            self.amount.store(self.finished, Ordering::Relaxed);
            self.current = match self.pending.next()?.and_then(|path| self.open(&path)) {
                Ok(current) => Some(current),
                Err(error) => return Some(Err(error)),
            };
        }
    }
}

/// How many bytes at the start of a source decide what it is.
const HEAD: usize = 8192;

/// Finds the format of a source, by its `name` and its first bytes, and reads it.
pub fn open_source(mut source: Source, name: &Path, context: &Context) -> Result<Articles> {
    if context.depth > DEEPEST {
        return Err(Error::input(source.path, format!("archives in archives, deeper than {DEEPEST}: given up")));
    }
    let mut head = Vec::new();
    source.bytes.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|e| Error::io(&source.path, e))?;
    if head.is_empty() {
        return Err(Error::input(source.path, "empty: nothing to read"));
    }
    let reader = choose(&head, name, context.settings.format).map_err(|what| Error::input(&source.path, what))?;
    let bytes = Box::new(BufReader::new(std::io::Cursor::new(head).chain(source.bytes)));
    Ok((reader.read)(Source { path: source.path, bytes }, context))
}

/// The reader for what begins so: first bytes are surer than a name, and a name is surer than a look.
fn choose(head: &[u8], name: &Path, format: Option<&'static Reader>) -> std::result::Result<&'static Reader, String> {
    let seen = |reader: &&Reader| (reader.looks_like)(head);
    let by_bytes = || READERS.iter().filter(|reader| reader.sign != Sign::Name).filter(seen);
    let named = || with_extension(name);
    let signed = named().filter(|reader| reader.sign != Sign::Name).find(seen).or_else(|| by_bytes().next());
    if let Some(format) = format {
        let packed =
            signed.filter(|reader| reader.sign == Sign::Packing && format.sign != Sign::Packing && !(format.sign == Sign::Bytes && seen(&format)));
        return Ok(packed.unwrap_or(format));
    }
    if let Some(reader) = signed {
        return Ok(reader);
    }
    if let Some(what) = sniff::foreign(head) {
        return Err(what);
    }
    let reader = named().find(seen).or_else(|| named().last()).or_else(|| READERS.iter().find(seen));
    reader.ok_or_else(|| "not a format that newsgraph reads (see `newsgraph list inputs`)".into())
}
