//! A form as it was sent: nothing is lost of it, whatever is wrong with it.

use serde::Deserialize;

/// The fields of a form, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub(crate) struct Typed(Vec<(String, String)>);

impl Typed {
    /// The value of a field that can be there once; none when it is not there, or there several times: whoever sends
    /// two answers to one question has chosen none.
    pub(crate) fn one(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// The same as text: empty when there is none.
    pub(crate) fn text(&self, name: &str) -> &str {
        self.one(name).unwrap_or_default()
    }

    /// The values of a field that can be there several times.
    pub(crate) fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All the fields, in the order in which they came.
    pub(crate) fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a box is ticked.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|it| it == value)
    }

    /// Which form it is.
    pub(crate) fn act(&self) -> &str {
        self.text("act")
    }
}

#[cfg(test)]
impl<const N: usize> From<[(&str, &str); N]> for Typed {
    fn from(fields: [(&str, &str); N]) -> Self {
        Self(fields.iter().map(|&(name, value)| (name.to_owned(), value.to_owned())).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::{Body, http};

    #[test]
    fn a_body_is_read_field_by_field() {
        let request = http::Request::builder()
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Body::from("act=decide&part=title&part=when&text-when=%C3%80+pr%C3%A9ciser"))
            .unwrap();
        let typed: Typed = web::body::form(&request).unwrap();
        assert_eq!((typed.act(), typed.text("text-when")), ("decide", "À préciser"));
        assert_eq!(typed.all("part").collect::<Vec<_>>(), ["title", "when"]);
        assert!(typed.has("part", "when") && !typed.has("part", "where"));
    }

    #[test]
    fn two_answers_to_one_question_are_none() {
        let both = Typed::from([("decision", "publish"), ("decision", "reject")]);
        assert_eq!(both.one("decision"), None);
    }
}
