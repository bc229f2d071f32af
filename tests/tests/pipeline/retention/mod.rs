//! Personal data: what is stored of whom, how long, and what is left afterwards.

mod month;
mod person;
mod purge;
mod rare;
mod register;

pub(crate) use purge::nights;

use std::collections::BTreeSet;

use pipeline_tests::cloud::Cloud;
use serde_json::Value;

/// What rows say of any of these words, by row: nothing, once they are gone.
async fn traces(cloud: &Cloud, words: &BTreeSet<String>) -> Vec<String> {
    let items = cloud.items().await;
    let said = items.iter().filter_map(|item| {
        let text = item.to_string().to_lowercase();
        let found = words.iter().find(|word| text.contains(&word.to_lowercase()));
        found.map(|word| format!("{word}: {item}"))
    });
    said.collect()
}

/// The rows of a kind, by what each says it is.
async fn rows(cloud: &Cloud, entity: &str) -> Vec<Value> {
    cloud.items().await.into_iter().filter(|item| item["entity"]["S"] == entity).collect()
}
