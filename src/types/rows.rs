//! Rows on disk, for what is too large for memory: written in any order, read back by number.
//!
//! The files have no names, so that nothing of them is left whatever ends the run.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Error, Result, Seek, Write};
use std::marker::PhantomData;
use std::path::Path;
use std::vec::IntoIter;

use serde::Serialize;
use serde::de::DeserializeOwned;

/// Items are spread over so many files by their numbers, of which one is held in memory at a time.
const FILES: usize = 64;

/// Rows in order: the row of number n is in file n modulo the number of files.
pub struct Rows<T> {
    files: Vec<File>,
    len: usize,
    of: PhantomData<fn() -> T>,
}

impl<T: DeserializeOwned> Rows<T> {
    /// How many there are.
    pub fn count(&self) -> usize {
        self.len
    }

    /// Hands on every row with its number; not to be called anew by `sink`, for a file has one place to read on from.
    ///
    /// # Errors
    /// Those of `sink` and of the disk.
    pub fn each(&self, sink: &mut dyn FnMut(usize, T) -> Result<()>) -> Result<()> {
        let mut files = Vec::new();
        for mut file in &self.files {
            file.rewind()?;
            files.push(BufReader::new(file));
        }
        let mut line = String::new();
        for number in 0..self.len {
            line.clear();
            files[number % self.files.len()].read_line(&mut line)?;
            sink(number, serde_json::from_str(&line)?)?;
        }
        Ok(())
    }
}

/// Writes [`Rows`] one after the other.
pub struct RowsWriter<T> {
    file: BufWriter<File>,
    len: usize,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize> RowsWriter<T> {
    /// Rows on the disk of this folder.
    ///
    /// # Errors
    /// If nothing can be written there.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        Ok(Self { file: BufWriter::new(tempfile::tempfile_in(folder)?), len: 0, of: PhantomData })
    }

    /// Writes the next row.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn push(&mut self, row: &T) -> Result<()> {
        self.len += 1;
        write_line(&mut self.file, row)
    }

    /// The rows, to be read.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn finish(self) -> Result<Rows<T>> {
        Ok(Rows { files: vec![self.file.into_inner().map_err(std::io::IntoInnerError::into_error)?], len: self.len, of: PhantomData })
    }
}

/// Items that belong together by number, written in the order in which they are found.
pub struct Spool<T> {
    files: Vec<BufWriter<File>>,
    of: PhantomData<fn() -> T>,
}

impl<T: Serialize + DeserializeOwned> Spool<T> {
    /// A spool on the disk of this folder.
    ///
    /// # Errors
    /// If nothing can be written there.
    pub fn in_folder(folder: &Path) -> Result<Self> {
        let files = (0..FILES).map(|_| Ok(BufWriter::new(tempfile::tempfile_in(folder)?))).collect::<Result<_>>()?;
        Ok(Self { files, of: PhantomData })
    }

    /// Adds an item to those of a number.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn push(&mut self, number: usize, item: &T) -> Result<()> {
        let file = &mut self.files[number % FILES];
        write!(file, "{} ", number / FILES)?;
        write_line(file, item)
    }

    /// Makes one row of all items of a number, the first and the others, in the order in which they were added. Every number below `len` must have some.
    ///
    /// # Errors
    /// Those of the disk.
    pub fn join<R: Serialize>(self, folder: &Path, len: usize, mut join: impl FnMut(usize, T, IntoIter<T>) -> R) -> Result<Rows<R>> {
        let mut rows = Vec::new();
        for (at, file) in self.files.into_iter().enumerate() {
            let mut file = file.into_inner().map_err(std::io::IntoInnerError::into_error)?;
            file.rewind()?;
            let mut groups: Vec<Vec<T>> = Vec::new();
            groups.resize_with(len.saturating_sub(at).div_ceil(FILES), Vec::new);
            for line in BufReader::new(file).lines() {
                let line = line?;
                let (number, item) = line.split_once(' ').ok_or_else(|| Error::other("a row of a temporary file has no number"))?;
                let number: usize = number.parse().map_err(Error::other)?;
                groups[number].push(serde_json::from_str(item)?);
            }
            let mut joined = BufWriter::new(tempfile::tempfile_in(folder)?);
            for (i, group) in groups.into_iter().enumerate() {
                let mut group = group.into_iter();
                let first = group.next().ok_or_else(|| Error::other("a row of a temporary file is missing"))?;
                write_line(&mut joined, &join(i * FILES + at, first, group))?;
            }
            rows.push(joined.into_inner().map_err(std::io::IntoInnerError::into_error)?);
        }
        Ok(Rows { files: rows, len, of: PhantomData })
    }
}

/// JSON has no line ends of its own.
fn write_line(file: &mut impl Write, row: &impl Serialize) -> Result<()> {
    serde_json::to_writer(&mut *file, row)?;
    file.write_all(b"\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_come_back_in_order_of_number_whatever_the_order_of_their_items() {
        let folder = tempfile::tempdir().unwrap();
        let mut spool = Spool::in_folder(folder.path()).unwrap();
        for (number, item) in [(70, "a\nb"), (3, "x"), (70, "c")].into_iter().chain((0..150).map(|number| (number, "."))) {
            spool.push(number, &item.to_owned()).unwrap();
        }
        let rows = spool.join(folder.path(), 150, |number, first: String, others| format!("{number} {first}{}", others.collect::<String>())).unwrap();
        for _again in 0..2 {
            let mut read = Vec::new();
            rows.each(&mut |number, row: String| {
                assert_eq!(number, read.len());
                read.push(row);
                Ok(())
            })
            .unwrap();
            assert_eq!((read.len(), read[70].as_str(), read[3].as_str(), read[149].as_str()), (150, "70 a\nbc.", "3 x.", "149 ."));
        }
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0, "no file of them has a name");
    }
}
