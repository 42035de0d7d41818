//! The command line's entry: everything is in the library, so that it can be tested.

#![forbid(unsafe_code)]

use std::process::ExitCode;

fn main() -> ExitCode {
    newsgraph::cli::main()
}
