//! The field of an address.

use web::form::Input;

/// The element that errors lead to.
pub(crate) const ANCHOR: &str = "email";

/// The field with what was typed.
pub(crate) fn field(label: &str, typed: &str, error: Option<&str>) -> String {
    Input {
        id: ANCHOR,
        name: "email",
        label,
        hint: "Format attendu\u{a0}: nom@domaine.fr",
        kind: "email",
        autocomplete: "email",
        value: typed,
        error,
        ..Input::default()
    }
    .html()
}
