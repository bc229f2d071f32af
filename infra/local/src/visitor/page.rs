//! A page as a person reads it.

use anyhow::Context;
use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};
use serde::de::DeserializeOwned;
use url::Url;

use super::control::read_form;
use super::form::Form;

/// An answer of the site.
#[derive(Clone, Debug)]
pub struct Page {
    url: Url,
    status: u16,
    headers: HeaderMap,
    body: Vec<u8>,
}

/// A link on a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Its words.
    pub words: String,
    /// Where it leads.
    pub address: Url,
}

/// An entry of a form's error summary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The `id` of the field that the entry leads to.
    pub field: String,
    /// What it says.
    pub message: String,
}

impl Page {
    pub(super) fn new(url: Url, status: u16, headers: HeaderMap, body: Vec<u8>) -> Self {
        Self { url, status, headers, body }
    }

    /// Where it was found, after redirections.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// Its HTTP status.
    pub fn status(&self) -> u16 {
        self.status
    }

    /// A header of the answer.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).and_then(|value| value.to_str().ok())
    }

    /// The answer's bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.body
    }

    /// The answer as text.
    pub fn source(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// The answer as JSON.
    pub fn json<T: DeserializeOwned>(&self) -> anyhow::Result<T> {
        serde_json::from_slice(&self.body).with_context(|| format!("{} is not the JSON expected", self.url))
    }

    /// The title of the page.
    pub fn title(&self) -> String {
        self.text_of("title").unwrap_or_default()
    }

    /// The main heading.
    pub fn heading(&self) -> String {
        self.text_of("h1").unwrap_or_default()
    }

    /// Everything that a person can read on it, with single spaces.
    pub fn text(&self) -> String {
        self.text_of("main").or_else(|| self.text_of("body")).unwrap_or_default()
    }

    /// The text of the first element that a CSS selector finds.
    pub fn text_of(&self, selector: &str) -> Option<String> {
        self.texts_of(selector).into_iter().next()
    }

    /// The texts of every element that a CSS selector finds.
    pub fn texts_of(&self, selector: &str) -> Vec<String> {
        let Ok(selector) = Selector::parse(selector) else { return Vec::new() };
        self.html().select(&selector).map(words).collect()
    }

    /// An attribute of the first element that a CSS selector finds.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let selector = Selector::parse(selector).ok()?;
        self.html().select(&selector).next()?.attr(name).map(str::to_owned)
    }

    /// Whether a CSS selector finds something.
    pub fn has(&self, selector: &str) -> bool {
        Selector::parse(selector).is_ok_and(|selector| self.html().select(&selector).next().is_some())
    }

    /// Every link, in order.
    pub fn links(&self) -> Vec<Link> {
        let Ok(selector) = Selector::parse("a[href]") else { return Vec::new() };
        self.html()
            .select(&selector)
            .filter_map(|link| {
                let address = self.url.join(link.attr("href")?).ok()?;
                Some(Link { words: words(link), address })
            })
            .collect()
    }

    /// The first link whose words contain these.
    pub fn link(&self, words: &str) -> anyhow::Result<Link> {
        self.links()
            .into_iter()
            .find(|link| link.words.contains(words))
            .with_context(|| format!("no link “{words}” on {}", self.shown()))
    }

    /// Every form, in order.
    pub fn forms(&self) -> Vec<Form> {
        let Ok(selector) = Selector::parse("form") else { return Vec::new() };
        let html = self.html();
        html.select(&selector).map(|form| read_form(&html, form, &self.url)).collect()
    }

    /// The form that has all these fields.
    pub fn form_with(&self, names: &[&str]) -> anyhow::Result<Form> {
        self.forms()
            .into_iter()
            .find(|form| names.iter().all(|name| form.has(name)))
            .with_context(|| format!("no form with the fields {} on {}", names.join(", "), self.shown()))
    }

    /// The entries of the error summary: links to fields, inside an alert.
    pub fn problems(&self) -> Vec<Problem> {
        let alerts = "[role=alert] a[href^='#'], .fr-alert--error a[href^='#']";
        let Ok(selector) = Selector::parse(alerts) else { return Vec::new() };
        self.html()
            .select(&selector)
            .filter_map(|entry| {
                let field = entry.attr("href")?.trim_start_matches('#').to_owned();
                Some(Problem { field, message: words(entry) })
            })
            .collect()
    }

    /// The page, or an error that shows what came instead of this status.
    pub fn expect_status(self, status: u16) -> anyhow::Result<Self> {
        anyhow::ensure!(self.status == status, "{} instead of {status}: {}", self.status, self.shown());
        Ok(self)
    }

    /// The page in one line, for an error.
    pub fn shown(&self) -> String {
        let text: String = self.text().chars().take(300).collect();
        format!("{} ({}): {text}", self.url, self.status)
    }

    fn html(&self) -> Html {
        Html::parse_document(&String::from_utf8_lossy(&self.body))
    }
}

/// The words of an element, with single spaces.
pub(super) fn words(element: ElementRef<'_>) -> String {
    let text: String = element.text().collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
