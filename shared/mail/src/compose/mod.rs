//! What each letter says.

mod addresses;
mod desk;
mod moderator;
mod organiser;
mod words;

pub use addresses::Addresses;
pub use desk::DeskDossier;
pub use moderator::{Resembling, ReviewDossier};
pub use organiser::OrganiserDossier;
