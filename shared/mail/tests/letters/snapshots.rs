//! Every letter, both parts.

use crate::every::every_letter;
use crate::said::HONEST;

#[test]
fn every_letter_in_both_parts() {
    for (name, message) in every_letter(&HONEST) {
        let head = format!("Subject: {}\nPreheader: {}", message.subject, message.preheader);
        let parts = format!("{head}\n\n{}\n{}\n{}", message.text(), "=".repeat(80), message.html());
        insta::assert_snapshot!(name, parts);
    }
}
