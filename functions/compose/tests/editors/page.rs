//! A page as it was served, and its forms as a browser would send them.

use lambda_http::http::{HeaderMap, StatusCode};
use pipeline_tests::served::field;
use scraper::{Html, Selector};

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

/// What a form carries: names and values, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form(pub(crate) Vec<(String, String)>);

impl Page {
    /// Its forms as served.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let (form, control) = (selector("form"), selector("input, textarea, select"));
        let html = Html::parse_document(&self.html);
        html.select(&form).map(|form| Form(form.select(&control).filter_map(field).collect())).collect()
    }

    /// The form that does this.
    pub(crate) fn form(&self, act: &str) -> Form {
        let form = self.forms().into_iter().find(|form| form.value("act") == Some(act));
        form.unwrap_or_else(|| panic!("no form {act:?}: {}", self.html))
    }

    /// The title of what has come of a form, or of what is wrong.
    pub(crate) fn notice(&self) -> String {
        let html = Html::parse_document(&self.html);
        html.select(&selector(".fr-alert__title"))
            .next()
            .map(|title| title.text().collect())
            .unwrap_or_default()
    }

    /// Where the error summary leads.
    pub(crate) fn wrong(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        html.select(&selector("#erreurs a")).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }

    /// Where the links of the page lead, within it.
    pub(crate) fn links(&self) -> Vec<String> {
        let (html, links) = (Html::parse_document(&self.html), selector("main a[href^='/lettre/']"));
        html.select(&links).filter_map(|link| link.attr("href").map(str::to_owned)).collect()
    }

    /// Its words, with plain spaces.
    pub(crate) fn text(&self) -> String {
        let html = Html::parse_document(&self.html);
        let main = html.select(&selector("main")).next();
        let text: String = main.map(|main| main.text().collect()).unwrap_or_default();
        text.replace('\u{a0}', " ")
    }
}

fn selector(selector: &str) -> Selector {
    Selector::parse(selector).unwrap()
}

impl Form {
    /// The same with this in the field.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(other, _)| other != name);
        self.and(name, value)
    }

    /// The same with one more value.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.0.push((name.to_owned(), value.to_owned()));
        self
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
