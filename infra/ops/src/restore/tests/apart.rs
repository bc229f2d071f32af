//! What a restore is made of, piece by piece.

use super::*;

#[tokio::test(start_paused = true)]
async fn a_table_of_another_person_key_is_refused() {
    let other = Cloud::new().await;
    morning(&other).await;
    identity::check(&store(&other), &key()).await.unwrap();
    let error = identity::check(&store(&other), &PersonKey::new("another")).await.unwrap_err();
    assert!(error.to_string().contains("another person key"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_copy_has_the_rows_and_the_digest_of_its_original() {
    let (cloud, other) = (Cloud::new().await, Cloud::new().await);
    morning(&other).await;
    store(&other).note_restoration(&begun(&other, other.now())).await.unwrap();
    let bar = ProgressBar::hidden();
    copy(&store(&other), &store(&cloud), &bar).await.unwrap();
    let (one, two) =
        (summary(&store(&other), &bar).await.unwrap(), summary(&store(&cloud), &bar).await.unwrap());
    assert_eq!(one, two);
    assert!(store(&cloud).restoration().await.unwrap().is_none(), "the note of a restore is not content");
    store(&cloud).write_rows(vec![Write::Put(row("EVENT#two", "event", "damaged"))]).await.unwrap();
    assert_ne!(one, summary(&store(&cloud), &bar).await.unwrap());
}

#[test]
fn a_table_is_named_after_what_it_holds() {
    let at = Source::At("2027-11-09T13:05:00Z".parse().unwrap());
    assert_eq!(at.table("mip-Table-1X"), "mip-Table-1X-at-20271109T130500Z");
    let arn = "arn:aws:dynamodb:eu-west-3:123456789012:table/mip-Table-1X/backup/01600000000000-abcdef01";
    assert_eq!(Source::Backup(arn.into()).table("mip-Table-2Y"), "mip-Table-2Y-from-01600000000000-abcdef01");
}
