//! The forms of a page, as a browser would send them.

use pipeline_tests::served::field;
use scraper::{Html, Selector};

use crate::steps::TRIES;
use crate::world::{Page, World, post};

/// A form, one of its buttons pressed: how and where it is sent, with which fields.
#[derive(Debug, Clone)]
pub(crate) struct Form {
    pub(crate) posts: bool,
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

/// Each form of a page as it was served, once per button; `path` is the page's own address.
pub(crate) fn as_served(html: &str, path: &str) -> Vec<Form> {
    let page = Html::parse_document(html);
    let select = |selector: &str| Selector::parse(selector).unwrap();
    let mut served = Vec::new();
    for form in page.select(&select("form")) {
        let posts = form.value().attr("method").is_some_and(|method| method.eq_ignore_ascii_case("post"));
        let action = form.value().attr("action").unwrap_or(path);
        let action = if posts { action } else { action.split('?').next().unwrap_or(action) }.to_owned();
        let fields: Vec<_> = form.select(&select("input, textarea, select")).filter_map(field).collect();
        for button in form.select(&select("button")) {
            let pressed = button
                .value()
                .attr("name")
                .map(|name| (name.to_owned(), button.value().attr("value").unwrap_or_default().to_owned()));
            let fields = fields.iter().cloned().chain(pressed).collect();
            served.push(Form { posts, action: action.clone(), fields });
        }
    }
    served
}

impl Page {
    /// The first form of the page that is sought, if it has it.
    pub(crate) fn form(&self, sought: impl Fn(&Form) -> bool) -> Option<Form> {
        as_served(&self.html, "").into_iter().find(|form| form.posts && sought(form))
    }
}

impl Form {
    /// Its names and values.
    pub(crate) fn pairs(&self) -> Vec<(&str, &str)> {
        self.fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
    }

    /// Whether it carries this.
    pub(crate) fn has(&self, name: &str, value: &str) -> bool {
        self.pairs().contains(&(name, value))
    }

    /// The same with this typed, chosen or ticked.
    pub(crate) fn filled(mut self, typed: &[(&str, &str)]) -> Self {
        for &(name, value) in typed {
            match self.fields.iter_mut().find(|(other, _)| other == name) {
                Some((_, held)) => value.clone_into(held),
                None => self.fields.push((name.to_owned(), value.to_owned())),
            }
        }
        self
    }

    /// What was typed stays in the form of a page that says that it did not work, but for the box by which someone is
    /// sure.
    pub(crate) fn is_kept_by(&self, page: &Page) {
        let act = |form: &Self| form.fields.iter().find(|(name, _)| name == "act").cloned();
        let is_same = |form: &Self| form.action == self.action && act(form) == act(self);
        let Some(again) = page.form(is_same) else { return };
        let typed = |(name, value): &(&str, &str)| !matches!(*name, "accord" | "action") && !value.is_empty();
        for (name, value) in self.pairs().into_iter().filter(typed) {
            assert!(again.has(name, value), "{name} was {value:?}: {}", page.html);
        }
    }
}

impl World {
    /// Sends a form until the answer is not that it did not work, or none at all.
    pub(crate) async fn press(&self, form: &Form) -> Page {
        for _ in 0..TRIES {
            // When nothing answers the browser shows an error; the person presses again.
            let Ok(page) = self.request(post(&form.action, &form.pairs())).await else { continue };
            if !page.status.is_server_error() {
                return page;
            }
            form.is_kept_by(&page);
        }
        panic!("{} never answered", form.action);
    }
}
