//! A function may do what its role in the template says, and nothing else.

use aws_sdk_dynamodb::types::AttributeValue;
use aws_sdk_s3::error::ProvideErrorMetadata;
use aws_sdk_s3::primitives::ByteStream;
use pipeline_tests::cloud::{Cloud, SITE_BUCKET, TABLE};

use crate::toy::Toys;

#[tokio::test]
async fn each_role_is_held_to_its_actions_and_resources() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let message =
        |queue: &str| toys.queues.send_message().queue_url(cloud.queue_url(queue)).message_body("x").send();
    let object = |key: &str| {
        let put = toys.site.put_object().bucket(SITE_BUCKET).key(key);
        put.body(ByteStream::from_static(b"x")).send()
    };
    let put = || {
        let put = toys.table.put_item().table_name(TABLE).item("pk", AttributeValue::S("E".to_owned()));
        put.item("sk", AttributeValue::S("1".to_owned())).send()
    };
    let mut outcomes = Vec::new();
    for function in
        ["intake", "relay", "validate", "illustrate", "publish", "snapshot", "send", "a toy without a role"]
    {
        let outcome = async {
            let allowed = [
                message("Submissions").await.is_ok(),
                message("Mail").await.is_ok(),
                put().await.is_ok(),
                toys.step(&function.replace(' ', "-")).await.is_ok(),
                object("2024/index.html").await.is_ok(),
                object("snapshots/2024/latest.json").await.is_ok(),
                object("images/x-640.jpg").await.is_ok(),
                toys.mail_to("a").await.is_ok(),
            ];
            allowed.map(|allowed| if allowed { 'y' } else { 'n' }).iter().collect::<String>()
        };
        outcomes.push(cloud.invoke(function, outcome).await.unwrap());
    }
    assert_eq!(
        outcomes,
        ["nnyynnnn", "yynnnnnn", "nnyynnnn", "nnyynnyn", "nnnnynnn", "nnnnnynn", "nnyynnny", "yyyyyyyy"]
    );
    let violations = cloud.forgive();
    assert!(
        violations.contains(&"the role of publish does not allow sqs:SendMessage on Submissions".to_owned())
    );
}

#[tokio::test]
async fn a_role_that_may_not_list_the_whole_bucket_is_not_told_what_is_missing() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let key = "snapshots/2024/none.json";
    for (function, code) in [("publish", "NoSuchKey"), ("snapshot", "AccessDenied"), ("a toy", "NoSuchKey")] {
        let get = async { toys.site.get_object().bucket(SITE_BUCKET).key(key).send().await };
        let refused = cloud.invoke(function, get).await.unwrap().unwrap_err();
        assert_eq!(refused.code(), Some(code), "{function}");
    }
    let violations = cloud.forgive();
    assert_eq!(violations, [format!("the role of snapshot is not told that {key} is not in SiteBucket")]);
}

#[tokio::test]
async fn a_role_may_list_what_its_condition_says_and_replaces_only_what_it_may_read() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let list = |prefix: &str| toys.site.list_objects_v2().bucket(SITE_BUCKET).prefix(prefix).send();
    for (prefix, allowed) in [("snapshots/2024/", true), ("documents/2024/", true), ("images/", false)] {
        let listed = cloud.invoke("snapshot", list(prefix)).await.unwrap();
        assert_eq!(listed.is_ok(), allowed, "{prefix}");
    }
    let all = toys.site.list_objects_v2().bucket(SITE_BUCKET).send();
    assert!(cloud.invoke("snapshot", all).await.unwrap().is_err(), "a listing of everything has no prefix");
    let used: Vec<_> = cloud.grants_used().iter().map(ToString::to_string).collect();
    let granted = ["documents/*", "snapshots/*"];
    assert_eq!(used, granted.map(|it| format!("snapshot: s3:ListBucket on SiteBucket (List, {it})")));
    let replace = || {
        let put = toys.site.put_object().bucket(SITE_BUCKET).key("images/x-640.jpg");
        put.if_match("\"x\"").body(ByteStream::from_static(b"x")).send()
    };
    assert!(cloud.invoke("illustrate", replace()).await.unwrap().is_err());
    let violations = cloud.forgive();
    assert_eq!(
        violations,
        [
            "the role of snapshot does not allow s3:ListBucket on SiteBucket",
            "the role of snapshot does not allow s3:ListBucket on SiteBucket",
            "the role of illustrate does not allow s3:GetObject on SiteBucket/images/x-640.jpg",
        ]
    );
}

#[tokio::test]
#[should_panic(expected = "the role of relay does not allow dynamodb:PutItem on Table")]
async fn a_violation_fails_the_test_even_when_the_handler_hides_it() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let hidden = cloud.invoke("relay", async { toys.step("a").await.is_ok() }).await;
    assert_eq!(hidden, Ok(false));
}
