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
