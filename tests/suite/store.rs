//! The store: what is known, changed and gone; two writers; damage that is found; runs that are killed.

use std::path::Path;
use std::process::{Child, Command};
use std::time::{Duration, Instant};

use crate::support::run;

const PEOPLE: [&str; 6] = ["Anna Berg", "Otto Lund", "Joan Marsh", "Peter Holm", "Carla Stern", "Paul Vance"];

/// Short articles, each of another content.
fn articles(folder: &Path, count: usize) {
    std::fs::create_dir_all(folder).unwrap();
    for i in 0..count {
        let (one, other) = (PEOPLE[i % PEOPLE.len()], PEOPLE[(i / 7 + 1) % PEOPLE.len()]);
        let text = format!("Norway's envoy {one} met {other} in Lima on day {i} of the talks. Peru criticised Norway, {one} said.\n");
        std::fs::write(folder.join(format!("a{i:03}.txt")), text).unwrap();
    }
}

/// The store's content in one file, the same bytes for the same content.
fn content(store: &Path) -> Vec<u8> {
    let copy = store.with_extension("copy");
    let _ = std::fs::remove_file(&copy);
    rusqlite::Connection::open(store).unwrap().execute("VACUUM INTO ?", [copy.to_str().unwrap()]).unwrap();
    std::fs::read(copy).unwrap()
}

/// The program, to be ended from here.
fn program(folder: &Path) -> Command {
    let mut command = Command::new(assert_cmd::cargo::cargo_bin!("newsgraph"));
    command.current_dir(folder);
    command
}

fn add(folder: &Path, store: &str, rest: &[&str]) -> (i32, String, String) {
    run(folder, &[&["add", store], rest].concat())
}

#[test]
fn known_articles_are_passed_by_changed_ones_replaced_and_gone_ones_removed() {
    let folder = tempfile::tempdir().unwrap();
    let (folder, input) = (folder.path(), folder.path().join("in"));
    articles(&input, 6);
    assert_eq!(add(folder, "s.store", &["in"]).1, "s.store: 6 added, 0 replaced, 0 removed, 0 known already; 6 articles\n");
    assert_eq!(add(folder, "s.store", &["in"]).1, "s.store: 0 added, 0 replaced, 0 removed, 6 known already; 6 articles\n");
    std::fs::write(input.join("a002.txt"), "Norway sanctioned Peru on Monday, Anna Berg said.\n").unwrap();
    std::fs::remove_file(input.join("a004.txt")).unwrap();
    assert_eq!(add(folder, "s.store", &["in"]).1, "s.store: 0 added, 1 replaced, 0 removed, 4 known already; 6 articles\n");
    assert_eq!(add(folder, "s.store", &["in", "--sync"]).1, "s.store: 0 added, 0 replaced, 1 removed, 5 known already; 5 articles\n");
    let (status, edges, _) = run(folder, &["query", "edges", "--graph", "s.store", "--type", "sanction", "--format", "csv"]);
    assert_eq!((status, edges.contains("a002")), (0, true), "{edges}");
    assert_eq!(run(folder, &["assemble", "s.store", "-q"]).0, 0);
    assert_eq!(run(folder, &["export", "s.store", "json", "-o", "exported"]).0, 0);
    let written = |path: &str| std::fs::read(folder.join(path)).unwrap();
    assert_eq!(written("out/graph.json"), written("exported/graph.json"));
    assert_eq!(run(folder, &["extract", "in", "-o", "records.jsonl.gz"]).0, 0);
    assert_eq!(run(folder, &["assemble", "records.jsonl.gz", "-q", "-o", "packed"]).0, 0);
    assert!(written("records.jsonl.gz").starts_with(b"\x1F\x8B"));
    assert_eq!(run(folder, &["remove", "s.store", "a002"]).1, "s.store: 1 removed; 4 articles\n");
    assert_eq!(run(folder, &["remove", "s.store", "a002"]).0, 1);
    assert_eq!(run(folder, &["query", "edges", "--graph", "s.store", "--type", "sanction"]).0, 1);
    assert_eq!(run(folder, &["verify", "s.store"]).0, 0);
}

#[test]
fn files_of_one_name_in_two_folders_are_two_articles() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    for (name, text) in [("a", "Norway met Peru on Monday."), ("b", "Chile accused Bolivia on Monday.")] {
        std::fs::create_dir(folder.join(name)).unwrap();
        std::fs::write(folder.join(name).join("001.txt"), text).unwrap();
        assert_eq!(add(folder, "s.store", &[name]).0, 0);
    }
    assert!(add(folder, "s.store", &["a", "b"]).1.contains("2 known already; 2 articles"));
}

#[test]
fn two_writers_at_once_both_end_well() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    articles(&folder.join("in"), 40);
    let start = || program(folder).args(["add", "-q", "s.store", "in"]).spawn().unwrap();
    let mut both = [start(), start()];
    assert!(both.iter_mut().all(|child| child.wait().unwrap().success()));
    assert!(run(folder, &["verify", "s.store"]).1.starts_with("s.store: 40 articles"));
}

#[test]
fn what_is_no_store_and_what_is_damaged_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    articles(&folder.join("in"), 3);
    std::fs::write(folder.join("notes.txt"), "These are notes and no database, whatever their length may be. ".repeat(40)).unwrap();
    let (status, _, errors) = add(folder, "notes.txt", &["in"]);
    assert_eq!((status, errors.contains("notes.txt: is no store of newsgraph")), (2, true), "{errors}");
    assert_eq!(run(folder, &["verify", "none.store"]).0, 2);
    assert_eq!(add(folder, "s.store", &["in"]).0, 0);
    let db = rusqlite::Connection::open(folder.join("s.store")).unwrap();
    db.execute("UPDATE articles SET text = (SELECT text FROM articles WHERE id = 'a001') WHERE id = 'a002'", []).unwrap();
    drop(db);
    let (status, _, errors) = run(folder, &["verify", "s.store"]);
    assert_eq!((status, errors.contains("a002: its record is of another text")), (2, true), "{errors}");
}

/// Kills `add` at random points, so often; after each kill the store opens, and in the end it has the bytes of an undisturbed run.
fn survives(kills: usize) {
    let folder = tempfile::tempdir().unwrap();
    let folder = folder.path();
    articles(&folder.join("in"), 150);
    let started = Instant::now();
    assert_eq!(add(folder, "calm.store", &["in"]).0, 0);
    let whole = started.elapsed();
    let expected = content(&folder.join("calm.store"));
    let start = || program(folder).args(["add", "-q", "s.store", "in"]).spawn().unwrap();
    let (mut killed, mut random) = (0, 0x2545_f491_4f6c_dd1d_u64);
    while killed < kills {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let mut child: Child = start();
        std::thread::sleep(Duration::from_micros((random >> 33) % (whole.as_micros() as u64 * 2 / 3).max(1)));
        if child.try_wait().unwrap().is_some() {
            // It had nothing left to do: from the beginning.
            assert_eq!(content(&folder.join("s.store")), expected, "after {killed} kills");
            std::fs::remove_file(folder.join("s.store")).unwrap();
            continue;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        killed += 1;
        // Killed while it made the file, it leaves an empty one.
        if std::fs::metadata(folder.join("s.store")).is_ok_and(|file| file.len() > 0) {
            let (status, _, errors) = run(folder, &["verify", "s.store"]);
            assert_eq!((status, errors.as_str()), (0, ""), "after {killed} kills");
        }
    }
    assert!(start().wait().unwrap().success());
    assert_eq!(content(&folder.join("s.store")), expected);
}

#[test]
fn a_store_survives_ten_kills() {
    survives(10);
}

#[test]
#[ignore = "takes minutes: cargo test --features sqlite --test suite two_hundred -- --ignored"]
fn a_store_survives_two_hundred_kills() {
    survives(200);
}
