//! Parquet files, as data frames are kept in: one article a row, the columns found by their names.

use super::{Articles, Context, Source, once};
#[cfg(not(feature = "parquet"))]
use crate::error::Error;

/// What is missing in this build.
pub const LACKS: Option<&str> = if cfg!(feature = "parquet") { None } else { Some("parquet") };

/// Whether this is the head of a Parquet file.
pub fn looks_like(head: &[u8]) -> bool {
    head.starts_with(b"PAR1")
}

/// The articles of a Parquet file.
#[cfg(not(feature = "parquet"))]
pub fn read(source: Source, _: &Context) -> Articles {
    let how = "a Parquet file: save it as CSV or JSON Lines, or use a newsgraph built with the feature `parquet`";
    once(Err(Error::input(source.path, how)))
}

/// The articles of a Parquet file.
#[cfg(feature = "parquet")]
pub fn read(source: Source, context: &Context) -> Articles {
    rows::open(source, context).unwrap_or_else(|error| once(Err(error)))
}

#[cfg(feature = "parquet")]
mod rows {
    use std::fs::File;

    use parquet::file::reader::{FileReader, SerializedFileReader};
    use parquet::record::Row;
    use serde_json::Value;

    use super::{Articles, Context, Source};
    use crate::error::{Error, Result};
    use crate::read::rows::{self, Origin};
    use crate::read::zip;
    use crate::types::Article;

    pub fn open(mut source: Source, context: &Context) -> Result<Articles> {
        let origin = Origin::of(&source);
        let file = match &context.file {
            Some(path) => File::open(path).map_err(|e| Error::io(&source.path, e))?,
            // The table of contents stands at a file's end.
            None => zip::keep(&mut source)?,
        };
        let bad = |what: String| Error::input(&source.path, what);
        let reader = SerializedFileReader::new(file).map_err(|e| bad(format!("a damaged Parquet file ({e})")))?;
        let schema = reader.metadata().file_metadata().schema();
        let columns: Vec<String> = schema.get_fields().iter().map(|field| field.name().to_owned()).collect();
        if !rows::holds_articles(columns.iter().map(String::as_str), &context.settings.names) {
            return Err(bad(format!("no column with a text: the columns are {}; name it, `--map text=COLUMN`", columns.join(", "))));
        }
        let rows = parquet::record::reader::RowIter::from_file_into(Box::new(reader));
        // Behind a damaged row nothing can be told apart.
        let rows = rows.scan(false, |damaged, row| (!std::mem::replace(damaged, row.is_err())).then_some(row));
        let context = context.clone();
        Ok(Box::new((1..).zip(rows).map(move |(number, row)| article(row, number, &origin, &context))))
    }

    fn article(row: parquet::errors::Result<Row>, number: usize, origin: &Origin, context: &Context) -> Result<Article> {
        let place = format!("{}:{number}", origin.path);
        match row.map(|row| row.to_json_value()) {
            Ok(Value::Object(row)) => rows::article(&row, &context.settings.names, origin, number, &place),
            Ok(_) => Err(Error::input(place, "no row of a table")),
            Err(error) => Err(Error::input(place, format!("damaged Parquet data ({error})"))),
        }
    }
}
