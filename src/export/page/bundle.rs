//! The page's ES modules as one script: a page on the disk may not load others. Each module becomes a function that gives what it exports.

/// The modules, each after those that it imports.
const MODULES: &[(&str, &str)] = &[
    ("dom", include_str!("assets/dom.js")),
    ("model", include_str!("assets/model.js")),
    ("state", include_str!("assets/state.js")),
    ("filter", include_str!("assets/filter.js")),
    ("pen", include_str!("assets/pen.js")),
    ("canvas", include_str!("assets/canvas.js")),
    ("panel", include_str!("assets/panel.js")),
    ("controls", include_str!("assets/controls.js")),
    ("timeline", include_str!("assets/timeline.js")),
    ("save", include_str!("assets/save.js")),
    ("main", include_str!("assets/main.js")),
];

/// All modules as one script.
pub fn script() -> String {
    let mut script = String::from("\"use strict\";\n");
    for (name, text) in MODULES {
        script.push_str(&format!("const module_{name} = (() => {{\n"));
        let mut exports = Vec::new();
        for line in text.lines() {
            if let Some(line) = imported(line) {
                script.push_str(&line);
            } else if let Some(rest) = line.strip_prefix("export ") {
                exports.extend(declared(rest));
                script.push_str(rest);
            } else {
                script.push_str(line);
            }
            script.push('\n');
        }
        script.push_str(&format!("return {{ {} }};\n}})();\n", exports.join(", ")));
    }
    script
}

/// `import { a, b } from "./x.js";` as a look at what module x gave.
fn imported(line: &str) -> Option<String> {
    let (names, from) = line.strip_prefix("import ")?.split_once(" from \"./")?;
    Some(format!("const {names} = module_{};", from.strip_suffix(".js\";")?))
}

/// The name that `function x(`, `class X` or `const x =` declares.
fn declared(rest: &str) -> Option<&str> {
    let (kind, rest) = rest.split_once(' ')?;
    ["function", "class", "const"].contains(&kind).then(|| rest.split(|c: char| !c.is_alphanumeric() && c != '_').next())?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_import_or_export_is_left_and_every_import_comes_from_a_module_before() {
        let script = script();
        assert!(!script.lines().any(|line| line.starts_with("import ") || line.starts_with("export ")));
        for (i, (name, text)) in MODULES.iter().enumerate() {
            for line in text.lines().filter(|line| line.starts_with("import ")) {
                let from = line.split("\"./").nth(1).and_then(|rest| rest.strip_suffix(".js\";")).unwrap_or_else(|| panic!("{name}: {line}"));
                assert!(MODULES[..i].iter().any(|(before, _)| *before == from), "{name} imports {from}, which does not come before it");
            }
        }
    }

    #[test]
    fn no_module_can_end_its_script_element_or_reach_the_network() {
        // A type in a comment, `{import("./model.js").Edge}`, reaches nothing.
        let script = script().replace("{import(\"./", "");
        for word in ["</script", "<!--", "fetch(", "XMLHttpRequest", "innerHTML", "eval(", "import("] {
            assert!(!script.contains(word), "{word}");
        }
    }
}
