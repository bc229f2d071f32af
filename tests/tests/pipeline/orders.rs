//! What moderators do on their queue page.

use lambda_http::http::StatusCode;
use scraper::{Html, Selector};

use crate::steps::TRIES;
use crate::world::{Page, World, post};

impl World {
    /// Asks for the personal link of an address, until the page answers.
    pub(crate) async fn ask_for_link(&self, address: &str) -> Page {
        for _ in 0..TRIES {
            match self.request(post("/moderation", &[("email", address)])).await {
                Ok(page) if page.status.is_success() => return page,
                _ => {}
            }
        }
        panic!("the page never answered");
    }

    /// Opens the check page over everything that waits, ticks, sends until it is taken; the path of the order's page.
    pub(crate) async fn give_order(&self, queue: &str, action: &str, more: &[(&str, &str)]) -> String {
        let check = self.open(&format!("{queue}/lot?pour=toutes&action={action}")).await;
        assert_eq!(check.status, StatusCode::OK, "{}", check.html);
        let hidden = hidden_fields(&check);
        let mut fields: Vec<_> = hidden.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        fields.extend(more);
        fields.push(("confirm", "oui"));
        for _ in 0..TRIES {
            if let Ok(page) = self.request(post(&format!("{queue}/lot"), &fields)).await {
                match page.location {
                    Some(location) => return location,
                    None => assert!(page.status.is_server_error(), "{}", page.html),
                }
            }
        }
        panic!("the order was never taken");
    }

    /// Takes an order back.
    pub(crate) async fn undo_order(&self, order: &str) {
        let undone = |page: &Page| !page.html.contains("name=\"undo\"");
        self.act_until(order, &[("undo", "oui")], undone).await;
    }
}

/// The hidden fields of a page's forms.
pub(crate) fn hidden_fields(page: &Page) -> Vec<(String, String)> {
    let html = Html::parse_document(&page.html);
    let hidden = Selector::parse("input[type=hidden]").unwrap();
    html.select(&hidden)
        .filter_map(|field| {
            let value = field.value().attr("value").unwrap_or_default();
            Some((field.value().attr("name")?.to_owned(), value.to_owned()))
        })
        .collect()
}
