//! One style sheet out of the design system's many: pure text in, text out.

use std::collections::BTreeSet;

/// A style sheet of the package: its folder under `dist` and its text.
#[derive(Debug)]
pub(super) struct Sheet {
    pub(super) folder: String,
    pub(super) text: String,
}

/// The style sheet and the files, under `dist`, that it names.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Combined {
    pub(super) css: String,
    pub(super) files: BTreeSet<String>,
}

/// Puts the sheets one after the other, with the addresses of their files relative to `dist`, the wanted fonts
/// in their smallest format only, and a rule per icon.
pub(super) fn combine(sheets: &[Sheet], fonts: &[String], icons: &[String]) -> Combined {
    let mut files = BTreeSet::new();
    let mut css = String::from("@charset \"UTF-8\";\n");
    for sheet in sheets {
        let text = sheet.text.replace("@charset \"UTF-8\";", "");
        let text = keep_fonts(&text, fonts);
        css.push_str(&name_files_from_dist(&text, &sheet.folder, &mut files));
        css.push('\n');
    }
    for icon in icons {
        let file = format!("icons/{icon}.svg");
        let name = icon.rsplit('/').next().unwrap_or(icon);
        let class = format!(".fr-icon-{}", name.strip_prefix("fr--").unwrap_or(name));
        let rule = [
            &class,
            "::before,",
            &class,
            "::after{-webkit-mask-image:url(",
            &file,
            ");mask-image:url(",
            &file,
            ")}\n",
        ];
        css.extend(rule);
        files.insert(file);
    }
    Combined { css, files }
}

/// Leaves out the fonts that no page shows, and the larger format of the others.
fn keep_fonts(css: &str, fonts: &[String]) -> String {
    let mut kept = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("@font-face{") {
        let end = rest[start..].find('}').map_or(rest.len(), |length| start + length + 1);
        let (before, face) = (&rest[..start], &rest[start..end]);
        kept.push_str(before);
        if fonts.iter().any(|font| face.contains(&format!("/{font}.woff2"))) {
            // "src:url(x.woff2) format(...),url(x.woff) format(...)": every browser that we serve reads woff2.
            let smallest = face.find(",url(").map_or(face.to_owned(), |cut| format!("{}}}", &face[..cut]));
            kept.push_str(&smallest);
        }
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept
}

fn name_files_from_dist(css: &str, folder: &str, files: &mut BTreeSet<String>) -> String {
    let mut written = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("url(") {
        let (before, after) = rest.split_at(start + "url(".len());
        written.push_str(before);
        let quoted = after.starts_with(['"', '\'']);
        // A quoted address is a picture written out in place; it may hold brackets of its own.
        let Some(end) = after.find(')').filter(|_| !quoted) else {
            rest = after;
            continue;
        };
        let file = resolve(folder, &after[..end]);
        written.push_str(&file);
        files.insert(file);
        rest = &after[end..];
    }
    written.push_str(rest);
    written
}

/// A relative address as seen from `dist`.
fn resolve(folder: &str, address: &str) -> String {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in address.split('/') {
        match part {
            ".." => drop(parts.pop()),
            "." => {}
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sheet_names_its_files_from_its_own_folder() {
        let core = Sheet {
            folder: "core".to_owned(),
            text: "@font-face{src:url(../fonts/A.woff2) format(\"woff2\"),url(../fonts/A.woff) format(\"woff\")}\
                   @font-face{src:url(../fonts/B.woff2) format(\"woff2\")}\
                   a{background:url(\"data:image/svg+xml,(x)\")}"
                .to_owned(),
        };
        let card = Sheet {
            folder: "component/card".to_owned(),
            text: "@charset \"UTF-8\";b{mask-image:url(../../icons/system/x.svg)}".to_owned(),
        };
        let combined = combine(&[core, card], &["A".to_owned()], &["map/fr--pin".to_owned()]);
        let files: Vec<&str> = combined.files.iter().map(String::as_str).collect();
        assert_eq!(files, ["fonts/A.woff2", "icons/map/fr--pin.svg", "icons/system/x.svg"]);
        assert_eq!(
            combined.css,
            "@charset \"UTF-8\";\n\
             @font-face{src:url(fonts/A.woff2) format(\"woff2\")}a{background:url(\"data:image/svg+xml,(x)\")}\n\
             b{mask-image:url(icons/system/x.svg)}\n\
             .fr-icon-pin::before,.fr-icon-pin::after{-webkit-mask-image:url(icons/map/fr--pin.svg);\
             mask-image:url(icons/map/fr--pin.svg)}\n"
        );
    }
}
