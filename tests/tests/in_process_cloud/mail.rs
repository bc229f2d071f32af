//! SES.

use aws_sdk_ses::primitives::Blob;
use aws_sdk_ses::types::{MessageTag, RawMessage};
use pipeline_tests::cloud::{CONFIGURATION_SET, Cloud, MAIL_DOMAIN};

use crate::table::code;
use crate::toy::Toys;

fn raw(from: &str) -> RawMessage {
    let text = format!("Subject: =?utf-8?q?Re=C3=A7u?=\r\nFrom: Mois\r\n <{from}>\r\n\r\nBonjour\r\n");
    RawMessage::builder().data(Blob::new(text)).build().unwrap()
}

#[tokio::test]
async fn an_accepted_mail_is_kept_as_given() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let from = format!("mois@{MAIL_DOMAIN}");
    let tag = MessageTag::builder().name("row").value("MAIL-1").build().unwrap();
    let send = toys.mail.send_raw_email().raw_message(raw(&from)).destinations("a@example.org").tags(tag);
    let id = send.configuration_set_name(CONFIGURATION_SET).send().await.unwrap().message_id;
    let mails = cloud.mails();
    assert_eq!(mails.len(), 1);
    assert_eq!((&mails[0].message_id, &mails[0].destinations[..]), (&id, &["a@example.org".to_owned()][..]));
    assert_eq!(mails[0].tags["row"], "MAIL-1");
    assert_eq!(mails[0].configuration_set.as_deref(), Some(CONFIGURATION_SET));
    assert!(String::from_utf8_lossy(&mails[0].raw).ends_with("Bonjour\r\n"));
}

#[tokio::test]
async fn what_ses_refuses_is_refused_and_not_sent() {
    let cloud = Cloud::new().await;
    let toys = Toys::new(&cloud);
    let from = format!("mois@{MAIL_DOMAIN}");
    let to = || toys.mail.send_raw_email().raw_message(raw(&from)).destinations("a@example.org");
    let tag = MessageTag::builder().name("row").value("a b").build().unwrap();
    for (expected, send) in [
        ("MessageRejected", to().raw_message(raw("mois@elsewhere.test"))),
        ("MessageRejected", to().source("x@elsewhere.test")),
        ("MessageRejected", to().set_destinations(None)),
        ("MessageRejected", to().set_destinations(Some(vec!["a@example.org".to_owned(); 51]))),
        ("InvalidParameterValue", to().destinations("é@example.org")),
        ("InvalidParameterValue", to().tags(tag)),
        ("ConfigurationSetDoesNotExist", to().configuration_set_name("other")),
    ] {
        assert_eq!(code(send.send().await), expected);
    }
    assert!(cloud.mails().is_empty());
}
