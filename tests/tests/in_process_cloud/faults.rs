//! Each fault does what its name says, and no more.

use pipeline_tests::cloud::{Cloud, Crashed, Fault, FaultKind, Outcome};

use crate::toy::Toys;

/// What one step under a fault came to: whether the caller was told it is done, whether it is, and the attempts.
async fn step_under(kind: FaultKind, attempts: u32) -> (Result<bool, Crashed>, bool, Vec<Outcome>) {
    let cloud = Cloud::new().await;
    let toys = Toys::retrying(&cloud, attempts);
    cloud.plan(Fault::at("step", "TransactWriteItems", 1, kind));
    let told = cloud.invoke("step", async { toys.step("a").await.is_ok() }).await;
    assert_eq!(cloud.unreached_faults(), []);
    let calls = cloud.calls();
    assert_eq!(
        (calls.len(), calls[0].number, calls[0].fault),
        (1, Some(1), Some(kind)),
        "one call, however often tried"
    );
    (told, !cloud.items().await.is_empty(), calls[0].attempts.clone())
}

#[tokio::test(start_paused = true)]
async fn every_kind_tells_the_caller_less_than_what_happened() {
    use FaultKind as K;
    use Outcome as O;
    let crashed = || Err(Crashed { function: "step".to_owned() });
    for (kind, told, happened, attempts) in [
        (K::Unreachable, Ok(false), false, vec![O::Refused]),
        (K::ServerError, Ok(false), false, vec![O::Refused]),
        (K::Throttled, Ok(false), false, vec![O::Refused]),
        (K::Conflict, Ok(false), false, vec![O::Refused]),
        (K::AnswerLost, Ok(false), true, vec![O::Lost]),
        (K::AnswerLostThenRetried, Ok(false), true, vec![O::Lost]),
        (K::CrashBefore, crashed(), false, vec![O::CrashedBefore]),
        (K::CrashAfter, crashed(), true, vec![O::CrashedAfter]),
    ] {
        assert_eq!(step_under(kind, 1).await, (told, happened, attempts), "{kind:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_sdks_own_retries_meet_the_same_fault() {
    use FaultKind as K;
    use Outcome as O;
    for (kind, told, happened, attempts) in [
        (K::Unreachable, Ok(false), false, vec![O::Refused; 3]),
        (K::ServerError, Ok(false), false, vec![O::Refused; 3]),
        (K::Throttled, Ok(false), false, vec![O::Refused; 3]),
        (K::Conflict, Ok(false), false, vec![O::Refused]),
        (K::AnswerLost, Ok(false), true, vec![O::Lost, O::Refused, O::Refused]),
        // The token of the first attempt makes the second harmless.
        (K::AnswerLostThenRetried, Ok(true), true, vec![O::Lost, O::Answered(200)]),
    ] {
        assert_eq!(step_under(kind, 3).await, (told, happened, attempts), "{kind:?}");
    }
}

#[tokio::test]
async fn a_crash_drops_the_handler_where_it_stands() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    cloud.plan(Fault::at_call(2, FaultKind::CrashAfter));
    let reached = std::cell::Cell::new(0);
    let died = cloud.invoke("steps", async {
        for id in ["a", "b", "c"] {
            toys.step(id).await.unwrap();
            reached.set(reached.get() + 1);
        }
    });
    assert!(died.await.is_err());
    assert_eq!((reached.get(), cloud.items().await.len()), (1, 4));
    toys.step("d").await.unwrap();
    assert_eq!(cloud.calls().last().unwrap().number, None, "the test's own calls are not counted");
}

#[tokio::test]
async fn every_service_has_its_own_way_to_refuse() {
    use aws_sdk_ses::error::ProvideErrorMetadata;
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    for operation in ["SendRawEmail", "SendMessage", "ListObjectsV2", "TransactWriteItems"] {
        cloud.plan(Fault::at("all", operation, 1, FaultKind::Throttled));
    }
    let codes = cloud.invoke("all", async {
        let message = toys.queues.send_message().queue_url(cloud.queue_url("Mail")).message_body("x");
        [
            toys.mail_to("a").await.err().and_then(|error| error.code().map(str::to_owned)),
            message.send().await.err().and_then(|error| error.code().map(str::to_owned)),
            toys.site
                .list_objects_v2()
                .bucket("site-bucket")
                .send()
                .await
                .err()
                .and_then(|error| error.code().map(str::to_owned)),
            toys.step("a").await.err().and_then(|error| error.code().map(str::to_owned)),
        ]
    });
    let expected = ["Throttling", "RequestThrottled", "SlowDown", "ThrottlingException"]
        .map(|code| Some(code.to_owned()));
    assert_eq!(codes.await.unwrap(), expected);
}

#[tokio::test(start_paused = true)]
async fn productions_own_settings_lead_here_too() {
    let cloud = Cloud::new().await;
    let table = aws_sdk_dynamodb::Client::new(&cloud.loader().load().await);
    cloud.plan(Fault::at("any", "ListTables", 1, FaultKind::Unreachable));
    let failed = cloud.invoke("any", table.list_tables().send()).await.unwrap();
    assert!(failed.is_err());
    assert_eq!(cloud.calls()[0].attempts, [Outcome::Refused; 3]);
}
