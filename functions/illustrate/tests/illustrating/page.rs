//! A page as it was served, and its forms as a browser would send them.

use lambda_http::http::StatusCode;
use pipeline_tests::served::field;
use scraper::{ElementRef, Html, Selector};

#[derive(Debug, Clone)]
pub(crate) struct Page {
    pub(crate) status: StatusCode,
    pub(crate) html: String,
    pub(crate) location: Option<String>,
}

/// Names and values, in the form's order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Form(pub(crate) Vec<(String, String)>);

fn all<'a>(html: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    html.select(&Selector::parse(selector).unwrap()).collect()
}

impl Page {
    /// The form of this button, as served, the button pressed.
    pub(crate) fn form(&self, action: &str) -> Form {
        let html = Html::parse_document(&self.html);
        let form = all(&html, "form").into_iter().find(|form| {
            form.select(&Selector::parse("button").unwrap()).any(|b| b.attr("value") == Some(action))
        });
        let controls = Selector::parse("input").unwrap();
        let form = form.unwrap_or_else(|| panic!("no form to {action}: {}", self.html));
        Form(form.select(&controls).filter_map(field).collect()).with("action", action)
    }

    /// Every form that the function itself takes, as served.
    pub(crate) fn every_form(&self) -> Vec<Form> {
        ["enregistrer", "retirer"]
            .into_iter()
            .filter(|action| self.html.contains(&format!("value=\"{action}\"")))
            .map(|action| self.form(action))
            .collect()
    }

    /// The form that goes to S3: its hidden fields.
    pub(crate) fn upload_form(&self) -> Form {
        let html = Html::parse_document(&self.html);
        let form = all(&html, "form[action=\"/depot\"]");
        assert!(form.len() == 1, "one form that sends a file: {}", self.html);
        assert_eq!(form[0].attr("enctype"), Some("multipart/form-data"));
        let last = form[0].select(&Selector::parse("input").unwrap()).last().unwrap();
        assert_eq!(
            (last.attr("type"), last.attr("name")),
            (Some("file"), Some("file")),
            "S3 reads nothing after it"
        );
        let hidden = Selector::parse("input[type=hidden]").unwrap();
        Form(form[0].select(&hidden).filter_map(field).collect())
    }

    pub(crate) fn heading(&self) -> String {
        let html = Html::parse_document(&self.html);
        all(&html, "h1")[0].text().collect()
    }

    /// The first attribute of the first element that fits.
    pub(crate) fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let html = Html::parse_document(&self.html);
        all(&html, selector).first().and_then(|element| element.attr(name)).map(ToOwned::to_owned)
    }

    /// The text of the first element that fits.
    pub(crate) fn text(&self, selector: &str) -> String {
        let html = Html::parse_document(&self.html);
        all(&html, selector).first().map(|element| element.text().collect()).unwrap_or_default()
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

    /// The same with all that is asked of a picture.
    pub(crate) fn described(self) -> Self {
        self.with("picture_alt", "Six agents autour d’une maquette.")
            .with("picture_credit", "Camille Durand")
            .with("picture_rights", "oui")
    }

    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        self.0.iter().find(|(other, _)| other == name).map(|(_, value)| value.as_str())
    }
}
