//! What the site has, for the links that editors write.

use model::edition::Year;
use model::publication::Publication;

/// Pages that are there whatever the edition.
const ALWAYS: [&str; 3] = ["/", "/proposer", "/abonnement"];

/// Whether the site has something at this path.
pub(crate) fn has(path: &str, edition: Year, programme: &[Publication]) -> bool {
    let of_edition = ["", "evenements/", "programme.json", "programme.ics", "sitemap.xml"];
    let of_event = |event: &Publication| {
        path.strip_prefix(event.path().as_str()).is_some_and(|rest| ["", "evenement.ics"].contains(&rest))
    };
    ALWAYS.contains(&path)
        || of_edition.iter().any(|rest| path == format!("/{edition}/{rest}"))
        || programme.iter().any(of_event)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::programme;

    #[test]
    fn only_what_is_in_the_programme_is_there() {
        let programme = programme();
        let event = programme[0].path();
        for path in
            ["/", "/proposer", "/2027/", "/2027/evenements/", &event, &format!("{event}evenement.ics")]
        {
            assert!(has(path, 2027.into(), &programme), "{path}");
        }
        for path in ["", "/2026/", "/2027", "/2027/evenements/rien-0/", &format!("{event}x"), "/moderation"] {
            assert!(!has(path, 2027.into(), &programme), "{path}");
        }
    }
}
