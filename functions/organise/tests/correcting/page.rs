//! A page as it was served, and its form as a browser would send it.

use lambda_http::http::StatusCode;
use pipeline_tests::served::field;
use scraper::{Html, Selector};

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
}

/// Names and values, in the form's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form(pub(crate) Vec<(String, String)>);

impl Page {
    /// The form as served, no button pressed.
    pub(crate) fn form(&self) -> Form {
        let html = Html::parse_document(&self.html);
        let controls = Selector::parse("form input, form textarea, form select").unwrap();
        Form(html.select(&controls).filter_map(field).collect())
    }

    /// Every way of sending the form as served: without a button, and with each.
    pub(crate) fn every_way_as_served(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.html);
        let buttons = Selector::parse("form button").unwrap();
        let pressed = html.select(&buttons).map(|button| {
            let attribute = |name| button.attr(name).unwrap_or_default();
            self.form().with(attribute("name"), attribute("value"))
        });
        std::iter::once(self.form()).chain(pressed).collect()
    }

    pub(crate) fn heading(&self) -> String {
        let html = Html::parse_document(&self.html);
        let heading = html.select(&Selector::parse("h1").unwrap()).next().unwrap();
        heading.text().collect()
    }
}

impl Form {
    /// The same with this in the field, or with one more field.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        match self.0.iter_mut().find(|(other, _)| other == name) {
            Some((_, held)) => value.clone_into(held),
            None => self.0.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
