//! Records to one graph: the same actor across articles, the same claim with all its evidence.
