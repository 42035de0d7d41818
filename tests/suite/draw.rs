//! `newsgraph draw`: the part of a graph that a figure shows.

use crate::support::{folder_with_graph, run};

/// The figure that these options give, drawn by newsgraph itself.
fn figure(options: &[&str]) -> (i32, String, String) {
    let folder = folder_with_graph();
    let (status, _, errors) = run(folder.path(), &[&["draw", "out/graph.json", "--layout", "native"], options].concat());
    (status, std::fs::read_to_string(folder.path().join("figure.svg")).unwrap_or_default(), errors)
}

#[test]
fn a_focus_shows_what_is_around_an_actor_and_a_deeper_one_more() {
    let (_, near, _) = figure(&["--focus", "Ana Vidal"]);
    assert!(near.is_empty(), "she has no ties");
    let (_, near, _) = figure(&["--focus", "Omar Diallo", "--without", "affiliations"]);
    assert!(near.contains("Jane Roe") && !near.contains("Foreign Office"), "{near}");
    let (_, far, _) = figure(&["--focus", "Omar Diallo", "--depth", "3"]);
    assert!(far.contains("Jane Roe") && far.contains("Foreign Office"), "{far}");
}

#[test]
fn types_times_and_articles_leave_the_rest_out() {
    let (_, svg, _) = figure(&["--type", "warning,treaty"]);
    assert!(svg.contains("warning") && svg.contains("treaty") && !svg.contains("meeting"));
    let (_, svg, _) = figure(&["--since", "2024-04"]);
    assert!(svg.contains("warning") && !svg.contains("meeting"));
    let (_, svg, _) = figure(&["--until", "2024-03-04", "--without", "statements"]);
    assert!(svg.contains("meeting") && !svg.contains("warning") && !svg.contains("says"));
    let (_, svg, _) = figure(&["--min-articles", "2"]);
    assert!(svg.contains("meeting") && !svg.contains("treaty"));
}

#[test]
fn what_cannot_be_drawn_is_said() {
    let (status, svg, errors) = figure(&["--type", "warnin"]);
    assert_eq!((status, svg.as_str()), (2, ""));
    assert!(errors.contains("warning"), "{errors}");
    let (status, _, errors) = figure(&["--focus", "Jane Rowe"]);
    assert!(status == 2 && errors.contains("Jane Roe"), "{errors}");
    let (status, svg, errors) = figure(&["--since", "2030"]);
    assert_eq!((status, svg.as_str()), (1, ""));
    assert!(errors.contains("Nothing"), "{errors}");
}

#[test]
fn a_dark_figure_has_a_dark_ground_and_speaks_to_screen_readers() {
    let (_, light, _) = figure(&[]);
    let (_, dark, _) = figure(&["--dark"]);
    assert!(light.contains("fill=\"#FFFFFF\"") && !dark.contains("fill=\"#FFFFFF\"") && !dark.contains("\"#111"));
    for svg in [light, dark] {
        assert!(svg.contains("role=\"img\"") && svg.contains("<title>") && svg.contains("<desc>") && svg.contains("<text"));
    }
}

#[test]
fn important_actors_are_larger_and_the_source_stands_below() {
    let (_, svg, _) = figure(&[]);
    let size = |name: &str| -> f64 {
        let (before, _) = svg.split_once(&format!(">{name}</text>")).unwrap_or_else(|| panic!("{name}: {svg}"));
        before.rsplit_once("font-size=\"").unwrap().1.split('"').next().unwrap().parse().unwrap()
    };
    assert!(size("Senegal") > size("the Foreign Office"), "{} {}", size("Senegal"), size("the Foreign Office"));
    let source = svg.rsplit_once("Source: ").unwrap().1;
    assert!(source.contains("articles") && source.contains("2024-") && source.contains(concat!("newsgraph ", env!("CARGO_PKG_VERSION"))), "{source}");
}

#[test]
fn what_a_figure_was_chosen_by_stands_in_its_heading() {
    let (_, svg, _) = figure(&["--type", "warning,treaty", "--since", "2024-01", "--without", "statements"]);
    assert!(svg.contains("Only warning, treaty; without statements; since 2024-01; "), "{svg}");
    let (_, svg, _) = figure(&["--focus", "Omar Diallo", "--depth", "2"]);
    assert!(svg.contains("Around Omar Diallo up to 2 steps; "), "{svg}");
}

#[test]
#[cfg(unix)]
fn without_graphviz_the_picture_is_newsgraphs_own_and_asking_for_dot_is_answered() {
    let folder = folder_with_graph();
    let draw = |layout: &str| {
        let args = ["draw", "out/graph.json", "-o", "figure.svg", "--layout", layout];
        let out = crate::support::newsgraph(folder.path()).args(args).env("PATH", folder.path()).output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned(), std::fs::read(folder.path().join("figure.svg")).unwrap_or_default())
    };
    let (status, errors, _) = draw("dot");
    assert!(status == Some(2) && errors.contains("--layout native"), "{errors}");
    let (own, auto) = (draw("native"), draw("auto"));
    assert!(own.0 == Some(0) && own == auto, "{}", auto.1);
}

#[test]
#[cfg(feature = "png")]
fn a_png_has_the_letters_of_the_bundled_font() {
    let folder = folder_with_graph();
    let png = |title: &str| {
        let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "figure.png", "--layout", "native", "--title", title]);
        assert_eq!(status, 0, "{errors}");
        std::fs::read(folder.path().join("figure.png")).unwrap()
    };
    let plain = png("Ministers and their words");
    assert!(plain.starts_with(b"\x89PNG\r\n\x1a\n"));
    // Letters are drawn: one other letter is another picture.
    assert_eq!(plain, png("Ministers and their words"));
    assert_ne!(plain, png("Ministers and their wards"));
}

#[test]
#[cfg(not(feature = "png"))]
fn without_its_feature_a_png_is_refused_with_the_way_to_get_it() {
    let folder = folder_with_graph();
    let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "figure.png"]);
    assert!(status == 2 && errors.contains("--features png"), "{errors}");
    assert!(!folder.path().join("figure.png").exists());
}
