//! The tables as Arrow record batches, for Parquet and for whatever else takes Arrow's columns (data frames, the Python package).

use std::collections::HashMap;
use std::sync::Arc;

use arrow_array::builder::{BooleanBuilder, Date32Builder, Float64Builder, Int64Builder, ListBuilder, StringBuilder};
use arrow_array::{ArrayRef, RecordBatch};
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::{Date, date};

use super::{Kind, TABLES_SCHEMA, Table, Value, tables};
use crate::error::{Error, Result};
use crate::types::Graph;

/// All tables of a graph by name, each as one batch: articles, actors, edges, evidence, against, statements.
///
/// # Errors
/// What Arrow does not take: a text of more than 2 GiB in one column.
pub fn batches(graph: &Graph) -> Result<Vec<(&'static str, RecordBatch)>> {
    tables(graph).iter().map(|table| Ok((table.name, batch(table)?))).collect()
}

/// One table as a batch, typed as [`schema`] says.
///
/// # Errors
/// As [`batches`].
pub fn batch(table: &Table) -> Result<RecordBatch> {
    let columns = table.columns.iter().enumerate().map(|(i, column)| array(column.kind, table.rows.iter().map(move |row| &row[i]))).collect();
    RecordBatch::try_new(Arc::new(schema(table)), columns).map_err(|e| Error::Export(format!("{}: {e}", table.name)))
}

/// The Arrow schema of a table. A date that is no whole ISO day is null; so is all that is not known, but a list, which is empty then.
/// Its metadata say by which version of the tables it is made (`newsgraph.schema`), by what (`newsgraph.generator`), and the table's name (`newsgraph.table`).
pub fn schema(table: &Table) -> Schema {
    let field = |column: &super::Column| Field::new(column.name, data_type(column.kind), column.kind != Kind::List);
    let metadata = [
        ("newsgraph.schema", TABLES_SCHEMA),
        ("newsgraph.generator", concat!("newsgraph ", env!("CARGO_PKG_VERSION"))),
        ("newsgraph.table", table.name),
    ];
    let metadata: HashMap<String, String> = metadata.into_iter().map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Schema::new_with_metadata(table.columns.iter().map(field).collect::<Vec<_>>(), metadata)
}

fn data_type(kind: Kind) -> DataType {
    match kind {
        Kind::Text => DataType::Utf8,
        Kind::Int => DataType::Int64,
        Kind::Float => DataType::Float64,
        Kind::Bool => DataType::Boolean,
        Kind::Date => DataType::Date32,
        Kind::List => DataType::List(Arc::new(item())),
    }
}

fn item() -> Field {
    Field::new("item", DataType::Utf8, false)
}

/// A column. The cells are of the column's kind or null.
fn array<'a>(kind: Kind, cells: impl Iterator<Item = &'a Value>) -> ArrayRef {
    /// Appends every cell that the pattern fits, null for the others.
    macro_rules! column {
        ($builder:expr, $($pattern:pat => $value:expr),*) => {{
            let mut builder = $builder;
            cells.for_each(|cell| match cell {
                $($pattern => builder.append_option($value),)*
                _ => builder.append_null(),
            });
            Arc::new(builder.finish())
        }};
    }
    match kind {
        Kind::Text => column!(StringBuilder::new(), Value::Text(text) => Some(text)),
        Kind::Int => column!(Int64Builder::new(), Value::Int(number) => Some(*number)),
        Kind::Float => column!(Float64Builder::new(), Value::Float(number) => Some(*number)),
        Kind::Bool => column!(BooleanBuilder::new(), Value::Bool(yes) => Some(*yes)),
        Kind::Date => column!(Date32Builder::new(), Value::Date(day) => days(day)),
        Kind::List => {
            let mut builder = ListBuilder::new(StringBuilder::new()).with_field(item());
            for cell in cells {
                if let Value::List(list) = cell {
                    list.iter().for_each(|text| builder.values().append_value(text));
                }
                builder.append(true);
            }
            Arc::new(builder.finish())
        }
    }
}

/// Days from 1970-01-01 to an ISO date.
fn days(iso: &str) -> Option<i32> {
    let day: Date = iso.parse().ok()?;
    Some(date(1970, 1, 1).until(day).ok()?.get_days())
}

#[cfg(test)]
mod tests {
    use arrow_array::cast::AsArray;
    use arrow_array::types::Date32Type;
    use arrow_array::{Array, BooleanArray};

    use super::super::Column;
    use super::*;

    #[test]
    fn cells_keep_their_type_and_what_is_unknown_is_null() {
        let columns = [("day", Kind::Date), ("sure", Kind::Bool), ("names", Kind::List)].map(|(name, kind)| Column { name, kind });
        let list = |items: &[&str]| Value::List(items.iter().map(|item| (*item).to_owned()).collect());
        let rows = vec![
            vec![Value::Date("1970-01-02".into()), Value::Bool(true), list(&["a; b", "c"])],
            vec![Value::Date("1969-12-31".into()), Value::Null, list(&[])],
            vec![Value::Date("2024-02-30".into()), Value::Bool(false), Value::Null],
        ];
        let batch = batch(&Table { name: "actors", columns: columns.to_vec(), rows }).unwrap();
        let dates = batch.column(0).as_primitive::<Date32Type>();
        assert_eq!((dates.value(0), dates.value(1), dates.is_null(2)), (1, -1, true), "there is no 30 February");
        assert_eq!(batch.column(1).as_boolean(), &BooleanArray::from(vec![Some(true), None, Some(false)]));
        let names = batch.column(2).as_list::<i32>();
        assert_eq!((names.null_count(), names.value_length(0), names.value_length(1), names.value_length(2)), (0, 2, 0, 0));
        assert_eq!(names.value(0).as_string::<i32>().value(0), "a; b");
        assert_eq!(batch.schema().metadata()["newsgraph.schema"], TABLES_SCHEMA);
    }

    #[test]
    fn days_are_counted_from_the_first_of_1970() {
        assert_eq!(days("2024-06-19"), Some(19_893));
        assert_eq!(days("June"), None);
    }
}
