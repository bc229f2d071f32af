//! Transactions.

use aws_sdk_dynamodb::types::{
    ConditionCheck, Put, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update,
};
use pipeline_tests::cloud::TABLE;

use crate::table::{Item, code, get, item, n, put, tables};

fn put_new(item: Item) -> TransactWriteItem {
    let put = Put::builder().table_name(TABLE).set_item(Some(item));
    let put = put.condition_expression("attribute_not_exists(pk)");
    let put = put.return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
    TransactWriteItem::builder().put(put.build().unwrap()).build()
}

fn add_one(pk: &str, sk: &str) -> TransactWriteItem {
    let update = Update::builder().table_name(TABLE).set_key(Some(item(pk, sk, &[])));
    let update = update.update_expression("ADD times :one").expression_attribute_values(":one", n(1));
    TransactWriteItem::builder().update(update.build().unwrap()).build()
}

fn exists(pk: &str, sk: &str) -> TransactWriteItem {
    let check = ConditionCheck::builder().table_name(TABLE).set_key(Some(item(pk, sk, &[])));
    let check = check.condition_expression("attribute_exists(pk)");
    TransactWriteItem::builder().condition_check(check.build().unwrap()).build()
}

#[tokio::test]
async fn a_transaction_is_all_or_nothing_and_says_why_not() {
    use aws_sdk_dynamodb::operation::transact_write_items::TransactWriteItemsError::TransactionCanceledException;
    for table in tables().await {
        put(&table, item("E", "1", &[("v", n(7))])).await;
        let actions = vec![add_one("E", "2"), put_new(item("E", "1", &[])), exists("E", "3")];
        let refused = table.transact_write_items().set_transact_items(Some(actions)).send().await;
        let TransactionCanceledException(cancelled) = refused.expect_err("it exists").into_service_error()
        else {
            panic!("cancelled for another reason")
        };
        let reasons = cancelled.cancellation_reasons();
        let codes: Vec<_> = reasons.iter().map(|reason| reason.code().unwrap_or_default()).collect();
        assert_eq!(codes, ["None", "ConditionalCheckFailed", "ConditionalCheckFailed"]);
        assert_eq!(reasons[1].item, Some(item("E", "1", &[("v", n(7))])));
        assert_eq!(reasons[2].item, None);
        assert_eq!(get(&table, "E", "2").await, None, "nothing was written");

        let actions = vec![add_one("E", "2"), put_new(item("E", "3", &[])), exists("E", "1")];
        assert_eq!(code(table.transact_write_items().set_transact_items(Some(actions)).send().await), "ok");
        assert_eq!(get(&table, "E", "2").await.unwrap()["times"], n(1));
        let only_checks = vec![exists("E", "1"), exists("E", "3")];
        assert_eq!(
            code(table.transact_write_items().set_transact_items(Some(only_checks)).send().await),
            "ok"
        );
    }
}

#[tokio::test]
async fn a_replayed_token_answers_as_the_first_time_without_doing_it_again() {
    for table in tables().await {
        let once = |actions| {
            table.transact_write_items().client_request_token("one").set_transact_items(Some(actions))
        };
        for _ in 0..3 {
            let actions = vec![add_one("E", "1"), put_new(item("E", "2", &[]))];
            assert_eq!(code(once(actions).send().await), "ok");
        }
        assert_eq!(get(&table, "E", "1").await.unwrap()["times"], n(1));
        let other = once(vec![add_one("E", "3")]).send().await;
        assert_eq!(code(other), "IdempotentParameterMismatchException");

        // A token whose transaction was cancelled stands for nothing.
        let late = || {
            let late = table.transact_write_items().client_request_token("two");
            late.transact_items(exists("E", "9")).transact_items(add_one("E", "8")).send()
        };
        assert_eq!(code(late().await), "TransactionCanceledException");
        put(&table, item("E", "9", &[])).await;
        assert_eq!(code(late().await), "ok");
    }
}

#[tokio::test]
async fn a_transaction_names_an_item_once_and_has_at_most_a_hundred_actions() {
    for table in tables().await {
        put(&table, item("E", "1", &[])).await;
        let send = |actions| table.transact_write_items().set_transact_items(Some(actions)).send();
        let twice = vec![exists("E", "1"), add_one("E", "1")];
        assert_eq!(code(send(twice).await), "ValidationException");
        let many = |count: usize| (0..count).map(|at| add_one("E", &format!("{at:03}"))).collect();
        assert_eq!(code(send(many(100)).await), "ok");
        assert_eq!(code(send(many(101)).await), "ValidationException");
    }
}
