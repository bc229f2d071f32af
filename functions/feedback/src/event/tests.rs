//! Events as SES publishes them (`events/`), with the addresses of people who do not exist.

use model::ledger::{Fate, Report};
use serde_json::{Value, json};

use super::*;

macro_rules! event {
    ($name:literal) => {
        include_str!(concat!("../../events/", $name, ".json"))
    };
}

const SES_ID: &str = "0102018f3b2c4d5e-6f708192-a3b4-4c5d-8e6f-0a1b2c3d4e5f-000000";
const TAG: &str = "7k3qx9mb2fht-1-confirm";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn read(body: &str) -> Event {
    Event::read(body).unwrap()
}

fn news(body: &str) -> News {
    read(body).news.expect("news of a mail")
}

fn fate(body: &str) -> Option<Fate> {
    news(body).report.fate
}

/// The event with one of its parts changed.
fn changed(body: &str, pointer: &str, value: Value) -> String {
    let mut event: Value = serde_json::from_str(body).unwrap();
    *event.pointer_mut(pointer).expect("such a part") = value;
    event.to_string()
}

/// The same as SNS hands it over when it is not told to leave it as it is.
fn enveloped(message: &str) -> String {
    json!({
        "Type": "Notification",
        "MessageId": "22b80b92-fdea-4c2c-8f9d-bdfb0c7bf324",
        "TopicArn": "arn:aws:sns:eu-west-3:123456789012:mip-MailEvents-1A2B3C4D5E6F",
        "Subject": "Amazon SES Email Event Notification",
        "Message": message,
        "Timestamp": "2024-11-04T08:00:07.000Z",
        "SignatureVersion": "1",
        "Signature": "c2lnbmF0dXJl",
        "SigningCertURL": "https://sns.eu-west-3.amazonaws.com/SimpleNotificationService-0.pem",
        "UnsubscribeURL": "https://sns.eu-west-3.amazonaws.com/?Action=Unsubscribe",
    })
    .to_string()
}

#[test]
fn a_delivery_names_the_mail_by_its_tag_and_says_when() {
    let News { mail, report, recipients } = news(event!("delivery"));
    assert_eq!((mail.unwrap().as_str(), recipients), (TAG, 1));
    let expected = Report {
        ses_id: SES_ID.into(),
        accepted_at: at("2024-11-04T08:00:05.123Z"),
        fate: Some(Fate::Delivered { at: at("2024-11-04T08:00:06.789Z") }),
    };
    assert_eq!(report, expected);
}

#[test]
fn a_bounce_says_whether_it_is_for_good_and_why() {
    let at = at("2024-11-04T08:00:09.456Z");
    let gone = Fate::Bounced { at, permanent: true, why: "NoEmail".into() };
    assert_eq!(fate(event!("bounce")), Some(gone));
    let content = Fate::Bounced { at, permanent: false, why: "ContentRejected".into() };
    assert_eq!(fate(event!("bounce-content")), Some(content), "not the person's fault");
}

#[test]
fn what_ses_rejects_itself_has_not_arrived_for_a_reason_that_is_not_the_persons() {
    let rejected =
        Fate::Bounced { at: at("2024-11-04T08:00:05.123Z"), permanent: false, why: "Rejected".into() };
    assert_eq!(fate(event!("reject")), Some(rejected));
}

#[test]
fn accepted_or_delayed_says_nothing_of_the_end() {
    for (body, kind) in [(event!("send"), Kind::Send), (event!("delivery-delay"), Kind::DeliveryDelay)] {
        let event = read(body);
        assert_eq!(event.kind, kind);
        let news = event.news.unwrap();
        assert_eq!((news.report.ses_id.as_str(), news.report.fate), (SES_ID, None));
    }
}

#[test]
fn a_complaint_is_one_only_when_a_person_complains() {
    let complaint = event!("complaint");
    let at = at("2024-11-05T17:20:00Z");
    assert_eq!(fate(complaint), Some(Fate::Complained { at }));
    let typed = |kind: &str| changed(complaint, "/complaint/complaintFeedbackType", kind.into());
    assert_eq!(fate(&typed("not-spam")), Some(Fate::Delivered { at }));
    assert_eq!(fate(&typed("auth-failure")), None);
    let kept_back = changed(complaint, "/complaint/complaintSubType", "OnAccountSuppressionList".into());
    let why = "OnAccountSuppressionList".into();
    assert_eq!(fate(&kept_back), Some(Fate::Bounced { at, permanent: true, why }));
}

#[test]
fn an_identitys_notification_has_no_tag_and_may_be_about_several_recipients() {
    let News { mail, report, recipients } = news(event!("notification-bounce"));
    assert_eq!((mail, recipients), (None, 2));
    assert_eq!(report.ses_id, SES_ID);
    assert!(matches!(report.fate, Some(Fate::Bounced { permanent: true, .. })));
    assert!(matches!(fate(event!("notification-delivery")), Some(Fate::Delivered { .. })));
}

#[test]
fn in_snss_envelope_or_as_it_is_an_event_says_the_same() {
    for body in [event!("delivery"), event!("complaint"), event!("notification-bounce")] {
        assert_eq!(read(&enveloped(body)), read(body));
    }
}

#[test]
fn what_is_about_no_mail_is_only_named() {
    let validated = "Successfully validated SNS topic for Amazon SES event publishing.";
    let confirmation = changed(&enveloped("You have chosen…"), "/Type", "SubscriptionConfirmation".into());
    let opened = changed(event!("send"), "/eventType", "Open".into());
    for (body, kind) in [
        (event!("rendering-failure"), Kind::RenderingFailure),
        (event!("notification-subscribed"), Kind::Other),
        (&opened, Kind::Other),
        (validated, Kind::Other),
        (&enveloped(validated), Kind::Other),
        (&confirmation, Kind::Other),
    ] {
        assert_eq!(read(body), Event { kind, news: None }, "{body}");
    }
}

#[test]
fn a_reason_that_is_not_a_word_is_not_kept() {
    let told = changed(event!("bounce"), "/bounce/bounceSubType", "camille.durand@exemple.gouv.fr".into());
    assert!(matches!(fate(&told), Some(Fate::Bounced { why, .. }) if why == "Undetermined"));
}

#[test]
fn what_cannot_be_read_is_an_error_that_tells_no_address() {
    let delivery = event!("delivery");
    let wrong_time = changed(delivery, "/delivery/timestamp", "camille.durand@exemple.gouv.fr".into());
    let without_mail = changed(delivery, "/mail", Value::Null);
    let without_delivery = changed(delivery, "/delivery", Value::Null);
    for body in [
        "",
        "{",
        "[]",
        "{}",
        "camille.durand@exemple.gouv.fr",
        &delivery[..delivery.len() / 2],
        &wrong_time,
        &without_mail,
        &without_delivery,
        &enveloped("camille.durand@exemple.gouv.fr"),
    ] {
        let error = Event::read(body).unwrap_err();
        let told = format!("{error:#} {error:?}");
        assert!(matches!(error, Error::Unreadable { .. } | Error::Incomplete), "{body}: {told}");
        assert!(!told.contains("camille"), "{told}");
    }
}
