//! The Python module `newsgraph._newsgraph`: the classes that the package shows as its own. What they do is the library's; here it is handed over to
//! Python: errors as exceptions in words of Python, work without the interpreter's lock and open to Ctrl-C, tables as Arrow.

mod articles;
mod engine;
mod errors;
mod figure;
mod graph;
mod options;
mod records;
mod sequence;
mod svg;
mod table;
mod tables;
mod work;

use pyo3::prelude::*;

#[pymodule]
mod _newsgraph {
    #[pymodule_export]
    use super::articles::{Articles, read};
    #[pymodule_export]
    use super::graph::{Graph, load};
    #[pymodule_export]
    use super::records::{Records, load_records};
    #[pymodule_export]
    use super::svg::Svg;
    #[pymodule_export]
    use super::table::Table;
    #[pymodule_export]
    use super::tables::{edge_types, exports, inputs, queries};

    use super::*;

    #[pymodule_init]
    fn init(module: &Bound<'_, PyModule>) -> PyResult<()> {
        module.add("__version__", env!("CARGO_PKG_VERSION"))
    }
}
