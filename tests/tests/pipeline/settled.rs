//! What must hold of queues and mails once everything has settled, whatever broke on the way.

use std::collections::BTreeMap;

use model::ledger::Status;
use pipeline_tests::cloud::{Cloud, Service};

use crate::world::World;

/// How the mails' rows end, by what each is for (`decision`, `review`…): how many were sent, how many were dropped (of these,
/// some perhaps after they had left: the answer was lost, and events overtook them).
pub(crate) type Ends = BTreeMap<String, (usize, usize)>;

/// Every queue is empty, every mail is sent or dropped in a named state, and none was sent twice unless SES's answer (or
/// the row of that very mail) was lost: the one more copy that the ledger promises.
pub(crate) async fn settled(world: &World, cloud: &Cloud) -> Ends {
    for queue in ["Submissions", "Desk", "Mail", "Feedback", "Programme", "Newsletter", "Mailings"] {
        for queue in [queue.to_owned(), format!("{queue}DeadLetters")] {
            assert_eq!(cloud.messages(&queue).len(), 0, "{queue} is empty");
        }
    }
    let mut ends = Ends::new();
    for row in cloud.items().await.into_iter().filter(|item| item["entity"]["S"] == "mail") {
        let id = row["pk"]["S"].as_str().unwrap().strip_prefix("MAIL#").unwrap().to_owned();
        let mail =
            world.store.mail(&serde_json::from_value(id.clone().into()).unwrap()).await.unwrap().unwrap();
        let copies = cloud.mails().iter().filter(|mail| mail.tags["mail"] == id).count();
        let kind =
            row["letter"]["M"]["purpose"]["S"].as_str().or(row["letter"]["M"]["occasion"]["S"].as_str());
        let end = ends.entry(kind.expect("a letter says what it is for").to_owned()).or_default();
        let struck_while_sending = cloud.calls().iter().any(|call| {
            call.function == "send"
                && call.fault.is_some()
                && (call.service == Service::Ses || call.target.contains(&id))
        });
        match mail.status {
            Status::Sent { .. } => {
                assert!((1..=2).contains(&copies), "{id}: {copies} copies");
                end.0 += 1;
            }
            Status::Skipped { .. } => {
                assert_eq!(copies, 0, "{id} was dropped and sent");
                end.1 += 1;
            }
            // Perhaps sent, and overtaken before it could be sent once more.
            Status::Unknown { .. } if struck_while_sending => {
                assert!(copies <= 1, "{id}: {copies} copies");
                end.1 += 1;
            }
            status => panic!("{id} ends as {status:?} with {copies} copies"),
        }
        assert!(copies <= 1 || struck_while_sending, "{id} was sent {copies} times for no reason");
    }
    ends
}

/// The ends that a scenario expects.
pub(crate) fn ends(expected: &[(&str, usize, usize)]) -> Ends {
    expected.iter().map(|&(kind, sent, dropped)| (kind.to_owned(), (sent, dropped))).collect()
}
