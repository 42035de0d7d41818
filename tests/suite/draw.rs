//! `newsgraph draw`: the part of a graph that a figure shows.

use newsgraph::record::Modality;

use crate::support::{Story, folder_with_graph, json_lines, run};

/// The figure that these options give.
fn figure(options: &[&str]) -> (i32, String, String) {
    let folder = folder_with_graph();
    let (status, _, errors) = run(folder.path(), &[&["draw", "out/graph.json"], options].concat());
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
    assert!(svg.contains("meeting") && !svg.contains("warning") && !svg.contains("speaks about"));
    let (_, svg, _) = figure(&["--min-articles", "2"]);
    assert!(svg.contains("meeting") && !svg.contains("treaty"));
}

#[test]
fn the_folder_of_a_figure_is_made() {
    let folder = folder_with_graph();
    let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "figures/new/arms.svg"]);
    assert!(status == 0 && folder.path().join("figures/new/arms.svg").is_file(), "{errors}");
    let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "out/graph.json/arms.svg"]);
    assert!(status == 2 && errors.contains("cannot be written") && !errors.contains(".newsgraph-"), "{errors}");
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
    let source = svg.split_once("Source: ").unwrap().1;
    assert!(
        source.contains("3 articles (2 by The Harbour Post, 1 by Coast Weekly), 1 March 2024 to 10 April 2024")
            && source.contains(concat!("newsgraph ", env!("CARGO_PKG_VERSION"))),
        "{source}"
    );
}

#[test]
fn what_a_figure_was_chosen_by_stands_in_its_heading() {
    let (_, svg, _) = figure(&["--type", "warning,treaty", "--since", "2024-01", "--without", "statements"]);
    assert!(svg.contains("Only warning, treaty; without statements; since 2024-01; "), "{svg}");
    let (_, svg, _) = figure(&["--focus", "Omar Diallo", "--depth", "2"]);
    assert!(svg.contains("Around Omar Diallo up to 2 steps; "), "{svg}");
}

#[test]
fn draw_names_the_file_that_it_wrote_unless_it_is_to_be_quiet() {
    let folder = folder_with_graph();
    let (status, out, _) = run(folder.path(), &["draw", "out/graph.json", "-o", "figure.svg"]);
    assert!(status == 0 && out.contains("figure.svg"), "{out}");
    let (status, out, _) = run(folder.path(), &["-q", "draw", "out/graph.json", "-o", "figure.svg"]);
    assert_eq!((status, out.as_str()), (0, ""));
}

/// The figure of a story that Peru and others are in.
fn figure_of(story: Story) -> String {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), json_lines(&[story.record()])).unwrap();
    assert_eq!(run(folder.path(), &["-q", "assemble", "records.jsonl"]).0, 0);
    std::fs::read_to_string(folder.path().join("out/graph.svg")).unwrap()
}

/// A story of four states.
fn states(text: &str) -> Story {
    let states = [("NOR", "Norway"), ("PER", "Peru"), ("CHL", "Chile"), ("KEN", "Kenya")];
    states
        .into_iter()
        .fold(Story::new("x", "The Post", "2024-01-01", text), |story, (code, name)| story.actor(&format!("state:{code}@{code}"), name, &[]))
}

#[test]
fn an_event_of_three_is_one_node_and_two_who_each_met_a_third_are_two_ties() {
    let text = "Norway, Peru and Chile signed a treaty. Kenya met Peru and Norway.";
    let (treaty, meeting) = text.split_at(39);
    let signed = |story: Story, a: &str, b: &str| story.event(("treaty", "AGREE", Modality::Actual), a, b, treaty, "signed", &[]);
    let met = |story: Story, b: &str| story.event(("meeting", "CONSULT", Modality::Actual), "state:KEN", b, meeting.trim(), "met", &[]);
    let story = signed(signed(signed(states(text), "state:NOR", "state:PER"), "state:NOR", "state:CHL"), "state:PER", "state:CHL");
    let svg = figure_of(met(met(story, "state:PER"), "state:NOR"));
    assert_eq!((svg.matches(">treaty<").count(), svg.matches(">meeting<").count()), (1, 2), "{svg}");
    assert_eq!(svg.matches("id=\"event:").count(), 1);
    assert!(svg.contains("one event of three or more") && svg.contains("4 actors and 3 ties"), "{svg}");
}

#[test]
fn a_label_names_the_strongest_fact_first_no_negated_plan_and_counts_the_rest_in_words() {
    let text = "Norway may meet, will aid, warned, praised, visited and blamed Peru, and will not strike it.";
    let event = |story: Story, kind: (&str, &str, Modality), trigger: &str| story.event(kind, "state:NOR", "state:PER", text, trigger, &[]);
    let mut story = states(text);
    for (kind, trigger) in [
        (("meeting", "CONSULT", Modality::Possible), "meet"),
        (("aid", "AID", Modality::Planned), "aid"),
        (("warning", "THREATEN", Modality::Actual), "warned"),
        (("visit", "CONSULT", Modality::Actual), "visited"),
    ] {
        story = event(story, kind, trigger);
    }
    story = event(story, ("attack", "ASSAULT", Modality::Planned), "strike");
    let mut record = story.record();
    record.events.last_mut().unwrap().negated = true;
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("records.jsonl"), json_lines(&[record])).unwrap();
    assert_eq!(run(folder.path(), &["-q", "assemble", "records.jsonl"]).0, 0);
    let svg = std::fs::read_to_string(folder.path().join("out/graph.svg")).unwrap();
    assert!(!svg.contains("attack"), "{svg}");
    let at = |text: &str| svg.find(text).unwrap_or_else(|| panic!("{text}: {svg}"));
    assert!(at(">visit<") < at(">and 2 more<") && at(">warning<") < at(">and 2 more<"));
    assert!(!svg.contains("dashed") && !svg.contains("planned or possible"), "the legend explains what is not drawn: {svg}");
}

#[test]
fn the_heading_says_who_and_what_is_drawn_unless_the_user_does() {
    let title = |options: &[&str]| {
        let (_, svg, _) = figure(options);
        svg.split_once("<title>").unwrap().1.split_once("</title>").unwrap().0.to_owned()
    };
    assert_eq!(title(&["--type", "warning"]), "The Foreign Office and Senegal: warning");
    assert!(title(&["--type", "says-about"]).ends_with(": who spoke about whom"), "{}", title(&["--type", "says-about"]));
    assert_eq!(title(&["--title", "Boats"]), "Boats");
}

#[test]
#[cfg(unix)]
fn the_picture_does_not_depend_on_graphviz_and_asking_for_dot_is_answered() {
    let folder = folder_with_graph();
    let draw = |options: &[&str], path: &std::path::Path| {
        let args = [&["draw", "out/graph.json", "-o", "figure.svg"], options].concat();
        let out = crate::support::newsgraph(folder.path()).args(args).env("PATH", path).output().unwrap();
        (out.status.code(), String::from_utf8_lossy(&out.stderr).into_owned(), std::fs::read(folder.path().join("figure.svg")).unwrap_or_default())
    };
    let (status, errors, _) = draw(&["--layout", "dot"], folder.path());
    assert!(status == Some(2) && errors.contains("--layout native"), "{errors}");
    let with = std::env::var_os("PATH").unwrap_or_default();
    let (without, with) = (draw(&[], folder.path()), draw(&[], with.as_ref()));
    assert!(without.0 == Some(0) && without == with, "{}", without.1);
}

#[test]
#[cfg(feature = "png")]
fn a_png_has_the_letters_of_the_bundled_font() {
    let folder = folder_with_graph();
    let png = |title: &str| {
        let (status, _, errors) = run(folder.path(), &["draw", "out/graph.json", "-o", "figure.png", "--title", title]);
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
