//! An issue as its readers see it: by day or by night, as HTML or as text, with the news of some regions.

use std::collections::BTreeSet;

use lambda_http::Request;
use mail::IssueView;
use model::mailing::{Issue, gather};
use model::territory::Region;
use store::StoreError;
use web::{Answer, query};

use crate::Deps;
use crate::case::Case;
use crate::link::Link;

/// Which of the forms of an issue.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Asked {
    regions: BTreeSet<Region>,
    dark: bool,
    text: bool,
}

impl Asked {
    /// What an address asks for; nothing if it asks for a region that is none.
    fn read(request: &Request) -> Option<Self> {
        let parameters: Vec<(String, String)> = query::read(request);
        let given =
            |name: &str| parameters.iter().find(|(it, _)| it == name).map(|(_, value)| value.as_str());
        let codes = given("variante").unwrap_or_default().split('-').filter(|code| !code.is_empty());
        Some(Self {
            regions: codes.map(Region::from_code).collect::<Option<_>>()?,
            dark: given("sombre") == Some("1"),
            text: given("texte") == Some("1"),
        })
    }
}

/// Shows an issue: as the programme would make it now or, once it has left, as it was frozen.
pub(crate) async fn show(deps: &Deps, link: Link, request: &Request) -> Result<Answer, StoreError> {
    let Some(case) = Case::read(&deps.store, link, deps.clock.now()).await? else {
        return Ok(Answer::bad_link());
    };
    let Some(asked) = Asked::read(request) else { return Ok(Answer::not_found()) };
    let issue = issue(deps, &case).await?;
    let view = IssueView {
        issue: &issue,
        regions: &asked.regions,
        base_url: &deps.base_url,
        // Nobody's choices: a preview must not lead to anyone's.
        preferences: &format!("{}/abonnement", deps.base_url),
        dark: asked.dark,
        banner: None,
    };
    let rendering = view.render();
    Ok(if asked.text { Answer::text(rendering.text) } else { Answer::mail(rendering.html) })
}

async fn issue(deps: &Deps, case: &Case) -> Result<Issue, StoreError> {
    if case.has_left()
        && let Some(kept) = deps.store.issue(case.mailing.id).await?
    {
        return Ok(kept);
    }
    let programme = deps.store.publications(case.mailing.edition).await?;
    Ok(gather(&case.mailing, &case.edition, &programme, case.leaves_at()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use lambda_http::{Body, http};

    fn asked(query: &str) -> Option<Asked> {
        let uri = format!("https://exemple.gouv.fr/lettre/x/apercu?{query}");
        Asked::read(&http::Request::builder().uri(uri).body(Body::Empty).unwrap())
    }

    #[test]
    fn an_address_says_which_variant_and_in_which_form() {
        let both = ["53", "04"].map(|code| Region::from_code(code).unwrap()).into();
        let read = asked("variante=53-04&sombre=1").unwrap();
        assert_eq!(read, Asked { regions: both, dark: true, text: false });
        assert_eq!(asked(""), Some(Asked::default()));
        assert_eq!(asked("texte=1&sombre=oui").unwrap(), Asked { text: true, ..Asked::default() });
    }

    #[test]
    fn a_region_that_is_none_is_no_variant() {
        for query in ["variante=00", "variante=53-%3Cscript%3E", "variante=53,04"] {
            assert_eq!(asked(query), None, "{query}");
        }
    }
}
