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
    let text = work.spawn(move || document::text(&bytes)).map_err(|e| Error::io(&source.path, e))?.join();
    let bad = |what: &str| Error::input(&source.path, what);
    let text = text.map_err(|_| bad("a damaged PDF file"))?.map_err(|e| bad(&format!("a damaged PDF file ({e})")))?;
    if text.trim().is_empty() {
        return Err(bad("a PDF file without text (a scan?): recognise its text first, for instance with ocrmypdf"));
    }
    Ok(text)
}

/// The text of a document whose parts have been looked at first: the library walks them on its stack, follows whatever leads in a circle and unpacks
/// whatever it is given.
#[cfg(feature = "documents")]
mod document {
    use std::borrow::Cow;
    use std::collections::HashMap;
    use std::io::Read;

    use flate2::read::ZlibDecoder;
    use pdf_extract::content::Content;
    use pdf_extract::{Dictionary, Document, LoadOptions, Object, ObjectId, PlainTextOutput, Stream, output_doc};

    /// Before what may be packed.
    const WORD: &[u8] = b"stream";
    /// No stream may unpack to more bytes, ...
    const STREAM: u64 = 128 << 20;
    /// ... nor a document to so many for each of its own.
    const FOLD: u64 = 400;
    /// Drawing instructions in so many bytes, those of forms each time that they are drawn, are read of a document, ...
    const CONTENT: usize = 128 << 20;
    /// ... and of one page or form, which is kept in memory as a whole.
    const PIECE: usize = 16 << 20;
    /// Forms lie in forms, and pages in sections, but not deeper than this.
    const DEEPEST: usize = 64;

    pub fn text(bytes: &[u8]) -> Result<String, String> {
        let (mut left, mut rest) = (STREAM.max(bytes.len() as u64 * FOLD), bytes);
        // Some streams are unpacked while the document is loaded: whatever stands behind the word.
        while let Some(at) = rest.windows(WORD.len()).position(|word| word == WORD) {
            rest = &rest[at + WORD.len()..];
            left -= unpacked_size(rest.trim_ascii_start(), left).ok_or("it unpacks to more than anybody reads")?;
        }
        let options = LoadOptions { filter: Some(without_pictures), ..LoadOptions::default() };
        let mut document = Document::load_mem_with_options(bytes, options).map_err(|e| e.to_string())?;
        if document.is_encrypted() {
            document.decrypt("").map_err(|e| e.to_string())?;
        }
        Walk { document: &document, forms: HashMap::new() }.pages()?;
        let mut text = String::new();
        output_doc(&document, &mut PlainTextOutput::new(&mut text)).map_err(|e| e.to_string())?;
        Ok(text)
    }

    /// How many bytes come out of data that may be packed, and packed again; nothing if they are too many.
    fn unpacked_size(data: &[u8], left: u64) -> Option<u64> {
        const DEEPEST_PACKED: usize = 4;
        let most = left.min(STREAM);
        let (mut size, mut data) = (0, Cow::Borrowed(data));
        for _ in 0..DEEPEST_PACKED {
            if data.len() < 2 || data[0] & 15 != 8 || !u16::from_be_bytes([data[0], data[1]]).is_multiple_of(31) {
                break;
            }
            let mut unpacked = Vec::new();
            // What is damaged ends there.
            let _ = ZlibDecoder::new(&*data).take(most + 1).read_to_end(&mut unpacked);
            size += unpacked.len() as u64;
            if size > most {
                return None;
            }
            data = Cow::Owned(unpacked);
        }
        Some(size)
    }

    /// Empties what is not read for its text: pictures, which are drawn as forms are, and large streams that are packed as nothing of today is.
    fn without_pictures(id: ObjectId, object: &mut Object) -> Option<(ObjectId, Object)> {
        const ODD: usize = 256 << 10;
        if let Object::Stream(stream) = object {
            let is_picture = stream.dict.get(b"Subtype").and_then(Object::as_name).is_ok_and(|kind| kind == b"Image");
            let is_plain = stream.filters().map_or(!stream.dict.has(b"Filter"), |filters| filters == [b"FlateDecode".as_slice()]);
            if is_picture || !is_plain && stream.content.len() > ODD || unpacked_size(&stream.content, STREAM).is_none() {
                *stream = Stream::new(Dictionary::new(), b" ".to_vec());
            }
        }
        Some((id, object.clone()))
    }

    /// Goes the way that the library will go, but to each form once.
    struct Walk<'a> {
        document: &'a Document,
        /// Bytes of drawing in a form and all that it draws; whose resources it has is part of what it draws.
        forms: HashMap<(*const Stream, Option<*const Dictionary>), usize>,
    }

    impl<'a> Walk<'a> {
        fn pages(&mut self) -> Result<(), String> {
            let mut drawing = 0_usize;
            for page in self.document.get_pages().into_values() {
                let (mut section, mut resources) = (self.document.get_dictionary(page).ok(), None);
                for depth in 0.. {
                    let Some(dictionary) = section else { break };
                    if depth > DEEPEST {
                        return Err("its pages lie in sections without end".into());
                    }
                    resources = resources.or_else(|| self.dictionary(dictionary, b"Resources"));
                    section = dictionary.get(b"Parent").and_then(Object::as_reference).and_then(|id| self.document.get_dictionary(id)).ok();
                }
                let mut content = Vec::new();
                for part in self.document.get_page_contents(page) {
                    if let Ok(stream) = self.document.get_object(part).and_then(Object::as_stream) {
                        content.extend(unpacked(stream));
                        bounded(content.len(), PIECE)?;
                    }
                }
                drawing = bounded(drawing.saturating_add(self.drawing(&content, resources, 0)?), CONTENT)?;
            }
            Ok(())
        }

        fn drawing(&mut self, content: &[u8], resources: Option<&'a Dictionary>, depth: usize) -> Result<usize, String> {
            if depth > DEEPEST {
                return Err("its forms lie in each other without end".into());
            }
            let mut drawing = bounded(content.len(), PIECE)?;
            let Some(forms) = resources.and_then(|resources| self.dictionary(resources, b"XObject")) else { return Ok(drawing) };
            let operations = Content::decode(content).map_err(|e| e.to_string())?.operations.into_iter();
            let drawn: Vec<Object> = operations.filter(|step| step.operator == "Do").filter_map(|step| step.operands.into_iter().next()).collect();
            for name in drawn.iter().filter_map(|name| name.as_name().ok()) {
                let form = forms.get(name).and_then(|form| self.document.dereference(form)).and_then(|(_, form)| form.as_stream());
                let Ok(form) = form else { continue };
                let resources = self.dictionary(&form.dict, b"Resources").or(resources);
                let key = (std::ptr::from_ref(form), resources.map(std::ptr::from_ref));
                let inside = match self.forms.get(&key) {
                    Some(&known) => known,
                    None => self.drawing(&unpacked(form), resources, depth + 1)?,
                };
                self.forms.insert(key, inside);
                drawing = bounded(drawing.saturating_add(inside), CONTENT)?;
            }
            Ok(drawing)
        }

        fn dictionary(&self, of: &'a Dictionary, name: &[u8]) -> Option<&'a Dictionary> {
            of.get(name).and_then(|object| self.document.dereference(object)).ok()?.1.as_dict().ok()
        }
    }

    fn bounded(length: usize, most: usize) -> Result<usize, String> {
        if length <= most { Ok(length) } else { Err("more drawing in it than anybody reads".into()) }
    }

    fn unpacked(stream: &Stream) -> Vec<u8> {
        stream.decompressed_content().unwrap_or_else(|_| stream.content.clone())
    }
}
