//! What an SES account may send, and what SES says of more.

use aws_sdk_dynamodb::config::retry::RetryConfig;
use aws_sdk_ses::Client;
use aws_sdk_ses::error::ProvideErrorMetadata;
use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::RawMessage;
use pipeline_tests::cloud::Cloud;

async fn send(ses: &Client) -> Result<(), String> {
    let raw = RawMessage::builder().data(Blob::new("From: mois@mois.test\r\n\r\nBonjour")).build().unwrap();
    let sent = ses.send_raw_email().destinations("camille@exemple.gouv.fr").raw_message(raw).send().await;
    sent.map(|_| ()).map_err(|error| {
        format!("{}: {}", error.code().unwrap_or_default(), error.message().unwrap_or_default())
    })
}

#[tokio::test(start_paused = true)]
async fn a_rate_is_held_by_the_second_and_a_quota_by_the_day() {
    let cloud = Cloud::new().await;
    let ses = Client::new(&cloud.sdk_config(RetryConfig::disabled()));
    cloud.limit_mail(2.0, 3);
    assert!(send(&ses).await.is_ok() && send(&ses).await.is_ok());
    assert_eq!(send(&ses).await.unwrap_err(), "Throttling: Maximum sending rate exceeded.");
    cloud.clock().advance(1);
    assert!(send(&ses).await.is_ok());
    assert_eq!(send(&ses).await.unwrap_err(), "Throttling: Daily message quota exceeded.");
    let quota = ses.get_send_quota().send().await.unwrap();
    assert_eq!(
        [quota.max24_hour_send, quota.max_send_rate, quota.sent_last24_hours].map(|it| it.to_string()),
        ["3", "2", "3"]
    );
    cloud.clock().advance(24 * 3600);
    assert!(send(&ses).await.is_ok(), "a day later there is room again");
}

#[tokio::test(start_paused = true)]
async fn a_flowing_clock_moves_with_what_is_waited_for() {
    let cloud = Cloud::new().await;
    let before = cloud.now();
    tokio::time::sleep(std::time::Duration::from_mins(1)).await;
    assert_eq!(cloud.now(), before);
    cloud.clock().flow();
    tokio::time::sleep(std::time::Duration::from_mins(1)).await;
    cloud.clock().advance(5);
    tokio::time::sleep(std::time::Duration::from_secs(1)).await;
    assert_eq!(cloud.now().duration_since(before).as_secs(), 66);
}
