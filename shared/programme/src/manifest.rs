//! `manifest.webmanifest` (W3C, Web Application Manifest): the site's name and pictures, for those who keep it on their
//! first screen. It stays a page of the browser, with its address and its buttons.

use serde::Serialize;

use crate::programme::Programme;

#[derive(Serialize)]
struct Manifest<'a> {
    id: &'static str,
    name: &'a str,
    short_name: String,
    lang: &'static str,
    dir: &'static str,
    start_url: &'static str,
    scope: &'static str,
    display: &'static str,
    theme_color: &'static str,
    background_color: &'static str,
    icons: [Icon; 2],
}

#[derive(Serialize)]
struct Icon {
    src: &'static str,
    sizes: &'static str,
    #[serde(rename = "type")]
    kind: &'static str,
}

const fn icon(src: &'static str, sizes: &'static str) -> Icon {
    Icon { src, sizes, kind: "image/png" }
}

/// The file.
pub(crate) fn manifest(programme: &Programme<'_>) -> Vec<u8> {
    let manifest = Manifest {
        id: "/",
        name: programme.edition.name.as_str(),
        short_name: format!("Le Mois {}", programme.edition.year),
        lang: "fr",
        dir: "ltr",
        start_url: "/",
        scope: "/",
        display: "browser",
        theme_color: "#000091",
        background_color: "#ffffff",
        icons: [
            icon("/assets/dsfr/favicon/android-chrome-192x192.png", "192x192"),
            icon("/assets/dsfr/favicon/android-chrome-512x512.png", "512x512"),
        ],
    };
    serde_json::to_vec(&manifest).unwrap_or_default() // text only: it has nothing to fail on
}
