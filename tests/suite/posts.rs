//! Posts that are held, were held, or are still to be taken up: from the words of an article to the graph, its picture and its answers.

use newsgraph::Graph;

use crate::resolve::read;
use crate::support::run;

/// Title and tenure of the posts of a person that an article names.
fn tenures(text: &str, id: &str) -> Vec<(String, Option<&'static str>)> {
    let (_, entities) = read(text);
    let person = entities.index_of(id).unwrap_or_else(|| panic!("no {id} in: {text}"));
    entities.list[person].roles.iter().map(|role| (role.title.clone(), role.tenure.word())).collect()
}

#[test]
fn an_article_says_whether_a_post_is_held() {
    for (text, id, title, tenure) in [
        ("Former Latvian Prime Minister Ivo Kalns spoke.", "person:ivo-kalns", "Former Prime Minister", Some("former")),
        ("The ex-president of Chile, Anna Keller, spoke.", "person:anna-keller", "former president of Chile", Some("former")),
        ("The late President Olaf Holm of Norway was honest.", "person:olaf-holm", "late President", Some("former")),
        ("Otto Berg was president of Finland until 2019.", "person:otto-berg", "former president of Finland", Some("former")),
        ("The acting president of Chile, Anna Keller, spoke.", "person:anna-keller", "acting president of Chile", Some("acting")),
        ("President-elect Mia Lund said no.", "person:mia-lund", "President-elect", Some("incoming")),
        ("Jon Moe has been president of Peru since 2019.", "person:jon-moe", "president of Peru", None),
        ("Late on Tuesday President Rita Vale of Peru said it was over.", "person:rita-vale", "President", None),
        ("The outgoing president of Peru, Rita Vale, said it was over.", "person:rita-vale", "outgoing president of Peru", None),
    ] {
        assert_eq!(tenures(text, id), [(title.to_owned(), tenure)], "{text}");
    }
    // Once told, it holds for the article.
    let twice = "Former President Otto Berg of Finland spoke. President Otto Berg had signed the law.";
    assert_eq!(tenures(twice, "person:otto-berg")[0], ("Former President".to_owned(), Some("former")));
}

/// A folder with the graph of three short articles.
fn build(articles: &[(&str, &str)], more: &[&str]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("in")).unwrap();
    articles.iter().for_each(|(name, text)| std::fs::write(folder.path().join("in").join(name), text).unwrap());
    let (status, _, errors) = run(folder.path(), &[&["build", "in", "--layout", "native"], more].concat());
    assert_eq!((status, errors.as_str()), (0, ""));
    folder
}

fn graph(folder: &tempfile::TempDir) -> Graph {
    Graph::from_json(&std::fs::read_to_string(folder.path().join("out/graph.json")).unwrap()).unwrap()
}

const BALTIC: [(&str, &str); 2] = [
    (
        "a1.txt",
        "Leaders meet\n\n2024-03-01\n\nFormer Estonian Prime Minister Otto Berg praised Latvia. President Mara Holt of Latvia met Berg in Riga.\n",
    ),
    (
        "a2.txt",
        "Baltic news\n\n2024-06-10\n\nFormer Latvian President Mara Holt criticised Russia. President-elect Ida Kalns of Latvia met Otto Berg.\n",
    ),
];

#[test]
fn a_post_that_is_former_is_an_edge_of_its_own_and_the_newest_article_decides_of_the_actor() {
    let folder = build(&BALTIC, &["--also", "csv,brief"]);
    let graph = graph(&folder);
    let offices = |id: &str| -> Vec<(String, String)> {
        let links = graph.links().filter(|link| link.source.id == id && link.edge.kind == "holds-office");
        links.map(|link| (link.edge.key.clone(), link.label().into_owned())).collect()
    };
    let pair = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(offices("person:otto-berg"), [pair("holds-office/former", "former Prime Minister of")]);
    assert_eq!(
        offices("person:mara-holt"),
        [pair("holds-office", "holds-office"), pair("holds-office/former", "former President of")],
        "she was president in March and is not in June"
    );
    assert_eq!(offices("person:ida-kalns"), [pair("holds-office/planned/incoming", "president-elect of")]);
    let holt = graph.actor("person:mara-holt").unwrap();
    assert_eq!(holt.roles.iter().map(|role| role.tenure.word()).collect::<Vec<_>>(), [Some("former")]);
    // Who has left office does not act for the state any more.
    let up = graph.acting_for_states();
    assert!(!up.contains_key("person:otto-berg") && !up.contains_key("person:ida-kalns"), "{up:?}");

    let file = |name: &str| std::fs::read_to_string(folder.path().join("out").join(name)).unwrap();
    assert!(file("graph.svg").contains("former Prime Minister of"));
    assert!(file("graph.html").contains("former Prime Minister of"));
    assert!(file("brief/person-otto-berg.md").contains("**former Prime Minister of**"));
    let answer = |args: &[&str]| run(folder.path(), &[&["query"], args].concat()).1;
    assert!(answer(&["edges", "--from", "Otto Berg", "--type", "holds-office"]).contains("former Prime Minister of"));
    assert!(answer(&["actors", "Otto Berg"]).contains("Former Prime Minister"));
    assert!(answer(&["neighbours", "Otto Berg"]).contains("former Prime Minister of"));
    assert!(answer(&["edges", "--from", "Otto Berg", "--type", "holds-office", "--format", "csv"]).trim_end().ends_with(",former"));
}

#[test]
fn a_graph_of_an_older_version_has_only_posts_that_are_held() {
    let folder = build(&BALTIC, &[]);
    let path = folder.path().join("out/graph.json");
    let old = std::fs::read_to_string(&path).unwrap().replace(",\"tenure\":\"former\"", "").replace(",\"tenure\":\"incoming\"", "");
    let graph = Graph::from_json(&old).unwrap();
    assert!(graph.actors().flat_map(|actor| &actor.roles).all(|role| role.tenure.is_held()));
}

const NAMESAKES: [(&str, &str); 2] = [
    ("b1.txt", "Loans\n\n2024-03-01\n\nLi Wei, the chief executive of Orient Bank, criticised Peru. Orient Bank is in trouble, Li said.\n"),
    ("b2.txt", "Cars\n\n2024-03-05\n\nLi Wei, finance chief of Nova Motors, thanked Hungary. Nova Motors will build a plant in Hungary, Li said.\n"),
];

#[test]
fn why_says_in_words_that_two_people_of_one_name_are_two() {
    let folder = build(&NAMESAKES, &[]);
    let (status, table, notes) = run(folder.path(), &["query", "actors", "--why", "Li Wei"]);
    assert_eq!(status, 0);
    assert!(table.contains("b1") && table.contains("b2"), "{table}");
    assert_eq!(
        notes.trim_end(),
        "newsgraph: Li Wei (person:b2/li-wei) and Li Wei (person:li-wei) are two people of one name: chief executive of Orient Bank in article b1, \
         finance chief of Nova Motors in article b2, and no person or organisation is named beside both."
    );
    // The user's word is stronger.
    std::fs::write(folder.path().join("who.txt"), "person:li-wei = person:b2/li-wei\nLi Wei: country = Lundia\n").unwrap();
    let again = |folder: &tempfile::TempDir| run(folder.path(), &["build", "in", "--layout", "native", "--identities", "who.txt"]);
    let (status, _, errors) = again(&folder);
    assert!(status == 2 && errors.contains("who.txt:2: no state is called “Lundia”"), "{errors}");
    let who = "person:li-wei = person:b2/li-wei\nLi Wei: country = Chile\nLi Wei: post = former head of the Orient Bank\n";
    std::fs::write(folder.path().join("who.txt"), who).unwrap();
    assert_eq!(again(&folder).0, 0);
    let graph = graph(&folder);
    let li: Vec<_> = graph.actors().filter(|actor| actor.name == "Li Wei").collect();
    assert_eq!((li.len(), li[0].country.as_deref(), li[0].apart.len()), (1, Some("CHL"), 0));
    let role = &li[0].roles[..];
    assert_eq!((role.len(), role[0].title.as_str(), role[0].of.as_deref()), (1, "former head", Some("org:orient-bank")));
    assert_eq!(role[0].tenure.word(), Some("former"));
}
