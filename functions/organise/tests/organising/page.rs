//! A page as it was served, and its forms as a browser would send them.

use lambda_http::http::StatusCode;
use pipeline_tests::served::field;
use scraper::{ElementRef, Html, Selector};

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    /// Where it leads.
    pub(crate) location: Option<String>,
    pub(crate) html: String,
}

/// Where a form goes and what it carries: names and values, in its order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form {
    /// None: the page's own address.
    pub(crate) action: Option<String>,
    pub(crate) fields: Vec<(String, String)>,
    /// Names and values of its buttons.
    pub(crate) buttons: Vec<(String, String)>,
}

fn select<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

impl Page {
    /// Its forms as served, no button pressed.
    pub(crate) fn forms(&self) -> Vec<Form> {
        let html = Html::parse_document(&self.html);
        let form = |form: ElementRef<'_>| {
            let all = |selector| form.select(&Selector::parse(selector).unwrap()).collect::<Vec<_>>();
            let attribute = |it: &ElementRef<'_>, name| it.attr(name).unwrap_or_default().to_owned();
            Form {
                action: form.attr("action").map(ToOwned::to_owned),
                fields: all("input, select, textarea").into_iter().filter_map(field).collect(),
                buttons: all("button[name]")
                    .iter()
                    .map(|it| (attribute(it, "name"), attribute(it, "value")))
                    .collect(),
            }
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

    /// The title of what has come of a form, or of what keeps it from being done.
    pub(crate) fn alert(&self) -> Option<String> {
        let html = Html::parse_document(&self.html);
        select(&html, ".fr-alert__title").first().map(|title| title.text().collect())
    }

    /// What its history says, the last first.
    pub(crate) fn history(&self) -> Vec<String> {
        let html = Html::parse_document(&self.html);
        let text = |line: &ElementRef<'_>| {
            let words = line.children().filter_map(|node| node.value().as_text());
            words.map(|text| text.trim()).collect::<String>()
        };
        select(&html, "#historique + ol li").iter().map(text).collect()
    }

    pub(crate) fn leads_to(&self, page: &str) -> bool {
        let html = Html::parse_document(&self.html);
        select(&html, "a").iter().any(|link| link.attr("href").is_some_and(|to| to.ends_with(page)))
    }
}

impl Form {
    /// The same with this in the field.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter_mut().find(|(other, _)| other == name) {
            Some((_, held)) => value.clone_into(held),
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    /// Every way of sending it as served: without a button, and with each.
    pub(crate) fn every_way(&self) -> Vec<Self> {
        let pressed = self.buttons.iter().map(|(name, value)| self.clone().with(name, value));
        std::iter::once(self.clone()).chain(pressed).collect()
    }
}
