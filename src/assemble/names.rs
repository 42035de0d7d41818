//! When two personal names may be two spellings of one, and when they must not be.

use deunicode::deunicode;

/// The words of a name in plain lower case: "Kim Jong-un" gives `kim jong un`.
pub fn words(name: &str) -> Vec<String> {
    let plain = deunicode(name).to_lowercase();
    // "O'Brien" and "N'Dour" are one word each.
    let joined: String = plain.chars().filter(|c| !matches!(c, '\'' | '`' | '.')).collect();
    joined.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// The words without middle initials, and the initials by themselves: "George W. Bush" gives `george bush` and `w`.
pub fn without_initials(words: &[String]) -> (Vec<String>, Vec<String>) {
    let inner = |i: usize| i > 0 && i + 1 < words.len();
    let (initials, full): (Vec<_>, Vec<_>) = words.iter().enumerate().partition(|&(i, word)| inner(i) && word.chars().count() == 1);
    let own = |list: Vec<(usize, &String)>| list.into_iter().map(|(_, word)| word.clone()).collect();
    (own(full), own(initials))
}

/// How much alike two words of a name are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// One letter more or less inside the word ("Antony", "Anthony"; "Towne", "Town"; "un", "eun").
    Spelling,
    /// One letter exchanged ("McFaul", "McFall"), or a last vowel that may be a gender ("Daniel", "Daniele"): only with other agreement.
    Letter,
}

/// Whether two different words may be two spellings of one name word, and how surely. `family`: the word is the last of the name.
pub fn likeness(a: &str, b: &str, family: bool) -> Option<Likeness> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    let (short, long) = if a.len() <= b.len() { (a, b) } else { (b, a) };
    let common = short.iter().zip(&long).take_while(|(x, y)| x == y).count();
    match long.len() - short.len() {
        1 if short.len() >= 2 && short[common..] == long[common + 1..] => {
            let ends_otherwise = common == short.len() && !family;
            Some(if ends_otherwise && short.len() > 2 { Likeness::Letter } else { Likeness::Spelling })
        }
        0 if short.len() >= 5 && common > 0 && common < short.len() && short[common + 1..] == long[common + 1..] => Some(Likeness::Letter),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_letter_inside_a_word_is_a_spelling_and_an_exchanged_one_only_a_hint() {
        assert_eq!(likeness("anthony", "antony", false), Some(Likeness::Spelling));
        assert_eq!(likeness("towne", "town", true), Some(Likeness::Spelling));
        assert_eq!(likeness("un", "eun", true), Some(Likeness::Spelling));
        assert_eq!(likeness("mcfaul", "mcfall", true), Some(Likeness::Letter));
        assert_eq!(likeness("daniel", "daniele", false), Some(Likeness::Letter));
        for (a, b) in [("un", "il"), ("jong", "jung"), ("a", "an"), ("iran", "iraq"), ("bush", "rush"), ("li", "wu")] {
            assert_eq!(likeness(a, b, true), None, "{a} {b}");
        }
    }

    #[test]
    fn hyphens_marks_and_middle_initials_do_not_count() {
        assert_eq!(words("Kim Jong-Ŭn"), ["kim", "jong", "un"]);
        assert_eq!(words("Conor O’Brien"), words("Conor O'Brien"));
        let (full, initials) = without_initials(&words("George W. Bush"));
        assert_eq!((full.join(" "), initials.join(" ")), ("george bush".into(), "w".into()));
    }
}
