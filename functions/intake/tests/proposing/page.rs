//! A page as it was served, and its forms as a browser without a script would send them.

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
    pub(crate) action: String,
    pub(crate) fields: Vec<(String, String)>,
}

fn select<'a>(within: ElementRef<'a>, selector: &str) -> Vec<ElementRef<'a>> {
    within.select(&Selector::parse(selector).unwrap()).collect()
}

impl Page {
    fn parsed(&self) -> Html {
        Html::parse_document(&self.html)
    }

    /// Its forms as served, no button pressed.
    pub(crate) fn forms(&self) -> Vec<Form> {
        select(self.parsed().root_element(), "form").into_iter().map(Form::of).collect()
    }

    /// Its only form.
    pub(crate) fn form(&self) -> Form {
        let mut forms = self.forms();
        assert_eq!(forms.len(), 1, "{} {}", self.status, self.html);
        forms.swap_remove(0)
    }

    /// Every way of sending its forms as served: without a button, and with each.
    pub(crate) fn every_way_as_served(&self) -> Vec<Form> {
        let html = self.parsed();
        let mut ways = Vec::new();
        for form in select(html.root_element(), "form") {
            ways.push(Form::of(form));
            for button in select(form, "button[value]") {
                let attribute = |name| button.attr(name).unwrap_or_default();
                ways.push(Form::of(form).with(attribute("name"), attribute("value")));
            }
        }
        ways
    }

    pub(crate) fn heading(&self) -> String {
        self.text("h1")
    }

    /// The title of the browser's tab.
    pub(crate) fn title(&self) -> String {
        self.text("title")
    }

    /// What the page says before all else.
    pub(crate) fn notice(&self) -> Option<String> {
        self.has(".fr-alert__title").then(|| self.text(".fr-alert__title"))
    }

    /// The text of the first such element.
    pub(crate) fn text(&self, selector: &str) -> String {
        let html = self.parsed();
        let found = select(html.root_element(), selector);
        let first = found.first().unwrap_or_else(|| panic!("{selector}: {} {}", self.status, self.html));
        first.text().collect()
    }

    pub(crate) fn has(&self, selector: &str) -> bool {
        !select(self.parsed().root_element(), selector).is_empty()
    }

    /// The address of the first link whose words these are.
    pub(crate) fn link(&self, words: &str) -> String {
        let html = self.parsed();
        let links = select(html.root_element(), "a[href]");
        let link = links.iter().find(|link| link.text().collect::<String>().trim() == words);
        let link = link.unwrap_or_else(|| panic!("{words}: {}", self.html));
        link.attr("href").unwrap().to_owned()
    }

    /// Where the answer leads.
    pub(crate) fn location(&self) -> &str {
        assert_eq!(self.status, StatusCode::SEE_OTHER, "{}", self.html);
        self.headers["location"].to_str().unwrap()
    }
}

impl Form {
    fn of(form: ElementRef<'_>) -> Self {
        let controls = select(form, "input, textarea, select");
        let action = form.attr("action").unwrap().to_owned();
        Self { action, fields: controls.into_iter().filter_map(field).collect() }
    }

    /// The same with this in the field, and nothing else.
    pub(crate) fn with(mut self, name: &str, value: &str) -> Self {
        match self.fields.iter().position(|(other, _)| other == name) {
            Some(at) => {
                value.clone_into(&mut self.fields[at].1);
                let mut seen = false;
                self.fields.retain(|(other, _)| other != name || !std::mem::replace(&mut seen, true));
            }
            None => self.fields.push((name.to_owned(), value.to_owned())),
        }
        self
    }

    /// The same with this in the given row.
    pub(crate) fn row(mut self, name: &str, row: usize, value: &str) -> Self {
        let cells = self.fields.iter_mut().filter(|(other, _)| other == name);
        value.clone_into(cells.map(|(_, cell)| cell).nth(row).unwrap());
        self
    }

    /// The same, sent with this button.
    pub(crate) fn press(self, button: &str) -> Self {
        self.with("action", button)
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }

    pub(crate) fn values(&self, name: &str) -> Vec<&str> {
        self.fields.iter().filter(|(other, _)| other == name).map(|(_, value)| value.as_str()).collect()
    }

    /// What it carries but the token and the button.
    pub(crate) fn typed(&self) -> Vec<&(String, String)> {
        let typed = |field: &&(String, String)| !["ouverture", "action"].contains(&field.0.as_str());
        self.fields.iter().filter(typed).collect()
    }
}
