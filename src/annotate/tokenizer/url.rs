//! Recognises addresses, which stay whole: spaCy's URL pattern (after Diego Perini's, MIT), taken apart so that it needs no backtracking.

use super::classes::{Class, Classes};

/// Whether all of `word` is an address: optional scheme and user, a host name or a public IPv4 address, optional port and path.
pub fn is_url(word: &str, classes: &Classes) -> bool {
    if !word.contains('.') {
        return false;
    }
    // The pattern's user part takes any characters up to an "@", so a host can begin at the start, behind the scheme, or behind any "@".
    let scheme = word.split_once("://").filter(|(name, _)| name.chars().nth(1).is_some() && name.chars().all(in_scheme));
    is_host_on(word, classes)
        || scheme.is_some_and(|(_, rest)| is_host_on(rest, classes))
        || word.char_indices().any(|(at, c)| c == '@' && at > 0 && is_host_on(&word[at + 1..], classes))
}

fn in_scheme(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '_' | '+' | '-' | '.')
}

/// Host, then `:port` and a path, each of them optional, up to the end.
fn is_host_on(text: &str, classes: &Classes) -> bool {
    // No host holds an "@"; stopping there keeps a run of them from being read again and again.
    let (host, mut rest) = text.split_at(text.find([':', '/', '?', '#', '@']).unwrap_or(text.len()));
    if let Some(port) = rest.strip_prefix(':') {
        let digits = port.bytes().take_while(u8::is_ascii_digit).count();
        if !(2..=5).contains(&digits) {
            return false;
        }
        rest = &port[digits..];
    }
    (rest.is_empty() || rest.starts_with(['/', '?', '#'])) && (is_domain(host, classes) || is_public_ip(host))
}

fn is_domain(host: &str, classes: &Classes) -> bool {
    let Some((labels, top)) = host.rsplit_once('.') else { return false };
    (2..=63).contains(&top.chars().count()) && top.chars().all(|c| classes.is(c, Class::LOWER)) && labels.split('.').all(is_label)
}

fn is_label(label: &str) -> bool {
    let letter = |c: char| c.is_ascii_alphanumeric() || ('\u{a1}'..='\u{ffff}').contains(&c);
    label.chars().count() <= 64
        && label.chars().all(|c| letter(c) || matches!(c, '_' | '-'))
        && label.chars().next().is_some_and(letter)
        && label.chars().next_back().is_some_and(letter)
}

/// Dotted decimal, without private networks, the loopback network, and first and last addresses.
fn is_public_ip(host: &str) -> bool {
    let octets: Vec<&str> = host.split('.').collect();
    if octets.len() != 4 || !octets.iter().all(|o| (1..=3).contains(&o.len()) && o.bytes().all(|b| b.is_ascii_digit())) {
        return false;
    }
    let value = |i: usize| octets[i].parse::<u16>().unwrap_or(u16::MAX);
    let plain = |i: usize| !octets[i].starts_with('0');
    let private =
        matches!((octets[0], octets[1]), ("10" | "127", _) | ("169", "254") | ("192", "168")) || octets[0] == "172" && (16..=31).contains(&value(1));
    // Middle octets of three digits start with 1 or 2, of two digits with anything: "00" passes, "000" does not.
    let middle = |i: usize| value(i) <= 255 && (octets[i].len() < 3 || plain(i));
    !private && plain(0) && value(0) <= 223 && middle(1) && middle(2) && plain(3) && value(3) <= 254
}
