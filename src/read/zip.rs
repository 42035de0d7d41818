//! ZIP archives and web archives in them (WACZ): each member is read as if it were a file. Nothing is unpacked to disk,
//! so the names of members, wherever they point, are only names.

use std::fs::File;
use std::io::{self, BufReader, Read, Seek, SeekFrom};
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use zip::{CompressionMethod, ZipArchive};

use super::packed::{self, Account};
use super::{Articles, Context, Source, is_readable, once, open_source};
use crate::error::{Error, Result};
use crate::types::Article;

/// An archive that comes through a pipe or out of another archive may have this many bytes: it is kept in a temporary
/// file, because its table of contents stands at its end.
const KEPT: u64 = 4 << 30;
/// Where web archives keep their pages; what else is in them is their index.
const PAGES: &str = "archive/";

/// The articles of a ZIP archive; of a web archive, those of the WARC files in its folder `archive`.
pub fn read(mut source: Source, context: &Context) -> Articles {
    match open(&mut source, context) {
        Ok((archive, file)) => {
            let web = archive.index_for_name("datapackage.json").is_some() && archive.file_names().flatten().any(|name| name.starts_with(PAGES));
            let below = if web { PAGES } else { "" };
            let context = context.deeper();
            // The account of what is unpacked does not see that members overlap, and a small file may have thousands that do.
            let left = file.clone().seek(SeekFrom::End(0)).unwrap_or(0);
            Box::new(Members { path: source.path, archive, file, context, below, next: 0, current: None, read: 0, left })
        }
        Err(error) => once(Err(error)),
    }
}

/// Whether this is the head of an archive of files, and not of an office document, which is one inside.
pub fn looks_like(head: &[u8]) -> bool {
    let holds = |part: &[u8]| head.windows(part.len()).any(|window| window == part);
    head.starts_with(b"PK\x03\x04") && ![&b"word/"[..], b"xl/", b"ppt/", b"mimetypeapplication/"].into_iter().any(holds)
}

/// An open archive.
pub type Archive = ZipArchive<BufReader<Shared>>;

/// Opens an archive: its file, or what comes through a pipe, kept.
///
/// # Errors
/// It cannot be read, is too large to keep, or is no ZIP archive.
pub fn open(source: &mut Source, context: &Context) -> Result<(Archive, Shared)> {
    let failed = |error| Error::io(&source.path, error);
    // What is kept was counted when it came.
    let (file, account) = match &context.file {
        Some(path) => (File::open(path).map_err(failed)?, Some(context.account.clone())),
        None => (keep(source)?, None),
    };
    let file = Shared { file: Arc::new(Mutex::new(file)), at: 0, account };
    let archive = ZipArchive::new(BufReader::new(file.clone()));
    archive.map(|archive| (archive, file)).map_err(|e| Error::input(&source.path, format!("damaged ZIP data ({e})")))
}

/// A temporary file with all that comes out of a source.
pub fn keep(source: &mut Source) -> Result<File> {
    let mut kept = tempfile::tempfile().map_err(|e| Error::io(&source.path, e))?;
    let written = io::copy(&mut source.bytes.by_ref().take(KEPT + 1), &mut kept).map_err(|e| Error::io(&source.path, e))?;
    if written > KEPT {
        return Err(Error::input(
            &source.path,
            format!("more than {} GB in one piece inside an archive or a pipe: unpack it and give the file", KEPT >> 30),
        ));
    }
    kept.rewind().map_err(|e| Error::io(&source.path, e))?;
    Ok(kept)
}

/// The bytes of a member, unpacked as they are read.
///
/// # Errors
/// The member is packed in a way that is not read, or encrypted.
pub fn member(archive: &mut Archive, file: &Shared, number: usize, account: &Arc<Account>) -> std::result::Result<Source, String> {
    let member = archive.by_index_raw(number).map_err(|e| format!("damaged ZIP data ({e})"))?;
    let path = member.name().map_err(|e| e.to_string())?.into_owned();
    if member.encrypted() {
        return Err("encrypted: unpack it with its password and give the file".into());
    }
    let start = member.data_start().ok_or("damaged ZIP data (no beginning)")?;
    let bytes = Shared { at: start, ..file.clone() }.take(member.compressed_size());
    let bytes = Box::new(BufReader::with_capacity(1 << 16, bytes));
    match member.compression() {
        CompressionMethod::Stored => Ok(Source { path, bytes }),
        CompressionMethod::Deflated => Ok(Source { path, bytes: packed::inflate(bytes, account) }),
        other => Err(format!("packed in a way that is not read ({other}): unpack it and give the file")),
    }
}

struct Members {
    path: String,
    archive: Archive,
    file: Shared,
    context: Context,
    below: &'static str,
    next: usize,
    current: Option<Articles>,
    read: usize,
    /// Bytes of the archive that no member has taken.
    left: u64,
}

impl Iterator for Members {
    type Item = Result<Article>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(article) = self.current.as_mut().and_then(Iterator::next) {
                return Some(article);
            }
            self.current = None;
            if self.next >= self.archive.len() {
                let nothing = self.read == 0;
                self.read += 1;
                return nothing
                    .then(|| Err(Error::input(&self.path, "nothing to read in this archive (`newsgraph list inputs` shows what is read)")));
            }
            let number = self.next;
            self.next += 1;
            if let Some(error) = self.open(number) {
                return Some(Err(error));
            }
        }
    }
}

impl Members {
    /// Makes a member the current one, if it is one to read.
    fn open(&mut self, number: usize) -> Option<Error> {
        let name = self.archive.name_for_index(number).and_then(std::result::Result::ok).unwrap_or_default().into_owned();
        let hidden = name.split(['/', '\\']).any(|part| (part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX");
        if hidden || name.ends_with('/') || !name.starts_with(self.below) {
            return None;
        }
        if !is_readable(Path::new(&name)) {
            self.context.settings.passed_by.add(Path::new(&name));
            return None;
        }
        self.read += 1;
        let shown: String = name.chars().filter(|c| !c.is_control()).collect();
        let path = format!("{}/{shown}", self.path);
        let size = self.archive.by_index_raw(number).map_or(0, |member| member.compressed_size());
        let Some(left) = self.left.checked_sub(size) else {
            self.next = self.archive.len();
            return Some(Error::input(path, "damaged ZIP data (its members overlap)"));
        };
        self.left = left;
        let opened = member(&mut self.archive, &self.file, number, &self.context.account).map_err(|message| Error::input(&path, message));
        let opened = opened.and_then(|source| open_source(Source { path, ..source }, Path::new(&name), &self.context));
        match opened {
            Ok(articles) => {
                self.current = Some(articles);
                None
            }
            Err(error) => Some(error),
        }
    }
}

/// A place in a file that several readers share.
#[derive(Clone)]
pub struct Shared {
    file: Arc<Mutex<File>>,
    at: u64,
    /// Where what is read is counted, if it is a file of the user's.
    account: Option<Arc<Account>>,
}

impl Read for Shared {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        file.seek(SeekFrom::Start(self.at))?;
        let read = file.read(buffer)?;
        self.at += read as u64;
        self.account.iter().for_each(|account| account.take(read));
        Ok(read)
    }
}

impl Seek for Shared {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let mut file = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let to = if let SeekFrom::Current(by) = to { SeekFrom::Start(self.at.saturating_add_signed(by)) } else { to };
        self.at = file.seek(to)?;
        Ok(self.at)
    }
}
