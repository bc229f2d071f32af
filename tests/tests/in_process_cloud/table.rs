//! A table to question: the in-process one and, with `DYNAMODB_ENDPOINT` set, one of Amazon's DynamoDB Local (which
//! LocalStack runs). What the fault tests stand on is what the service does.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_dynamodb::config::{BehaviorVersion, Credentials, Region};
use aws_sdk_dynamodb::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_dynamodb::types::{
    AttributeDefinition, AttributeValue, BillingMode, KeySchemaElement, KeyType, ScalarAttributeType,
};
use pipeline_tests::cloud::{Cloud, REGION, TABLE};

pub(crate) type Item = HashMap<String, AttributeValue>;

/// An empty table on each service there is.
pub(crate) async fn tables() -> Vec<Client> {
    let cloud = Cloud::new().await;
    let mut clients = vec![Client::new(&cloud.sdk_config(RetryConfig::disabled()))];
    if let Some(endpoint) = std::env::var_os("DYNAMODB_ENDPOINT") {
        clients.push(real(endpoint.to_str().expect("an address")).await);
    }
    clients
}

/// DynamoDB Local keeps one set of tables per access key.
async fn real(endpoint: &str) -> Client {
    static TESTS: AtomicUsize = AtomicUsize::new(0);
    let key = format!("{:06}{:06}", std::process::id() % 1_000_000, TESTS.fetch_add(1, Ordering::Relaxed));
    let config = aws_sdk_dynamodb::Config::builder()
        .behavior_version(BehaviorVersion::latest())
        .region(Region::from_static(REGION))
        .credentials_provider(Credentials::new(key, "not-a-secret", None, None, "test"))
        .endpoint_url(endpoint)
        .build();
    let client = Client::from_conf(config);
    let key =
        |name: &str, kind| KeySchemaElement::builder().attribute_name(name).key_type(kind).build().unwrap();
    let text = |name: &str| {
        let text = AttributeDefinition::builder().attribute_name(name);
        text.attribute_type(ScalarAttributeType::S).build().unwrap()
    };
    client
        .create_table()
        .table_name(TABLE)
        .billing_mode(BillingMode::PayPerRequest)
        .key_schema(key("pk", KeyType::Hash))
        .key_schema(key("sk", KeyType::Range))
        .attribute_definitions(text("pk"))
        .attribute_definitions(text("sk"))
        .send()
        .await
        .expect("a table");
    client
}

pub(crate) fn s(text: &str) -> AttributeValue {
    AttributeValue::S(text.to_owned())
}

pub(crate) fn n(number: i64) -> AttributeValue {
    AttributeValue::N(number.to_string())
}

pub(crate) fn item(pk: &str, sk: &str, more: &[(&str, AttributeValue)]) -> Item {
    let mut item: Item = more.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
    item.insert("pk".to_owned(), s(pk));
    item.insert("sk".to_owned(), s(sk));
    item
}

pub(crate) fn code<T, E: ProvideErrorMetadata>(result: Result<T, SdkError<E>>) -> String {
    match result {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.code().unwrap_or("an error without a code").to_owned(),
    }
}

pub(crate) async fn put(table: &Client, item: Item) {
    table.put_item().table_name(TABLE).set_item(Some(item)).send().await.expect("a put");
}

pub(crate) async fn get(table: &Client, pk: &str, sk: &str) -> Option<Item> {
    let got =
        table.get_item().table_name(TABLE).set_key(Some(item(pk, sk, &[]))).consistent_read(true).send();
    got.await.expect("a get").item
}
