//! A mail client's own unsubscription (RFC 8058 §3.1): a POST that says `List-Unsubscribe=One-Click`, in whatever form.
//!
//! The standard wants `multipart/form-data` or `application/x-www-form-urlencoded`; clients send both, and others.

use lambda_http::{Body, Request};

/// The largest body that is read.
const MOST_BYTES: usize = 64 * 1024;

const KEY: &str = "list-unsubscribe";
const VALUE: &str = "one-click";

/// Whether a request is a one-click unsubscription, whatever it says its content is.
pub(crate) fn is_asked(request: &Request) -> bool {
    let bytes: &[u8] = match request.body() {
        Body::Text(text) => text.as_bytes(),
        Body::Binary(bytes) => bytes,
        _ => &[],
    };
    if bytes.len() > MOST_BYTES {
        return false;
    }
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    is_pair(&text) || is_part(&text)
}

/// A pair of a form, or a line of plain text.
fn is_pair(text: &str) -> bool {
    text.split(['&', '\r', '\n']).any(|pair| {
        let pair: Vec<(String, String)> = serde_html_form::from_str(pair.trim()).unwrap_or_default();
        pair.iter().any(|(key, value)| key.trim() == KEY && value.trim() == VALUE)
    })
}

/// A part of a multipart form (RFC 7578 §4.2): its name in its head, then a blank line, then its value.
fn is_part(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim);
    while let Some(line) = lines.next() {
        let is_named = line
            .strip_prefix("content-disposition:")
            .is_some_and(|head| head.split(';').any(|parameter| is_name(parameter.trim())));
        if is_named && lines.by_ref().skip_while(|line| !line.is_empty()).nth(1) == Some(VALUE) {
            return true;
        }
    }
    false
}

fn is_name(parameter: &str) -> bool {
    parameter.strip_prefix("name=").is_some_and(|name| name.trim_matches('"') == KEY)
}

#[cfg(test)]
mod tests {
    use lambda_http::http;

    use super::*;

    fn asks(body: impl Into<Body>) -> bool {
        is_asked(&http::Request::builder().body(body.into()).unwrap())
    }

    #[test]
    fn every_form_in_which_clients_ask_is_understood() {
        let part =
            "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n--b--\r\n";
        let bare = "--b\nContent-Disposition: form-data; name=List-Unsubscribe\nContent-Type: text/plain\n\nOne-Click\n--b--";
        let other = format!("--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n1\r\n{part}");
        for body in [
            "List-Unsubscribe=One-Click",
            "list-unsubscribe=one-click\r\n",
            "LIST-UNSUBSCRIBE=ONE-CLICK",
            "a=b&List-Unsubscribe=One-Click&c=d",
            "List%2DUnsubscribe=One%2dClick",
            part,
            bare,
            &other,
        ] {
            assert!(asks(body), "{body}");
            assert!(asks(body.as_bytes().to_vec()), "{body}");
        }
    }

    #[test]
    fn nothing_else_is() {
        let other = "--b\r\nContent-Disposition: form-data; name=\"List\"\r\n\r\nOne-Click\r\n--b--\r\n";
        let far = "--b\r\nContent-Disposition: form-data; name=\"List-Unsubscribe\"\r\n\r\nno\r\nOne-Click\r\n--b--\r\n";
        for body in [
            "",
            "List-Unsubscribe",
            "List-Unsubscribe=",
            "act=leave&leave=unsubscribe",
            "One-Click",
            other,
            far,
        ] {
            assert!(!asks(body), "{body}");
        }
        assert!(!asks(Body::Empty) && !asks(vec![0xff; 9]));
        assert!(!asks(format!("{}&List-Unsubscribe=One-Click", "x".repeat(MOST_BYTES))));
    }
}
