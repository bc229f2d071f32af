//! What the site has, for the links that editors write.

use model::edition::Year;
use model::mailing::Mailing;
use model::publication::Publication;

/// Pages that are there whatever the edition.
const ALWAYS: [&str; 3] = ["/", "/proposer", "/abonnement"];

/// Whether the site has something at this path.
pub(crate) fn has(path: &str, edition: Year, programme: &[Publication], issues: &[Mailing]) -> bool {
    let of_edition = [
        "",
        "changements/index.json",
        "evenements/",
        "evenements.atom",
        "lettres/",
        "lettres.atom",
        "openagenda.json",
        "programme.csv",
        "programme.geojson",
        "programme.ics",
        "programme.json",
        "programme.schema.json",
        "sitemap.xml",
    ];
    let of_event = |event: &Publication| {
        path.strip_prefix(event.path().as_str()).is_some_and(|rest| ["", "evenement.ics"].contains(&rest))
    };
    // One that has an audience is in the archive.
    let of_issue = |issue: &Mailing| {
        issue.audience.is_some() && path == format!("/{}/lettres/{}/", issue.edition, issue.id)
    };
    ALWAYS.contains(&path)
        || issues.iter().any(of_issue)
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
        for path in [
            "/",
            "/proposer",
            "/2027/",
            "/2027/lettres/",
            "/2027/evenements/",
            "/2027/programme.csv",
            "/2027/evenements.atom",
            &event,
            &format!("{event}evenement.ics"),
        ] {
            assert!(has(path, 2027.into(), &programme, &[]), "{path}");
        }
        for path in ["", "/2026/", "/2027", "/2027/evenements/rien-0/", &format!("{event}x"), "/moderation"] {
            assert!(!has(path, 2027.into(), &programme, &[]), "{path}");
        }
    }
    #[test]
    fn an_issue_is_on_the_web_once_it_has_an_audience() {
        let draft = crate::sample::mailing();
        let path = format!("/{}/lettres/{}/", draft.edition, draft.id);
        let left = Mailing { audience: Some(3), ..draft.clone() };
        assert!(!has(&path, draft.edition, &[], std::slice::from_ref(&draft)));
        assert!(has(&path, draft.edition, &[], &[left]));
    }
}
