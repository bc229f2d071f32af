//! Mails: what each says, its MIME form, and SES.

mod compose;
mod message;
mod mime;
mod plain;
mod ses;
#[cfg(test)]
mod tests;

pub use compose::{Dossier, compose};
pub use message::Message;
pub use mime::Sender;
pub use ses::{SendFailure, Ses};
