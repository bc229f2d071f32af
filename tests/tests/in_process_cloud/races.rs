//! Invocations that run at the same time.

use aws_sdk_dynamodb::types::AttributeValue;
use pipeline_tests::cloud::{Cloud, TABLE};

use crate::toy::Toys;

/// Reads, then writes what was not there: only the condition decides.
async fn decide(toys: &Toys, who: &str) -> bool {
    let key = |name: &str| (name.to_owned(), AttributeValue::S("E".to_owned()));
    let get = toys.table.get_item().table_name(TABLE).set_key(Some([key("pk"), key("sk")].into()));
    if get.send().await.unwrap().item.is_some() {
        return false;
    }
    let put = toys.table.put_item().table_name(TABLE).set_item(Some([key("pk"), key("sk")].into()));
    let put = put.item("who", AttributeValue::S(who.to_owned()));
    put.condition_expression("attribute_not_exists(pk)").send().await.is_ok()
}

#[tokio::test]
async fn races_differ_by_seed_and_one_always_wins() {
    let (mut winners, mut raced) = (Vec::new(), 0);
    for seed in 0..20 {
        let cloud = Cloud::new().await;
        cloud.interleave(seed);
        let toys = Toys::new(&cloud);
        let (a, b) =
            tokio::join!(cloud.invoke("a", decide(&toys, "a")), cloud.invoke("b", decide(&toys, "b")));
        assert_ne!(a, b, "one wins");
        winners.push(if a == Ok(true) { "a" } else { "b" });
        raced += usize::from(cloud.calls().iter().filter(|call| call.operation == "PutItem").count() == 2);
        assert_eq!(cloud.items().await[0]["who"]["S"], *winners.last().unwrap());
    }
    assert!(winners.contains(&"a") && winners.contains(&"b"));
    assert!((1..20).contains(&raced), "some meet between reading and writing, some do not: {raced}");
}
