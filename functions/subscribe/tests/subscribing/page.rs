//! A page as it was served, and its forms as a browser would send them.

use lambda_http::http::{HeaderMap, StatusCode};
use pipeline_tests::served::field;
use scraper::{ElementRef, Html, Selector};

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

/// Where a form goes and what it carries: names and values, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// None: the page's own address.
    pub(crate) action: Option<String>,
    pub(crate) fields: Vec<(String, String)>,
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

impl Page {
    /// Its forms as served.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.html);
        let form = |form: ElementRef<'_>| Form {
            action: form.attr("action").map(ToOwned::to_owned),
            fields: form.select(&Selector::parse("input, select").unwrap()).filter_map(field).collect(),
        };
        select(&html, "form").into_iter().map(form).collect()
    }

    /// The form that does this, or the only one.
    pub(crate) fn form(&self, act: &str) -> Form {
        let mut forms = self.forms();
        if forms.len() > 1 {
            forms.retain(|form| form.value("act") == Some(act));
        }
        assert_eq!(forms.len(), 1, "{act}: {}", self.html);
        forms.swap_remove(0)
    }

    pub(crate) fn heading(&self) -> String {
        let html = Html::parse_document(&self.html);
        select(&html, "h1")[0].text().collect()
    }

    /// The title of what has come of a form, or of what is wrong.
    pub(crate) fn notice(&self) -> Option<String> {
        let html = Html::parse_document(&self.html);
        select(&html, ".fr-alert__title").first().map(|title| title.text().collect())
    }
}

impl Form {
    /// The same with this in the field.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(other, _)| other != name);
        self.and(name, value)
    }

    /// The same with one more box ticked.
    pub(crate) fn and(mut self, name: &str, value: &str) -> Self {
        self.fields.push((name.to_owned(), value.to_owned()));
        self
    }

    /// What it carries, in no order.
    pub(crate) fn sorted(&self) -> Vec<(String, String)> {
        let mut fields = self.fields.clone();
        fields.sort();
        fields
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
