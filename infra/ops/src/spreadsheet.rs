//! Tables that people open with a spreadsheet.

/// A writer of RFC 4180 with a byte-order mark, so that spreadsheets read accents right.
pub(crate) fn writer() -> csv::Writer<Vec<u8>> {
    csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer("\u{feff}".as_bytes().to_vec())
}

/// A spreadsheet takes a cell that starts like this for a formula; an apostrophe makes it text (OWASP, CSV injection).
pub(crate) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}
