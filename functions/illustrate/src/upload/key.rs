//! Where a file is put, so that nobody's page can be led to another's file.

use links::{Capability, Subject};

/// All files are under it.
const FOLDER: &str = "depots";

/// The key of a file: `depots/<whose>/<32 hexadecimal digits>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct UploadKey(String);

impl UploadKey {
    /// A new one for the bearer of a link.
    pub(crate) fn new(link: &Capability, drawn: &str) -> Self {
        Self(format!("{}{drawn}", folder(link)))
    }

    /// One that comes back, if it is of the bearer of this link.
    pub(crate) fn read(link: &Capability, key: &str) -> Option<Self> {
        let drawn = key.strip_prefix(&folder(link))?;
        let is_drawn = drawn.len() == 32 && drawn.bytes().all(|byte| byte.is_ascii_hexdigit());
        is_drawn.then(|| Self(key.to_owned()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

fn folder(link: &Capability) -> String {
    match &link.subject {
        Subject::Draft(draft) => format!("{FOLDER}/{draft}/"),
        Subject::Seat { event, seat } => format!("{FOLDER}/{event}-{seat}/"),
        // No link for illustrating is about anything else (`links::Purpose::Illustrate`).
        _ => format!("{FOLDER}/-/"),
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use links::Purpose;
    use model::id::{DraftId, EventId};

    use super::*;

    fn link(subject: Subject) -> Capability {
        Capability { purpose: Purpose::Illustrate, subject, moderator: None, expires: Timestamp::MAX }
    }

    #[test]
    fn a_key_is_of_its_draft_or_its_place_in_a_team_and_of_no_other() {
        let seat = |seat: u8| link(Subject::Seat { event: EventId::derive(&[b"e"]), seat: seat.into() });
        let draft = |name: &[u8]| link(Subject::Draft(DraftId::derive(&[name])));
        let links = [draft(b"a"), draft(b"b"), seat(0), seat(1)];
        for link in &links {
            let key = UploadKey::new(link, &"0a".repeat(16));
            for other in &links {
                assert_eq!(UploadKey::read(other, key.as_str()).is_some(), link == other, "{key:?}");
            }
            for wrong in ["", "depots/", "../x", &key.as_str()[1..], &format!("{}0", key.as_str())] {
                assert_eq!(UploadKey::read(link, wrong), None, "{wrong}");
            }
        }
    }
}
