//! Telephone numbers.

use serde::{Deserialize, Serialize};

/// A telephone number: ten digits that start with a zero, grouped by two, or an international one (ITU-T E.164: `+` and
/// 7 to 15 digits).
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Phone(String);

/// Not a telephone number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a telephone number")]
pub struct PhoneError;

impl Phone {
    /// Reads what a person typed; spaces of any kind, dots, dashes, slashes and brackets are forgiven.
    pub fn parse(typed: &str) -> Result<Self, PhoneError> {
        let between = |c: char| c.is_whitespace() || ".-‐‑–/()".contains(c);
        let digits: String = typed.trim().chars().filter(|c| !between(*c)).collect();
        if let Some(abroad) = digits.strip_prefix('+') {
            // « +33 (0)1 23… » : the zero in brackets is not dialled from abroad.
            let of_france =
                abroad.strip_prefix("33").map(|rest| format!("33{}", rest.trim_start_matches('0')));
            let abroad = of_france.unwrap_or_else(|| abroad.to_owned());
            let fits = (7..=15).contains(&abroad.len()) && abroad.bytes().all(|byte| byte.is_ascii_digit());
            return if fits { Ok(Self(format!("+{abroad}"))) } else { Err(PhoneError) };
        }
        let fits =
            digits.len() == 10 && digits.starts_with('0') && digits.bytes().all(|byte| byte.is_ascii_digit());
        if !fits {
            return Err(PhoneError);
        }
        let pairs: Vec<_> = (0..5).map(|pair| &digits[2 * pair..2 * pair + 2]).collect();
        Ok(Self(pairs.join(" ")))
    }

    /// As people read it: `01 23 45 67 89`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The link that calls it (RFC 3966): `tel:0123456789`.
    pub fn tel(&self) -> String {
        format!("tel:{}", self.0.replace(' ', ""))
    }
}

impl TryFrom<String> for Phone {
    type Error = PhoneError;
    fn try_from(typed: String) -> Result<Self, PhoneError> {
        Self::parse(&typed)
    }
}

impl From<Phone> for String {
    fn from(phone: Phone) -> String {
        phone.0
    }
}

impl std::fmt::Display for Phone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_number_is_read_however_it_is_written() {
        for typed in ["0123456789", " 01.23.45.67.89 ", "01\u{a0}23\u{202f}45-67-89", "(01) 23 45 67 89"] {
            assert_eq!(Phone::parse(typed).unwrap().as_str(), "01 23 45 67 89", "{typed}");
        }
        for typed in ["+262 262 12 34 56", "+33 (0)1 23 45 67 89"] {
            assert!(Phone::parse(typed).unwrap().as_str().starts_with('+'), "{typed}");
        }
        assert_eq!(Phone::parse("+33 (0)1 23 45 67 89").unwrap().tel(), "tel:+33123456789");
        assert_eq!(Phone::parse("0262 12 34 56").unwrap().tel(), "tel:0262123456");
    }

    #[test]
    fn what_cannot_be_called_is_refused() {
        for typed in
            ["", "0", "123456789", "1123456789", "01234567890", "+", "+123", "poste 12", "+3312345678901234"]
        {
            assert_eq!(Phone::parse(typed), Err(PhoneError), "{typed}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_number_that_reads_back_or_is_refused(typed in any::<String>()) {
            if let Ok(phone) = Phone::parse(&typed) {
                prop_assert_eq!(Phone::parse(phone.as_str()), Ok(phone));
            }
        }
    }
}
