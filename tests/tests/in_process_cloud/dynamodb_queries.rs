//! Queries and their pages.

use aws_sdk_dynamodb::Client;
use pipeline_tests::cloud::{Cloud, TABLE};

use crate::table::{Item, code, item, n, put, s, tables};

async fn five(table: &Client) {
    for (at, sort) in ["LOG#1", "LOG#2", "META", "REV#1", "REV#2"].iter().enumerate() {
        put(table, item("E", sort, &[("rank", n(i64::try_from(at).unwrap()))])).await;
    }
    put(table, item("F", "META", &[])).await;
}

fn sorts(items: &[Item]) -> Vec<&str> {
    items.iter().map(|item| item["sk"].as_s().unwrap().as_str()).collect()
}

#[tokio::test]
async fn a_query_selects_sorts_filters_and_projects() {
    for table in tables().await {
        five(&table).await;
        let query = |condition: &str| {
            let query =
                table.query().table_name(TABLE).consistent_read(true).key_condition_expression(condition);
            query.expression_attribute_values(":e", s("E"))
        };
        let all = query("pk = :e").send().await.unwrap();
        assert_eq!(sorts(all.items()), ["LOG#1", "LOG#2", "META", "REV#1", "REV#2"]);
        assert!(all.last_evaluated_key().is_none());
        let logs = query("pk = :e AND begins_with(sk, :l)").expression_attribute_values(":l", s("LOG#"));
        assert_eq!(
            sorts(logs.clone().scan_index_forward(false).send().await.unwrap().items()),
            ["LOG#2", "LOG#1"]
        );
        let between = query("pk = :e AND sk BETWEEN :l AND :h").expression_attribute_values(":l", s("LOG#2"));
        let between = between.expression_attribute_values(":h", s("REV#1")).send().await.unwrap();
        assert_eq!(sorts(between.items()), ["LOG#2", "META", "REV#1"]);
        let filtered =
            query("pk = :e").filter_expression("#r > :two").expression_attribute_values(":two", n(2));
        let filtered = filtered.expression_attribute_names("#r", "rank").projection_expression("sk");
        let filtered = filtered.send().await.unwrap();
        assert_eq!((filtered.count(), filtered.scanned_count()), (2, 5));
        assert_eq!(filtered.items()[0], [("sk".to_owned(), s("REV#1"))].into());
        let counted = query("pk = :e").select(aws_sdk_dynamodb::types::Select::Count).send().await.unwrap();
        assert_eq!((counted.count(), counted.items().len()), (5, 0));
        for (what, broken) in [
            ("filter on a key", query("pk = :e").filter_expression("sk <> :e")),
            ("no partition key", query("sk = :e")),
            ("another attribute", query("pk = :e AND title = :e")),
            ("range of partitions", query("begins_with(pk, :e)")),
        ] {
            assert_eq!(code(broken.send().await), "ValidationException", "{what}");
        }
    }
}

#[tokio::test]
async fn a_full_page_has_a_last_key_even_when_nothing_follows() {
    for table in tables().await {
        five(&table).await;
        let page = |limit, start| {
            let page = table.query().table_name(TABLE).key_condition_expression("pk = :e");
            let page = page.expression_attribute_values(":e", s("E")).limit(limit);
            // The last item of the full page is filtered out: its key is the last key all the same.
            let page = page.filter_expression("#r < :four").expression_attribute_values(":four", n(4));
            page.expression_attribute_names("#r", "rank").set_exclusive_start_key(start).send()
        };
        let first = page(3, None).await.unwrap();
        assert_eq!(sorts(first.items()), ["LOG#1", "LOG#2", "META"]);
        assert_eq!(first.last_evaluated_key(), Some(&item("E", "META", &[])));
        let rest = page(2, first.last_evaluated_key).await.unwrap();
        assert_eq!(sorts(rest.items()), ["REV#1"]);
        assert_eq!(rest.last_evaluated_key(), Some(&item("E", "REV#2", &[])));
        let empty = page(2, rest.last_evaluated_key).await.unwrap();
        assert_eq!((empty.count(), empty.last_evaluated_key()), (0, None));
    }
}

#[tokio::test]
async fn a_page_ends_at_one_megabyte() {
    for table in tables().await {
        for at in 0..4 {
            put(&table, item("E", &at.to_string(), &[("text", s(&"x".repeat(300 * 1024)))])).await;
        }
        let query = table.query().table_name(TABLE).key_condition_expression("pk = :e");
        let query = query.expression_attribute_values(":e", s("E"));
        let first = query.clone().send().await.unwrap();
        let read = usize::try_from(first.count()).unwrap();
        assert!((3..=4).contains(&read), "{read} items of 300 KB in the first page");
        let mut pages = query.into_paginator().items().send();
        let mut items = 0;
        while let Some(item) = pages.next().await {
            item.unwrap();
            items += 1;
        }
        assert_eq!(items, 4);
    }
}

#[tokio::test]
async fn pages_can_be_made_as_small_as_a_test_wants() {
    let cloud = Cloud::new().await;
    cloud.page_size(2);
    let table = Client::new(&cloud.sdk_config(aws_sdk_dynamodb::config::retry::RetryConfig::disabled()));
    five(&table).await;
    let query = table.query().table_name(TABLE).key_condition_expression("pk = :e");
    let query = query.expression_attribute_values(":e", s("E"));
    assert_eq!(query.clone().send().await.unwrap().count(), 2);
    let mut pages = query.into_paginator().items().send();
    let mut items = Vec::new();
    while let Some(item) = pages.next().await {
        items.push(item.unwrap());
    }
    assert_eq!(sorts(&items), ["LOG#1", "LOG#2", "META", "REV#1", "REV#2"]);
}
