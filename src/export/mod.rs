//! The graph to files.
