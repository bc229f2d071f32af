//! A form as it was sent: nothing is lost of it, whatever is wrong with it.

use serde::Deserialize;

/// The fields of a form, in the order in which they came.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Typed(Vec<(String, String)>);

impl Typed {
    /// The value of a field that can be there once; none when it is not there, or there several times: whoever sends
    /// two answers to one question has chosen none.
    pub fn one(&self, name: &str) -> Option<&str> {
        let mut values = self.all(name);
        values.next().filter(|_| values.next().is_none())
    }

    /// The same as text: empty when there is none.
    pub fn text(&self, name: &str) -> &str {
        self.one(name).unwrap_or_default()
    }

    /// The values of a field that can be there several times.
    pub fn all<'a>(&'a self, name: &str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// All the fields, in the order in which they came.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a box is ticked.
    pub fn has(&self, name: &str, value: &str) -> bool {
        self.all(name).any(|it| it == value)
    }

    /// Which form it is.
    pub fn act(&self) -> &str {
        self.text("act")
    }
}

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
            .body(Body::from("act=contenu&region=53&region=04&objet=%C3%80+lire"))
            .unwrap();
        let typed: Typed = crate::body::form(&request).unwrap();
        assert_eq!((typed.act(), typed.text("objet")), ("contenu", "À lire"));
        assert_eq!(typed.all("region").collect::<Vec<_>>(), ["53", "04"]);
        assert!(typed.has("region", "04") && !typed.has("region", "11"));
    }

    #[test]
    fn two_answers_to_one_question_are_none() {
        let both = Typed::from([("decision", "envoyer"), ("decision", "abandonner")]);
        assert_eq!(both.one("decision"), None);
    }
}
