//! Texts and records as a store keeps them: packed with zlib, always to the same bytes.

use std::io::{Read, Write};

use flate2::Compression;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::types::Record;

/// Packs bytes.
pub fn pack(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), Compression::default());
    // Writing to memory does not fail.
    let _ = encoder.write_all(bytes);
    encoder.finish().unwrap_or_default()
}

/// Unpacks what [`pack`] gave.
///
/// # Errors
/// What is wrong with the bytes, in words.
pub fn unpack(packed: &[u8]) -> Result<Vec<u8>, String> {
    let mut bytes = Vec::new();
    ZlibDecoder::new(packed).read_to_end(&mut bytes).map_err(|e| e.to_string())?;
    Ok(bytes)
}

/// The record that was packed.
///
/// # Errors
/// As [`unpack`].
pub fn record(packed: &[u8]) -> Result<Record, String> {
    serde_json::from_slice(&unpack(packed)?).map_err(|e| e.to_string())
}
