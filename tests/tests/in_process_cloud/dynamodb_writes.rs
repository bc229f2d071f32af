//! Conditional writes, and the requests that are refused before anything is read.

use aws_sdk_dynamodb::error::ProvideErrorMetadata;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, ReturnValuesOnConditionCheckFailure};
use pipeline_tests::cloud::TABLE;

use crate::table::{code, get, item, n, put, s, tables};

#[tokio::test]
async fn conditions_hold_as_documented() {
    for table in tables().await {
        let list = AttributeValue::L(vec![s("a"), n(1)]);
        let map = AttributeValue::M(item("x", "y", &[("deep", list.clone())]));
        let tags = AttributeValue::Ss(vec!["b".to_owned(), "a".to_owned()]);
        let more =
            [("count", n(3)), ("tags", tags), ("list", list.clone()), ("map", map), ("title", s("Été"))];
        put(&table, item("E", "1", &more)).await;
        let values = [
            (":three", n(3)),
            (":decimal", AttributeValue::N("3.0".to_owned())),
            (":ten", n(10)),
            (":a", s("a")),
            (":prefix", s("Ét")),
            (":set", AttributeValue::Ss(vec!["a".to_owned(), "b".to_owned()])),
            (":list", list),
            (":type", s("SS")),
        ];
        for (condition, holds) in [
            ("#count = :three", true),
            ("#count = :decimal", true),
            ("#count < :ten", true),
            ("#count <> :three", false),
            ("absent <> :three", true),
            ("absent = :three", false),
            ("absent < :three", false),
            ("NOT absent = :three", true),
            ("title < :three", false),
            ("title <> :three", true),
            ("#count IN (:ten, :three)", true),
            ("#count BETWEEN :three AND :ten", true),
            ("tags = :set", true),
            ("#list = :list", true),
            ("contains(tags, :a)", true),
            ("contains(#list, :a)", true),
            ("#list[1] < :ten", true),
            ("#map.deep[0] = :a", true),
            ("begins_with(title, :prefix)", true),
            ("size(title) = :three", true),
            ("size(tags) < :three", true),
            ("attribute_type(tags, :type)", true),
            ("attribute_exists(absent) OR (attribute_exists(#map.deep) AND #count = :three)", true),
            ("attribute_not_exists(pk)", false),
        ] {
            let mut check = table.update_item().table_name(TABLE).set_key(Some(item("E", "1", &[])));
            check = check.update_expression("SET touched = :touched").condition_expression(condition);
            check = check.expression_attribute_values(":touched", n(1));
            for (name, value) in &values {
                if condition.split(|c: char| !(c.is_alphanumeric() || c == ':')).any(|word| word == *name) {
                    check = check.expression_attribute_values(*name, value.clone());
                }
            }
            for name in ["count", "list", "map"].iter().filter(|name| condition.contains(&format!("#{name}")))
            {
                check = check.expression_attribute_names(format!("#{name}"), *name);
            }
            let expected = if holds { "ok" } else { "ConditionalCheckFailedException" };
            assert_eq!(code(check.send().await), expected, "{condition}");
        }
    }
}

#[tokio::test]
async fn a_failed_condition_gives_back_the_item_to_who_asks() {
    for table in tables().await {
        let new = || table.put_item().table_name(TABLE).condition_expression("attribute_not_exists(pk)");
        assert_eq!(code(new().set_item(Some(item("E", "1", &[("v", n(1))]))).send().await), "ok");
        let again = new().set_item(Some(item("E", "1", &[("v", n(2))])));
        let refused = again.clone().send().await.expect_err("it exists").into_service_error();
        assert_eq!(refused.code(), Some("ConditionalCheckFailedException"));
        let again =
            again.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        match again.send().await.expect_err("it exists").into_service_error() {
            aws_sdk_dynamodb::operation::put_item::PutItemError::ConditionalCheckFailedException(failed) => {
                assert_eq!(failed.item, Some(item("E", "1", &[("v", n(1))])));
            }
            other => panic!("{other}"),
        }
    }
}

#[tokio::test]
async fn an_update_gives_back_what_it_is_asked_for() {
    for table in tables().await {
        let update = |value: i64, returned: ReturnValue| {
            let update = table.update_item().table_name(TABLE).set_key(Some(item("E", "1", &[])));
            let update =
                update.update_expression("SET v = :v, initial = if_not_exists(initial, :v) ADD times :one");
            let update =
                update.expression_attribute_values(":v", n(value)).expression_attribute_values(":one", n(1));
            update.return_values(returned).send()
        };
        assert_eq!(update(1, ReturnValue::AllOld).await.unwrap().attributes, None, "there was nothing");
        let new = update(2, ReturnValue::AllNew).await.unwrap().attributes;
        assert_eq!(new, Some(item("E", "1", &[("v", n(2)), ("initial", n(1)), ("times", n(2))])));
        let old = update(3, ReturnValue::AllOld).await.unwrap().attributes;
        assert_eq!(old, Some(item("E", "1", &[("v", n(2)), ("initial", n(1)), ("times", n(2))])));
        assert_eq!(update(4, ReturnValue::None).await.unwrap().attributes, None);
        assert_eq!(get(&table, "E", "1").await.unwrap()["times"], n(4));
        assert_eq!(get(&table, "E", "2").await, None);
    }
}

#[tokio::test]
async fn requests_that_break_the_rules_are_refused() {
    for table in tables().await {
        let update = |expression: &str| {
            table
                .update_item()
                .table_name(TABLE)
                .set_key(Some(item("E", "1", &[])))
                .update_expression(expression)
                .expression_attribute_values(":v", s("x"))
        };
        assert_eq!(code(update("SET free_word = :v").send().await), "ok");
        for reserved in ["state", "Name", "status", "year", "region", "ttl", "date", "zone"] {
            let bare = update(&format!("SET {reserved} = :v")).send().await;
            assert_eq!(code(bare), "ValidationException", "{reserved}");
        }
        assert_eq!(code(update("SET #s = :v").expression_attribute_names("#s", "state").send().await), "ok");
        for (what, broken) in [
            ("unused value", update("REMOVE free_word")),
            ("unused name", update("SET free_word = :v").expression_attribute_names("#s", "state")),
            ("undefined name", update("SET #s = :v")),
            ("undefined value", update("SET free_word = :v, other = :w")),
            ("key attribute", update("SET sk = :v")),
            ("no expression", update("")),
            ("key attribute missing", update("SET v = :v").set_key(Some([("pk".to_owned(), s("E"))].into()))),
            ("more than the key", update("SET v = :v").set_key(Some(item("E", "1", &[("v", s("x"))])))),
            ("empty key", update("SET v = :v").set_key(Some(item("E", "", &[])))),
            ("number as key", update("SET v = :v").key("sk", n(1))),
        ] {
            assert_eq!(code(broken.send().await), "ValidationException", "{what}");
        }
        for (what, broken) in [
            ("empty set", item("E", "1", &[("set", AttributeValue::Ss(Vec::new()))])),
            ("too large", item("E", "1", &[("text", s(&"x".repeat(400 * 1024)))])),
            ("no sort key", [("pk".to_owned(), s("E"))].into()),
        ] {
            let refused = table.put_item().table_name(TABLE).set_item(Some(broken)).send().await;
            assert_eq!(code(refused), "ValidationException", "{what}");
        }
        put(&table, item("E", "1", &[("empty", s("")), ("text", s(&"x".repeat(390 * 1024)))])).await;
        let elsewhere = table.put_item().table_name("Other").set_item(Some(item("E", "1", &[]))).send().await;
        assert_eq!(code(elsewhere), "ResourceNotFoundException");
    }
}

#[tokio::test]
async fn adding_to_a_set_twice_is_adding_once() {
    for table in tables().await {
        let change = |expression: &str, editions: [&str; 2]| {
            let set = AttributeValue::Ns(editions.map(str::to_owned).to_vec());
            let change = table.update_item().table_name(TABLE).set_key(Some(item("P", "1", &[])));
            change.update_expression(expression).expression_attribute_values(":editions", set).send()
        };
        for _ in 0..2 {
            change("ADD editions :editions", ["2023", "2024"]).await.unwrap();
        }
        let mut editions = get(&table, "P", "1").await.unwrap()["editions"].as_ns().unwrap().clone();
        editions.sort();
        assert_eq!(editions, ["2023", "2024"]);
        change("DELETE editions :editions", ["2023", "2024"]).await.unwrap();
        assert_eq!(get(&table, "P", "1").await, Some(item("P", "1", &[])), "an empty set is no attribute");
    }
}
