//! What is packed: .gz and .zst, each around one file. The file is read while it is unpacked; what unpacks to ever more
//! is given up, however the archives in it lie in each other.

use std::io::{self, BufRead, BufReader, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use flate2::bufread::MultiGzDecoder;
use ruzstd::decoding::errors::{FrameDecoderError, ReadFrameHeaderError};
use ruzstd::decoding::{BlockDecodingStrategy, FrameDecoder};

use super::source::unpacked;
use super::{Articles, Context, Source, once, open_source};

/// The first bytes of gzip data.
pub const GZIP: &[u8] = b"\x1F\x8B";
/// The first bytes of zstd data.
pub const ZSTD: &[u8] = b"\x28\xB5\x2F\xFD";

/// Text packs three- to tenfold; nothing that people write packs more than this.
const FOLD: u64 = 400;
/// So much may be unpacked from a file before anybody counts.
const FREE: u64 = 128 << 20;

/// What has been read of one file of the user's, and what has been unpacked of it, from all archives inside together.
#[derive(Default)]
pub struct Account {
    taken: AtomicU64,
    given: AtomicU64,
    /// What has been read of all files of the run.
    run: Arc<AtomicU64>,
}

impl Account {
    /// That of the next file of a run.
    pub fn of(run: Arc<AtomicU64>) -> Self {
        Self { run, ..Self::default() }
    }

    /// So many bytes of the file were read.
    pub fn take(&self, bytes: usize) {
        self.taken.fetch_add(bytes as u64, Ordering::Relaxed);
        self.run.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    /// So many bytes were unpacked; whether all that was stands in a proportion to what was read.
    fn give(&self, bytes: usize) -> bool {
        let given = self.given.fetch_add(bytes as u64, Ordering::Relaxed) + bytes as u64;
        given <= FREE || given / FOLD <= self.taken.load(Ordering::Relaxed)
    }
}

/// The articles of a .gz file.
pub fn read_gzip(source: Source, context: &Context) -> Articles {
    read(source, context, gunzip)
}

/// The articles of a .zst file.
pub fn read_zstd(source: Source, context: &Context) -> Articles {
    read(source, context, unzstd)
}

type Packed = Box<dyn BufRead + Send>;

fn read(source: Source, context: &Context, unpack: fn(Packed, &Arc<Account>) -> Packed) -> Articles {
    let inner = Source { bytes: unpack(source.bytes, &context.account), path: source.path };
    let name = unpacked(std::path::Path::new(&inner.path)).to_owned();
    open_source(inner, &name, &context.deeper()).unwrap_or_else(|error| once(Err(error)))
}

/// What newsgraph itself has written, unpacked if it is packed.
pub fn own(file: impl Read + Send + 'static) -> Packed {
    let account = Arc::<Account>::default();
    let mut bytes: Packed = Box::new(BufReader::new(Counted { bytes: file, account: account.clone() }));
    match bytes.fill_buf() {
        Ok(head) if head.starts_with(GZIP) => gunzip(bytes, &account),
        Ok(head) if head.starts_with(ZSTD) => unzstd(bytes, &account),
        _ => bytes,
    }
}

/// The unpacked bytes of gzip data.
pub fn gunzip(bytes: Packed, account: &Arc<Account>) -> Packed {
    unpack(bytes, account, "gzip", |bytes| Box::new(MultiGzDecoder::new(bytes)))
}

fn unzstd(bytes: Packed, account: &Arc<Account>) -> Packed {
    unpack(bytes, account, "zstd", |bytes| Box::new(Zstd { decoder: FrameDecoder::new(), bytes, within: false }))
}

/// The unpacked bytes of a member of a ZIP archive.
pub fn inflate(bytes: Packed, account: &Arc<Account>) -> Packed {
    unpack(bytes, account, "ZIP", |bytes| Box::new(flate2::bufread::DeflateDecoder::new(bytes)))
}

fn unpack(bytes: Packed, account: &Arc<Account>, what: &'static str, decoder: fn(Packed) -> Box<dyn Read + Send>) -> Packed {
    Box::new(BufReader::with_capacity(1 << 16, Unpacking { decoder: decoder(bytes), account: account.clone(), what }))
}

/// Bytes of a file of the user's, counted as they are taken.
pub struct Counted<R> {
    /// The file.
    pub bytes: R,
    /// Where they are counted.
    pub account: Arc<Account>,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.bytes.read(buffer)?;
        self.account.take(read);
        Ok(read)
    }
}

/// What comes out of a decoder, as long as it stands in a proportion to what goes in.
struct Unpacking {
    decoder: Box<dyn Read + Send>,
    account: Arc<Account>,
    what: &'static str,
}

impl Read for Unpacking {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let damaged = |message: String| io::Error::new(io::ErrorKind::InvalidData, message);
        let read = self.decoder.read(buffer).map_err(|e| damaged(format!("damaged {} data ({e})", self.what)))?;
        if !self.account.give(read) {
            return Err(damaged(format!("{} data that unpacks to more than {FOLD} times the size of the file: given up", self.what)));
        }
        Ok(read)
    }
}

/// One frame of zstd data behind the other.
struct Zstd {
    decoder: FrameDecoder,
    bytes: Packed,
    within: bool,
}

impl Read for Zstd {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        loop {
            if self.within {
                while self.decoder.can_collect() == 0 && !self.decoder.is_finished() {
                    self.decoder.decode_blocks(&mut self.bytes, BlockDecodingStrategy::UptoBlocks(1)).map_err(io::Error::other)?;
                }
                let read = self.decoder.read(buffer)?;
                if read > 0 || buffer.is_empty() {
                    return Ok(read);
                }
                self.within = false;
            }
            if self.bytes.fill_buf()?.is_empty() {
                return Ok(0);
            }
            match self.decoder.reset(&mut self.bytes) {
                Ok(()) => self.within = true,
                Err(FrameDecoderError::ReadFrameHeaderError(ReadFrameHeaderError::SkipFrame { length, .. })) => {
                    io::copy(&mut self.bytes.by_ref().take(length.into()), &mut io::sink())?;
                }
                Err(error) => return Err(io::Error::other(error)),
            }
        }
    }
}
