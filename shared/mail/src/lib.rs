//! Mails: what each says, its MIME form, and SES.

mod compose;
mod message;
mod mime;
mod plain;
mod ses;

pub use compose::{Addresses, DeskDossier, OrganiserDossier, Resembling, ReviewDossier};
pub use message::{Block, Entry, Message};
pub use mime::Sender;
pub use ses::{SendFailure, Ses};
