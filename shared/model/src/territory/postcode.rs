//! Postcodes, as people type them.

use serde::{Deserialize, Serialize};

/// Five digits. Being well formed does not make it exist: [`super::resolve()`] and [`super::communes_of`] know.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Postcode([u8; 5]);

/// Not five digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a postcode: five digits are expected")]
pub struct PostcodeError;

impl Postcode {
    /// Reads what a person typed; spaces anywhere, of any kind, are forgiven.
    pub fn parse(typed: &str) -> Result<Self, PostcodeError> {
        let mut digits = [0; 5];
        let mut length = 0;
        for c in typed.chars().filter(|c| !c.is_whitespace()) {
            let place = digits.get_mut(length).ok_or(PostcodeError)?;
            *place = u8::try_from(c).ok().filter(u8::is_ascii_digit).ok_or(PostcodeError)?;
            length += 1;
        }
        if length == digits.len() { Ok(Self(digits)) } else { Err(PostcodeError) }
    }

    /// The five digits.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default() // digits are always UTF-8
    }
}

impl std::fmt::Display for Postcode {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.as_str())
    }
}

impl TryFrom<String> for Postcode {
    type Error = PostcodeError;
    fn try_from(typed: String) -> Result<Self, PostcodeError> {
        Self::parse(&typed)
    }
}

impl From<Postcode> for String {
    fn from(postcode: Postcode) -> String {
        postcode.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spaces_are_forgiven() {
        for typed in ["75001", " 75001 ", "75 001", "75\u{a0}001", "75\u{202f}001\n", "7 5 0 0 1"] {
            assert_eq!(Postcode::parse(typed).unwrap().as_str(), "75001", "{typed:?}");
        }
    }

    #[test]
    fn anything_but_five_digits_is_refused() {
        for typed in
            ["", "7500", "750011", "F-75001", "75O01", "7500１", "٧٥٠٠١", "-7500", "2A004", "75.001", "7500é"]
        {
            assert_eq!(Postcode::parse(typed), Err(PostcodeError), "{typed:?}");
        }
    }

    #[test]
    fn the_leading_zero_stays() {
        assert_eq!(Postcode::parse("01000").unwrap().to_string(), "01000");
    }
}
