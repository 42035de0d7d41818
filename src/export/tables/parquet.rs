//! The tables as Parquet files with typed columns: dates, booleans, numbers, lists. Compressed with Snappy, which every reader knows.

use crate::error::Result;
use crate::export::Options;
use crate::export::output::Files;
use crate::types::Graph;

/// `articles.parquet`, `actors.parquet`, `edges.parquet`, `evidence.parquet`, `against.parquet`, `statements.parquet`.
#[cfg(feature = "parquet")]
pub fn write(graph: &Graph, _options: &Options, files: &mut Files<'_>) -> Result<()> {
    super::TABLES.iter().try_for_each(|(name, make)| files.file(&format!("{name}.parquet"), |out| built::table(&make(graph), out)))
}

/// Refuses.
#[cfg(not(feature = "parquet"))]
pub fn write(_graph: &Graph, _options: &Options, _files: &mut Files<'_>) -> Result<()> {
    Err(crate::Error::missing("Parquet files", "parquet"))
}

#[cfg(feature = "parquet")]
mod built {
    use parquet::arrow::ArrowWriter;
    use parquet::basic::Compression;
    use parquet::errors::ParquetError;
    use parquet::file::metadata::KeyValue;
    use parquet::file::properties::WriterProperties;

    use super::super::{Table, arrow};
    use crate::export::output::{Out, Written};

    /// Writes a table. What Arrow's schema says of it stands in the file's metadata too, for readers that know nothing of
    /// Arrow.
    pub fn table(table: &Table, out: Out<'_>) -> Written {
        let batch = arrow::batch(table)?;
        let mut metadata: Vec<KeyValue> = batch.schema().metadata().iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
        metadata.sort_by(|a, b| a.key.cmp(&b.key));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_key_value_metadata(Some(metadata)).build();
        let write = || {
            let mut writer = ArrowWriter::try_new(out, batch.schema(), Some(properties))?;
            writer.write(&batch)?;
            writer.close().map(drop)
        };
        Ok(write().map_err(|e: ParquetError| std::io::Error::other(e))?)
    }
}
