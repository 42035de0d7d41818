#!/usr/bin/env python3
"""Makes data/font/ from Liberation Sans 2.1.5 (SIL Open Font License 1.1; Debian's package fonts-liberation2).

Usage: make_font.py FOLDER-OF-LiberationSans-*.ttf     (needs fonttools)

The letters of Latin, Greek and Cyrillic script with punctuation and signs are kept, hinting is left out. The licence reserves the name of the
original for the original, so the parts have a name of their own.
"""
import pathlib
import sys

from fontTools import subset
from fontTools.ttLib import TTFont

FAMILY = "Newsgraph Sans"
KEPT = [(0x20, 0x7E), (0xA0, 0x24F), (0x259, 0x259), (0x2BB, 0x2BC), (0x2C6, 0x2DD), (0x300, 0x328), (0x370, 0x3FF), (0x400, 0x52F),
        (0x1E00, 0x1EFF), (0x2010, 0x2027), (0x2030, 0x203A), (0x20A0, 0x20BF), (0x2116, 0x2122), (0x2190, 0x2195), (0x2212, 0x2212), (0x2260, 0x2265)]


def main(folder: pathlib.Path) -> None:
    out = pathlib.Path(__file__).resolve().parent.parent / "data" / "font"
    for style in ("Regular", "Bold"):
        font = TTFont(folder / f"LiberationSans-{style}.ttf", recalcTimestamp=False)
        options = subset.Options(hinting=False, layout_features=["kern", "mark", "mkmk", "ccmp"], name_IDs=[0, 1, 2, 3, 4, 5, 6, 13, 14], notdef_outline=True)
        cutter = subset.Subsetter(options)
        cutter.populate(unicodes=[code for first, last in KEPT for code in range(first, last + 1)])
        cutter.subset(font)
        names = {1: FAMILY, 3: f"{FAMILY} {style}, from Liberation Sans 2.1.5", 4: f"{FAMILY} {style}", 6: f"NewsgraphSans-{style}"}
        for record in font["name"].names:
            if record.nameID in names:
                record.string = names[record.nameID]
        font.save(out / f"NewsgraphSans-{style}.ttf")


if __name__ == "__main__":
    main(pathlib.Path(sys.argv[1]))
