//! Pages and forms: DSFR layout, form components, form decoding, security headers, error pages.

pub mod answer;
pub mod body;
pub mod form;
pub mod markdown;
pub mod network;
pub mod page;
pub mod problem;
pub mod query;
mod typed;

pub use answer::Answer;
pub use page::{Page, Section};
pub use typed::Typed;
