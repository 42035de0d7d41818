//! How much alike two words of personal names are. Likeness only proposes that two names are one; evidence decides.

/// How much alike two different words of a name are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Likeness {
    /// One letter more or less inside the word ("Browne", "Brown"; "un", "eun"), or two ways of writing the same consonants ("Sergei", "Sergey").
    Spelling,
    /// One letter exchanged or two swapped, or a last vowel that may be a gender ("Daniel", "Daniele").
    Letter,
}

/// Words that differ in more than so many letters are not two spellings of one.
const MOST_EDITS: usize = 2;

/// Whether two different words may be two spellings of one name word, and how surely. `family`: the word is a family name.
pub fn likeness(a: &str, b: &str, family: bool) -> Option<Likeness> {
    let (short, long) = if a.chars().count() <= b.chars().count() { (a, b) } else { (b, a) };
    let (least, most) = (short.chars().count(), long.chars().count());
    if short.is_empty() || most - least > MOST_EDITS || !short.chars().next().is_some_and(|first| long.starts_with(first) || least == 2) {
        return None;
    }
    let edits = strsim::osa_distance(short, long);
    if edits == 1 && most > least {
        let gender = !family && least > 2 && long.starts_with(short);
        return (least >= 2).then_some(if gender { Likeness::Letter } else { Likeness::Spelling });
    }
    // Short words that differ in a letter are different words ("Li", "Lu"; "Jong", "Jung").
    if least < 5 || edits > MOST_EDITS {
        return None;
    }
    match skeleton(short) == skeleton(long) {
        true if edits == 1 || least >= 7 => Some(if least >= 6 { Likeness::Spelling } else { Likeness::Letter }),
        _ if edits == 1 => Some(Likeness::Letter),
        _ => None,
    }
}

/// The consonants as they are heard: the many ways of writing one foreign name differ in the rest.
fn skeleton(word: &str) -> String {
    let mut heard = String::new();
    for c in word.replace("ph", "f").replace("ck", "k").chars() {
        let sound = match c {
            'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'j' | 'h' => continue,
            'c' | 'q' => 'k',
            'w' => 'v',
            'z' => 's',
            other => other,
        };
        if !heard.ends_with(sound) {
            heard.push(sound);
        }
    }
    heard
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_inside_a_word_is_a_spelling_and_an_exchanged_one_only_a_hint() {
        for (a, b, family) in [("browne", "brown", true), ("un", "eun", true), ("karimov", "karmov", true), ("sergei", "sergey", false)] {
            assert_eq!(likeness(a, b, family), Some(Likeness::Spelling), "{a} {b}");
        }
        for (a, b, family) in [("barlow", "barlon", true), ("daniel", "daniele", false), ("brain", "brian", false)] {
            assert_eq!(likeness(a, b, family), Some(Likeness::Letter), "{a} {b}");
        }
        for (a, b) in [("un", "il"), ("jong", "jung"), ("a", "an"), ("iran", "iraq"), ("bush", "rush"), ("li", "wu"), ("carter", "martin")] {
            assert_eq!(likeness(a, b, true), None, "{a} {b}");
        }
    }

    #[test]
    fn ways_of_writing_foreign_consonants_are_spellings() {
        assert_eq!(likeness("qaderov", "kaderoff", true), None);
        assert_eq!(likeness("tymchenko", "timchenko", true), Some(Likeness::Spelling));
        assert_eq!(likeness("yusupovich", "yusupovych", true), Some(Likeness::Spelling));
    }
}
