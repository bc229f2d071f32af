//! Days and hours as people type them, with or without a date picker.

use jiff::civil::{Date, Time};

/// `2027-11-09` (what date pickers send) or `9/11/2027`.
pub fn date(typed: &str) -> Option<Date> {
    let typed = typed.trim();
    let date = Date::strptime("%Y-%m-%d", typed).or_else(|_| Date::strptime("%d/%m/%Y", typed)).ok()?;
    (date.year() >= 2000).then_some(date) // 11/09/27 is not the year 27
}

/// `10:30` (what time pickers send), `10h30`, `10 h 30`, `10 h`.
pub fn time(typed: &str) -> Option<Time> {
    let compact: String = typed.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase();
    let compact = compact.replace('h', ":");
    let (hour, minute) = compact.split_once(':')?;
    let minute = if minute.is_empty() { "0" } else { minute.split(':').next()? }; // some pickers send seconds
    let digits = |text: &str| (1..=2).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    if !digits(hour) || !digits(minute) {
        return None;
    }
    Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil;

    #[test]
    fn pickers_and_keyboards_are_understood() {
        for typed in ["2027-11-09", "09/11/2027", " 9/11/2027 "] {
            assert_eq!(date(typed), Some(civil::date(2027, 11, 9)), "{typed}");
        }
        for typed in ["10:30", "10h30", "10 h 30", "10:30:00", "10H30"] {
            assert_eq!(time(typed), Some(civil::time(10, 30, 0, 0)), "{typed}");
        }
        assert_eq!(time("9 h"), Some(civil::time(9, 0, 0, 0)));
    }

    #[test]
    fn nonsense_is_not() {
        for typed in ["", "demain", "2027-02-30", "31/11/2027", "11/09/27", "99999-11-09"] {
            assert_eq!(date(typed), None, "{typed}");
        }
        for typed in ["", "midi", "25:00", "10", "10:60", "+1:00", "10h3x"] {
            assert_eq!(time(typed), None, "{typed}");
        }
    }
}
