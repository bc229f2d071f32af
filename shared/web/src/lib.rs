//! Pages and forms: DSFR layout, form components, form decoding, security headers, error pages.

pub mod answer;
pub mod body;
pub mod form;
pub mod front_door;
pub mod markdown;
pub mod network;
pub mod page;
pub mod policy;
pub mod problem;
pub mod query;
pub mod subscribers;
mod typed;

pub use answer::Answer;
pub use page::{Page, Section};
pub use typed::Typed;
