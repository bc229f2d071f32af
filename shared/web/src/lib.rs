//! Pages and forms: DSFR layout, form components, form decoding, security headers, error pages.

pub mod answer;
pub mod body;
pub mod form;
pub mod page;
pub mod query;

pub use answer::Answer;
pub use page::{Page, Section};
