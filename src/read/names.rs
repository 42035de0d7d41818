//! The day in the name of a file.

use jiff::civil::Date;

/// The day in a path's last part, as an ISO date: `2024-06-19-treaty.txt`, `treaty_20240619.html`, `2024.06.19.txt`.
pub fn day(path: &str) -> Option<String> {
    let name = path.rsplit(['/', '\\']).next()?;
    let name: String = name.chars().map(|c| if c.is_ascii() { c } else { '?' }).collect();
    let (mut at, mut numbers) = (0, Vec::new());
    for part in name.split(|c: char| !c.is_ascii_digit()) {
        numbers.extend(Some((at, part)).filter(|_| !part.is_empty()));
        at += part.len() + 1;
    }
    let date = |year: &str, month: &str, day: &str| {
        let date = Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
        (1800..2100).contains(&date.year()).then(|| date.to_string())
    };
    numbers.iter().enumerate().find_map(|(i, &(at, number))| match (number.len(), numbers.get(i + 1), numbers.get(i + 2)) {
        (8, ..) => date(&number[..4], &number[4..6], &number[6..]),
        // The parts of a date stand one character apart.
        (4, Some(&(month_at, month)), Some(&(day_at, day))) if at + 5 == month_at && month_at + month.len() + 1 == day_at && day.len() <= 2 => {
            date(number, month, day)
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_is_read_from_a_name_only_where_one_stands() {
        for name in ["2024-06-19-treaty.txt", "a/treaty_20240619.html", "2024.6.19.txt", "wire 2024_06_19 (2).txt"] {
            assert_eq!(day(name).as_deref(), Some("2024-06-19"), "{name}");
        }
        for name in ["2024-06-19/treaty.txt", "treaty-2024.txt", "12345678.txt", "2024-13-19.txt", "2024 treaty 6 19.txt", "120240619.txt"] {
            assert_eq!(day(name), None, "{name}");
        }
    }
}
