//! PDF programmes and cards for social networks: words in, bytes out. Pure.
//!
//! What a document says comes from `programme` ([`Booklet`](programme::Booklet), [`Poster`](programme::Poster)); here it
//! is set, by Typst, from one template for each kind. The same words always give the same bytes. What people typed goes
//! in as values: a template never reads it as markup.

mod document;
mod error;
mod fonts;
mod legible;
mod world;

pub use document::{Document, made_by};
pub use error::PrintError;
