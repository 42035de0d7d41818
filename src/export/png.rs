//! `graph.png`: the picture as pixels, for slides and chats. The letters are those of the font in `data/font/`, the same on every machine; signs that
//! it does not have (it has Latin, Greek and Cyrillic letters) are left out.

use super::Options;
use super::output::{Out, Written};
use crate::types::Graph;

/// The picture of a graph as PNG; an error in a newsgraph that was built without the feature `png`.
#[cfg(feature = "png")]
pub fn write(graph: &Graph, options: &Options, out: Out<'_>) -> Written {
    Ok(out.write_all(&drawn::png(&super::svg::picture(graph, options)?)?)?)
}

/// What a newsgraph says that was built without the feature `png`.
#[cfg(not(feature = "png"))]
pub fn write(_: &Graph, _: &Options, _: Out<'_>) -> Written {
    Err(crate::Error::missing("PNG pictures", "png").into())
}

#[cfg(feature = "png")]
mod drawn {
    use resvg::tiny_skia::{Pixmap, Transform};
    use resvg::usvg::{Options, Tree};

    use crate::error::{Error, Result};

    const FONTS: [&[u8]; 2] = [
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/font/NewsgraphSans-Regular.ttf")),
        include_bytes!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/font/NewsgraphSans-Bold.ttf")),
    ];
    const FAMILY: &str = "Newsgraph Sans";
    /// Pixels for each unit of the picture, so that small letters are sharp.
    const SHARP: f32 = 2.0;
    /// No picture has more pixels.
    const MOST_PIXELS: f32 = 60e6;

    /// An SVG picture as PNG.
    pub fn png(svg: &str) -> Result<Vec<u8>> {
        let failed = |what: &dyn std::fmt::Display| Error::Export(format!("graph.png: the picture could not be drawn: {what}"));
        let mut options = Options { font_family: FAMILY.to_owned(), ..Options::default() };
        let fonts = options.fontdb_mut();
        FONTS.iter().for_each(|font| fonts.load_font_data(font.to_vec()));
        // Families that a picture names and that are not there fall back to one of these.
        fonts.set_sans_serif_family(FAMILY);
        fonts.set_serif_family(FAMILY);
        let tree = Tree::from_str(svg, &options).map_err(|e| failed(&e))?;
        let size = tree.size();
        let scale = SHARP.min((MOST_PIXELS / (size.width() * size.height())).sqrt());
        let pixels = |length: f32| (length * scale).ceil() as u32;
        let mut picture = Pixmap::new(pixels(size.width()), pixels(size.height())).ok_or_else(|| failed(&"it has no size"))?;
        resvg::render(&tree, Transform::from_scale(scale, scale), &mut picture.as_mut());
        picture.encode_png().map_err(|e| failed(&e))
    }
}
