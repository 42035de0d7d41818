//! Documents with their actors to claims: statements first, then events (whose attribution they give), then the record.

pub mod events;
pub mod listed;
pub mod record;
pub mod statements;
pub mod time;
