//! The parameters of an address.

use lambda_http::Request;
use serde::de::DeserializeOwned;

/// The parameters; none of them when they cannot be read, since an address is easily cut or typed wrong.
pub fn read<T: DeserializeOwned + Default>(request: &Request) -> T {
    request.uri().query().and_then(|query| serde_html_form::from_str(query).ok()).unwrap_or_default()
}

/// The parameters that have a value, as an address carries them after its `?`; empty without any.
pub fn write(parameters: &[(&str, &str)]) -> String {
    let given: Vec<_> = parameters.iter().filter(|(_, value)| !value.is_empty()).collect();
    serde_html_form::to_string(&given).unwrap_or_default() // pairs of texts: it has nothing to fail on
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::{Body, http};

    #[derive(Debug, PartialEq, Default, serde::Deserialize)]
    #[serde(default)]
    struct Asked {
        q: String,
        page: String,
    }

    fn asked(address: &str) -> Asked {
        read(&http::Request::builder().uri(address).body(Body::Empty).unwrap())
    }

    #[test]
    fn what_is_written_reads_back() {
        let written = write(&[("q", "l’été & co"), ("region", ""), ("page", "2")]);
        assert_eq!(asked(&format!("/liste?{written}")), Asked { q: "l’été & co".into(), page: "2".into() });
        assert_eq!(write(&[("q", "")]), "");
    }

    #[test]
    fn an_address_that_cannot_be_read_asks_for_nothing() {
        for address in ["/liste", "/liste?", "/liste?q=a&q=b", "/liste?autre=1"] {
            assert_eq!(asked(address), Asked::default(), "{address}");
        }
    }
}
