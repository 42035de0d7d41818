//! A table: Arrow for programs, rows for Python, a few lines of it for people.

use std::sync::OnceLock;

use arrow_array::ffi::FFI_ArrowSchema;
use arrow_array::ffi_stream::FFI_ArrowArrayStream;
use arrow_array::{RecordBatch, RecordBatchIterator};
use newsgraph::export::tables::{Column, Kind, Table as Columns, Value, arrow};
use newsgraph::query::{Answer, Holds, Query, holds};
use pyo3::exceptions::{PyKeyError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyCapsule, PyDict, PyList};

use crate::articles::place;
use crate::errors::{exception, in_python};
use crate::sequence::Items;

/// A table. It is Arrow: `pandas.DataFrame.from_arrow(table)`, `polars.DataFrame(table)`, `pyarrow.table(table)` and DuckDB (`SELECT ... FROM table`)
/// take its columns without copying them. It is also a sequence of rows, each a dict, and a notebook shows its first rows.
///
/// >>> import newsgraph
/// >>> actors = newsgraph.build([{"text": "Norway supplied Estonia with radars."}]).actors
/// >>> len(actors), actors.columns[:3]
/// (2, ['id', 'kind', 'name'])
/// >>> actors["name"]
/// ['Norway', 'Estonia']
/// >>> actors[0]["country"]
/// 'NOR'
#[pyclass(frozen, module = "newsgraph")]
pub struct Table {
    table: Columns,
    notes: Vec<String>,
    batch: OnceLock<RecordBatch>,
    shown: Option<Shown>,
}

/// What people are shown of an answer, as on the command line.
struct Shown {
    columns: Vec<&'static str>,
    rows: Vec<Vec<String>>,
}

/// Columns, rows, and how many rows there are.
type Preview = (Vec<&'static str>, Vec<Vec<String>>, usize);

impl Table {
    /// One of the graph's tables.
    pub fn new(table: Columns) -> Self {
        Self { table, notes: Vec::new(), batch: OnceLock::new(), shown: None }
    }

    /// What a question was answered with.
    pub fn answer(query: &'static Query, answer: Answer) -> Self {
        let name = query.name;
        // What a SELECT gives is told by what is in it alone.
        let kind_of = |name: &str| if query.database { kind_in(&answer, name) } else { kind(holds(name)) };
        let columns: Vec<Column> = answer.csv_columns.iter().map(|name| Column { name, kind: kind_of(name) }).collect();
        let row = |row: Vec<String>| columns.iter().zip(row).map(|(column, text)| value(column.kind, text)).collect();
        let cells = answer.items.iter().map(|item| item.cells.iter().map(|cell| cell.text.clone()).collect()).collect();
        let shown = Some(Shown { columns: answer.columns, rows: cells });
        let rows = answer.items.into_iter().flat_map(|item| item.csv).map(row).collect();
        Self { notes: answer.notes.iter().map(|note| in_python(note)).collect(), shown, ..Self::new(Columns { name, columns, rows }) }
    }

    fn batch(&self) -> PyResult<&RecordBatch> {
        if let Some(batch) = self.batch.get() {
            return Ok(batch);
        }
        let batch = arrow::batch(&self.table).map_err(exception)?;
        Ok(self.batch.get_or_init(|| batch))
    }
}

fn kind(holds: Holds) -> Kind {
    match holds {
        Holds::Int => Kind::Int,
        Holds::Float => Kind::Float,
        Holds::Bool => Kind::Bool,
        Holds::Date => Kind::Date,
        _ => Kind::Text,
    }
}

/// What all cells of a column hold that are not empty.
fn kind_in(answer: &Answer, column: &str) -> Kind {
    let known = || answer.items.iter().map(|item| &item.json[column]).filter(|value| !value.is_null());
    match () {
        () if known().next().is_none() => Kind::Text,
        () if known().all(serde_json::Value::is_i64) => Kind::Int,
        () if known().all(serde_json::Value::is_number) => Kind::Float,
        () => Kind::Text,
    }
}

fn value(kind: Kind, text: String) -> Value {
    let parsed = match kind {
        Kind::Int => text.parse().ok().map(Value::Int),
        Kind::Float => text.parse().ok().map(Value::Float),
        Kind::Bool => text.parse().ok().map(Value::Bool),
        Kind::Date => Some(Value::Date(text)),
        _ => (!text.is_empty()).then_some(Value::Text(text)),
    };
    parsed.unwrap_or(Value::Null)
}

/// A cell as Python has it: dates as `datetime.date`, what is unknown as `None`.
pub fn cell<'py>(py: Python<'py>, value: &Value) -> PyResult<Bound<'py, PyAny>> {
    Ok(match value {
        Value::Text(text) => text.into_pyobject(py)?.into_any(),
        Value::Int(number) => number.into_pyobject(py)?.into_any(),
        Value::Float(number) => number.into_pyobject(py)?.into_any(),
        Value::Bool(yes) => yes.into_pyobject(py)?.to_owned().into_any(),
        Value::Date(iso) => {
            py.import("datetime")?.getattr("date")?.call_method1("fromisoformat", (iso,)).unwrap_or_else(|_| py.None().into_bound(py))
        }
        Value::List(list) => list.into_pyobject(py)?.into_any(),
        _ => py.None().into_bound(py),
    })
}

#[pymethods]
impl Table {
    /// What it is a table of: "actors", "said".
    #[getter]
    fn name(&self) -> &'static str {
        self.table.name
    }

    /// The names of its columns.
    #[getter]
    fn columns(&self) -> Vec<&'static str> {
        self.table.columns.iter().map(|column| column.name).collect()
    }

    /// What to know or to try, where the table answers a question: the nearest names, for instance.
    #[getter]
    fn notes(&self) -> Vec<String> {
        self.notes.clone()
    }

    /// The first rows, as a table.
    ///
    /// >>> import newsgraph
    /// >>> newsgraph.build([{"text": "Norway supplied Estonia with radars."}]).actors.head(1)["name"]
    /// ['Norway']
    #[pyo3(signature = (n=5))]
    fn head(&self, n: usize) -> Self {
        let rows = self.table.rows.iter().take(n).cloned().collect();
        let table = Columns { name: self.table.name, columns: self.table.columns.clone(), rows };
        Self { notes: self.notes.clone(), ..Self::new(table) }
    }

    /// All rows, as dicts.
    fn to_pylist<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyList>> {
        let rows = (0..self.table.rows.len()).map(|i| self.row(py, i)).collect::<PyResult<Vec<_>>>()?;
        PyList::new(py, rows)
    }

    /// A pandas data frame.
    fn to_pandas<'py>(table: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        let frame = table.py().import("pandas")?.getattr("DataFrame")?;
        // Before pandas 3 there is no way to take Arrow but through pyarrow.
        if frame.hasattr("from_arrow")? { frame.call_method1("from_arrow", (table,)) } else { frame.call1((table.call_method0("to_pylist")?,)) }
    }

    /// A polars data frame.
    fn to_polars<'py>(table: &Bound<'py, Self>) -> PyResult<Bound<'py, PyAny>> {
        table.py().import("polars")?.getattr("DataFrame")?.call1((table,))
    }

    /// The Arrow PyCapsule interface. The schema that a consumer would like better is ignored, as the protocol allows.
    #[pyo3(signature = (requested_schema=None))]
    fn __arrow_c_stream__<'py>(&self, py: Python<'py>, requested_schema: Option<Bound<'py, PyAny>>) -> PyResult<Bound<'py, PyCapsule>> {
        let _ = requested_schema;
        let batch = self.batch()?;
        let reader = RecordBatchIterator::new([Ok(batch.clone())], batch.schema());
        PyCapsule::new_with_value(py, FFI_ArrowArrayStream::new(Box::new(reader)), c"arrow_array_stream")
    }

    /// The columns' types, by the Arrow PyCapsule interface.
    fn __arrow_c_schema__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyCapsule>> {
        let schema = FFI_ArrowSchema::try_from(arrow::schema(&self.table)).map_err(|e| PyValueError::new_err(e.to_string()))?;
        PyCapsule::new_with_value(py, schema, c"arrow_schema")
    }

    fn __len__(&self) -> usize {
        self.table.rows.len()
    }

    fn __getitem__<'py>(&self, py: Python<'py>, key: At) -> PyResult<Bound<'py, PyAny>> {
        match key {
            At::Row(index) => Ok(self.row(py, place(index, self.table.rows.len())?)?.into_any()),
            At::Column(name) => {
                let at = self.table.columns.iter().position(|column| column.name == name);
                let at = at.ok_or_else(|| PyKeyError::new_err(format!("no column “{name}”; there are: {}", self.columns().join(", "))))?;
                let cells = self.table.rows.iter().map(|row| cell(py, &row[at])).collect::<PyResult<Vec<_>>>()?;
                Ok(PyList::new(py, cells)?.into_any())
            }
        }
    }

    fn __iter__(table: Bound<'_, Self>) -> Items {
        Items::of(table.into_any())
    }

    /// What people are shown of an answer.
    fn _shown(&self, limit: usize) -> Option<Preview> {
        self.shown.as_ref().map(|shown| (shown.columns.clone(), shown.rows.iter().take(limit).cloned().collect(), shown.rows.len()))
    }

    fn __repr__(table: &Bound<'_, Self>) -> PyResult<String> {
        table.py().import("newsgraph._show")?.call_method1("text", (table,))?.extract()
    }

    fn _repr_html_(table: &Bound<'_, Self>) -> PyResult<String> {
        table.py().import("newsgraph._show")?.call_method1("html", (table,))?.extract()
    }
}

/// A row by its number or a column by its name.
#[derive(FromPyObject)]
enum At {
    Row(isize),
    Column(String),
}

impl Table {
    fn row<'py>(&self, py: Python<'py>, i: usize) -> PyResult<Bound<'py, PyDict>> {
        let row = PyDict::new(py);
        for (column, value) in self.table.columns.iter().zip(&self.table.rows[i]) {
            row.set_item(column.name, cell(py, value)?)?;
        }
        Ok(row)
    }
}
