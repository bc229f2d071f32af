//! Mails: what each says, its MIME form, and SES.

mod compose;
mod copies;
mod issue;
mod message;
mod mime;
mod plain;
mod quota;
mod ses;

pub use compose::{
    Addresses, DeskDossier, DraftDossier, LinksDossier, MailingDossier, OrganiserDossier, OwnEvent, Proof,
    Resembling, ReviewDossier, SubscriberDossier,
};
pub use copies::{Copies, Press};
pub use issue::{Banner, Check, IssueView, Rendering, checks};
pub use message::{Block, Entry, Linked, Message};
pub use mime::{Mail, Sender};
pub use quota::{Quota, QuotaUnknown};
pub use ses::{SendFailure, Ses};
