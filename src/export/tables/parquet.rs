//! The tables as Parquet files with typed columns: dates, booleans, numbers, lists. Compressed with Snappy, which every reader knows.

use crate::error::Result;
use crate::export::{Files, Options};
use crate::types::Graph;

/// `articles.parquet`, `actors.parquet`, `edges.parquet`, `evidence.parquet`, `against.parquet`, `statements.parquet`.
#[cfg(feature = "parquet")]
pub fn write(graph: &Graph, _options: &Options) -> Result<Files> {
    super::tables(graph).iter().map(|table| Ok((format!("{}.parquet", table.name), built::file(table)?))).collect()
}

/// Refuses.
#[cfg(not(feature = "parquet"))]
pub fn write(_graph: &Graph, _options: &Options) -> Result<Files> {
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
    use crate::error::{Error, Result};

    /// A table as the bytes of a file. What Arrow's schema says of it stands in the file's metadata too, for readers that know nothing of Arrow.
    pub fn file(table: &Table) -> Result<Vec<u8>> {
        let batch = arrow::batch(table)?;
        let mut metadata: Vec<KeyValue> = batch.schema().metadata().iter().map(|(key, value)| KeyValue::new(key.clone(), value.clone())).collect();
        metadata.sort_by(|a, b| a.key.cmp(&b.key));
        let properties = WriterProperties::builder().set_compression(Compression::SNAPPY).set_key_value_metadata(Some(metadata)).build();
        let write = || {
            let mut bytes = Vec::new();
            let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), Some(properties))?;
            writer.write(&batch)?;
            writer.close()?;
            Ok(bytes)
        };
        write().map_err(|e: ParquetError| Error::Export(format!("{}.parquet: {e}", table.name)))
    }
}
