//! What cleaning kept and left out, line by line.

use std::io::Write;

use anyhow::Result;

use super::paint::{BAD, DIM, FILE, GOOD, hanging, short};
use super::{View, heading};
use crate::clean::Dropped;
use crate::types::BlockKind;

pub fn print(view: &View<'_>, out: &mut impl Write) -> Result<()> {
    let (clean, dropped) = (&view.found.clean, &view.found.dropped);
    heading(out, "clean", &format!("{} blocks kept, {} lines or parts of lines left out", clean.blocks.len(), dropped.len()))?;
    let mut rest = dropped.iter().peekable();
    for (number, block) in clean.blocks.iter().enumerate() {
        while let Some(line) = rest.next_if(|line| line.before <= number) {
            left_out(line, view.width, out)?;
        }
        let label = format!("  {GOOD}+ {:<10}{GOOD:#} ", kind_name(block.kind));
        hanging(out, &label, 15, block.span.of(&clean.text), anstyle::Style::new(), view.width)?;
    }
    rest.try_for_each(|line| left_out(line, view.width, out))
}

fn left_out(line: &Dropped, width: usize, out: &mut impl Write) -> Result<()> {
    let text = short(&line.text, width.saturating_sub(20));
    writeln!(out, "  {BAD}–{BAD:#} {DIM}{:<10} {text}{DIM:#}", "left out")?;
    write!(out, "               {DIM}why:{DIM:#} {}", line.why)?;
    if let Some((words, origin)) = &line.words {
        write!(out, " {DIM}by{DIM:#} “{words}” {FILE}{origin}{FILE:#}")?;
    }
    Ok(writeln!(out)?)
}

fn kind_name(kind: BlockKind) -> &'static str {
    match kind {
        BlockKind::Headline => "headline",
        BlockKind::Heading => "heading",
        BlockKind::Paragraph => "paragraph",
        BlockKind::Caption => "caption",
    }
}
