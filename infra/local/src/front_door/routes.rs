//! Which path is answered by what. In production CloudFront's behaviours say the same.

#[cfg(test)]
mod distribution_tests;

/// Who answers a path.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Route {
    /// The form and its drafts.
    Intake,
    /// The pages of an event's team.
    Organise,
    /// The page of a picture.
    Illustrate,
    /// The bucket of pictures on their way.
    Deposit,
    /// The moderators' pages.
    Moderate,
    /// The subscribers' pages.
    Subscribe,
    /// The editors' pages.
    Compose,
    /// An object of the site's bucket, by its key.
    Object(String),
    /// The same folder, with its slash.
    Folder(String),
}

/// The route of a path, percent-encoded as it came.
pub(super) fn route(path: &str) -> Route {
    let under = |prefix: &str| path.strip_prefix(prefix).is_some_and(|rest| rest.starts_with('/'));
    if path == "/proposer" || under("/proposer") || under("/proposition") || under("/confirmer") {
        return Route::Intake;
    }
    let own = ["/corriger", "/mon-evenement", "/mes-evenements"];
    if path == "/mes-evenements" || own.into_iter().any(under) {
        return Route::Organise;
    }
    if under("/illustrer") {
        return Route::Illustrate;
    }
    if path == "/depot" {
        return Route::Deposit;
    }
    if path == "/moderation" || under("/moderation") || under("/moderer") {
        return Route::Moderate;
    }
    if path == "/abonnement" || under("/abonnement") || under("/desabonner") {
        return Route::Subscribe;
    }
    if under("/lettre") {
        return Route::Compose;
    }
    let key = path.trim_start_matches('/');
    let name = key.rsplit('/').next().unwrap_or_default();
    if name.is_empty() {
        Route::Object(format!("{key}index.html"))
    } else if name.contains('.') {
        Route::Object(key.to_owned())
    } else {
        Route::Folder(format!("/{key}/"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_path_has_its_route() {
        let object = |key: &str| Route::Object(key.to_owned());
        assert_eq!(route("/proposer"), Route::Intake);
        assert_eq!(route("/proposer/commencer"), Route::Intake);
        assert_eq!(route("/proposition/abc/verifier"), Route::Intake);
        assert_eq!(route("/confirmer/abc"), Route::Intake);
        assert_eq!(route("/corriger/abc"), Route::Organise);
        assert_eq!(route("/mon-evenement/abc/pratique"), Route::Organise);
        assert_eq!(route("/mes-evenements"), Route::Organise);
        assert_eq!(route("/illustrer/abc"), Route::Illustrate);
        assert_eq!(route("/depot"), Route::Deposit);
        assert_eq!(route("/moderer/abc"), Route::Moderate);
        assert_eq!(route("/moderation"), Route::Moderate);
        assert_eq!(route("/moderation/abc/lot/def"), Route::Moderate);
        assert_eq!(route("/abonnement"), Route::Subscribe);
        assert_eq!(route("/abonnement/confirmer/abc"), Route::Subscribe);
        assert_eq!(route("/abonnement/mes-choix/abc"), Route::Subscribe);
        assert_eq!(route("/desabonner/abc"), Route::Subscribe);
        assert_eq!(route("/lettre/abc/apercu"), Route::Compose);
        assert_eq!(route("/"), object("index.html"));
        assert_eq!(route("/2026/lettres/abc/"), object("2026/lettres/abc/index.html"));
        assert_eq!(route("/2026/evenements/"), object("2026/evenements/index.html"));
        assert_eq!(route("/2026/programme.ics"), object("2026/programme.ics"));
        assert_eq!(route("/images/abc-640.webp"), object("images/abc-640.webp"));
        assert_eq!(route("/assets/form.js"), object("assets/form.js"));
        assert_eq!(route("/2026"), Route::Folder("/2026/".to_owned()));
        assert_eq!(route("/proposerait"), Route::Folder("/proposerait/".to_owned()));
        assert_eq!(route("/depots"), Route::Folder("/depots/".to_owned()));
        assert_eq!(route("/moderations"), Route::Folder("/moderations/".to_owned()));
        assert_eq!(route("/abonnements"), Route::Folder("/abonnements/".to_owned()));
    }

    #[test]
    fn a_folder_never_redirects_to_another_site() {
        assert_eq!(route("//exemple.org"), object_of("exemple.org"));
        assert_eq!(route("//exemple/x"), Route::Folder("/exemple/x/".to_owned()));
    }

    fn object_of(key: &str) -> Route {
        Route::Object(key.to_owned())
    }
}
