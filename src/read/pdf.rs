//! PDF files: the text that they hold. Scanned pages hold none.

use super::{Articles, Context, Source, once};
#[cfg(not(feature = "documents"))]
use crate::error::Error;

/// What is missing in this build.
pub const LACKS: Option<&str> = if cfg!(feature = "documents") { None } else { Some("documents") };

/// Whether this is the head of a PDF file.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"%PDF")
}

/// The article of a PDF file.
#[cfg(not(feature = "documents"))]
pub fn read(source: Source, _: &Context) -> Articles {
    let how = "a PDF file: save its text (`pdftotext FILE.pdf`) and give that, or use a newsgraph built with the feature `documents`";
    once(Err(Error::input(source.path, how)))
}

/// The article of a PDF file.
#[cfg(feature = "documents")]
pub fn read(mut source: Source, _context: &Context) -> Articles {
    use super::{dated, press};
    use crate::types::Article;

    match text(&mut source) {
        Ok(text) if press::looks_like(text.as_bytes()) => press::articles(&source, &text),
        Ok(text) => once(Ok(dated(Article { id: source.stem(), path: source.path.clone(), text, ..Article::default() }, &source))),
        Err(error) => once(Err(error)),
    }
}

#[cfg(feature = "documents")]
fn text(source: &mut Source) -> crate::Result<String> {
    use crate::error::Error;

    let bytes = source.rest()?;
    // The library walks a document on the stack and panics on some damaged ones: it gets a thread to do so.
    let work = std::thread::Builder::new().name(crate::types::WORKER.into()).stack_size(64 << 20);
    let text = work.spawn(move || pdf_extract::extract_text_from_mem(&bytes)).map_err(|e| Error::io(&source.path, e))?.join();
    let bad = |what: &str| Error::input(&source.path, what);
    let text = text.map_err(|_| bad("a damaged PDF file"))?.map_err(|e| bad(&format!("a damaged PDF file ({e})")))?;
    if text.trim().is_empty() {
        return Err(bad("a PDF file without text (a scan?): recognise its text first, for instance with ocrmypdf"));
    }
    Ok(text)
}
