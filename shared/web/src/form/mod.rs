//! The design system's form components, as values that render themselves.
//!
//! Sources: DSFR, "Champ de saisie", "Liste déroulante", "Bouton radio", "Case à cocher", "Alerte"; RGAA 11.1
//! (labels), 11.5 to 11.7 (groups and legends), 11.10 and 11.11 (errors and examples), 11.13 (autocomplete).

mod choices;
mod input;
mod summary;

pub use choices::{Choice, Choices, Select};
pub use input::{Input, Textarea};
pub use summary::{ErrorSummary, FieldError};
