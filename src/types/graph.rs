//! The graph that records are assembled into. (Filled by `assemble`; its file form is in DESIGN.md, "The graph file".)
