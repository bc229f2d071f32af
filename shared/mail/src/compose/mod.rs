//! What each letter says.

mod addresses;
mod desk;
mod draft;
mod links;
mod mailing;
mod moderator;
mod organiser;
mod subscriber;
mod words;

pub use addresses::Addresses;
pub use desk::DeskDossier;
pub use draft::DraftDossier;
pub use links::{LinksDossier, OwnEvent};
pub use mailing::{MailingDossier, Proof};
pub use moderator::{Resembling, ReviewDossier};
pub use organiser::OrganiserDossier;
pub use subscriber::SubscriberDossier;
