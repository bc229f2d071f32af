//! What browsers are told to refuse: the one place where the security headers of all that people open are written.
//!
//! Functions send theirs with each answer. Files of the site have none of their own in the bucket: whoever serves them
//! adds [`SITE_HEADERS`], the local front door as CloudFront. A copy in a `meta` element would be a second place to keep
//! right, cannot say `frame-ancestors`, and takes the style sheet from a page that a reader keeps on their machine.

/// A page of a function: no script, no frame, nothing from elsewhere; forms go to this site only. The style sheets, fonts
/// and icons are the site's own; the design system draws some icons as `data:` pictures.
pub const PAGE: &str = "default-src 'none'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// The same for a page that a script of the site makes better.
pub const SCRIPTED: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; \
    img-src 'self' data:; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// A mail brings its own styles, and nothing else of it does anything.
pub const MAIL: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; form-action 'none'; \
    base-uri 'none'; frame-ancestors 'none'";

/// A page of the programme: as a function's, with scripts of the site that may read files of the site. Linked data lies in
/// `script` elements that are no scripts: browsers do not run them, so the policy has nothing to say of them.
pub const SITE: &str = "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; \
    connect-src 'self'; manifest-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// No page asks for any of these, and nothing that might come into one may.
pub const PERMISSIONS: &str = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

/// What every file of the site is served with. Links of the programme lead to other sites, which learn where from by its
/// address alone; the pages of functions, whose addresses are secrets, say nothing at all.
pub const SITE_HEADERS: [(&str, &str); 4] = [
    ("content-security-policy", SITE),
    ("permissions-policy", PERMISSIONS),
    ("referrer-policy", "strict-origin-when-cross-origin"),
    ("x-content-type-options", "nosniff"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    fn directives(policy: &str) -> BTreeMap<&str, &str> {
        policy
            .split(';')
            .map(|directive| directive.trim().split_once(' ').unwrap_or((directive.trim(), "")))
            .collect()
    }

    #[test]
    fn nothing_from_elsewhere_and_nothing_inline_on_any_page() {
        for policy in [PAGE, SCRIPTED, SITE] {
            let said = directives(policy);
            assert_eq!(said.len(), policy.split(';').count(), "no directive twice: {policy}");
            for (directive, sources) in &said {
                let most = if *directive == "img-src" { "'self' data:" } else { "'self'" };
                assert!([most, "'none'"].contains(sources), "{directive} {sources}");
            }
            for directive in ["default-src", "base-uri", "frame-ancestors"] {
                assert_eq!(said[directive], "'none'", "{policy}");
            }
            assert_eq!(said["form-action"], "'self'");
        }
    }

    #[test]
    fn a_page_of_the_programme_may_what_a_function_may_and_read_the_site() {
        let (mut site, scripted) = (directives(SITE), directives(SCRIPTED));
        assert_eq!(site.remove("connect-src"), Some("'self'"));
        assert_eq!(site, scripted);
        let (mut scripted, page) = (scripted, directives(PAGE));
        assert_eq!(scripted.remove("script-src"), Some("'self'"));
        assert_eq!(scripted, page);
    }
}
