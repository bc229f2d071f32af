//! Answers over HTTP: a page, its status, and the headers that keep it safe.

use lambda_http::http::{Response, StatusCode, header};
use lambda_http::{Body, Error, Request};
use model::edition::Edition;

use crate::page::Page;
use crate::policy;

/// A page and its status.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    status: StatusCode,
    allow: Option<&'static str>,
    cache: &'static str,
    location: Option<String>,
    /// Under which name the browser keeps it, for a file.
    kept_as: Option<&'static str>,
    kind: &'static str,
    policy: &'static str,
    body: String,
}

impl Answer {
    /// The page that was asked for.
    pub fn page(page: &Page<'_>) -> Self {
        Self::with_status(StatusCode::OK, page)
    }

    /// A page that says what is wrong. Never with 403: that is how the site's bucket answers for what is not there, and the
    /// front door has a page of its own for it (`docs/front-door.md`).
    pub fn with_status(status: StatusCode, page: &Page<'_>) -> Self {
        Self::of(status, page.html())
    }

    /// It is done: what came of it is at `path`, within the site (303), so that reloading the page sends nothing again.
    pub fn see_other(path: String) -> Self {
        Self { location: Some(path), ..Self::of(StatusCode::SEE_OTHER, String::new()) }
    }

    /// A file that the browser keeps under `name` (ASCII letters, digits, dashes and dots); `kind` is its media type.
    pub fn file(name: &'static str, kind: &'static str, content: String) -> Self {
        Self { kept_as: Some(name), kind, ..Self::of(StatusCode::OK, content) }
    }

    /// A mail as its readers see it: a whole document, with the styles that it brings.
    pub fn mail(html: String) -> Self {
        Self { policy: policy::MAIL, ..Self::of(StatusCode::OK, html) }
    }

    /// Plain text.
    pub fn text(text: String) -> Self {
        Self { kind: "text/plain; charset=utf-8", ..Self::of(StatusCode::OK, text) }
    }

    fn of(status: StatusCode, body: String) -> Self {
        debug_assert_ne!(status, StatusCode::FORBIDDEN, "the front door would show another page");
        Self {
            status,
            allow: None,
            cache: "no-store",
            location: None,
            kept_as: None,
            kind: "text/html; charset=utf-8",
            policy: policy::PAGE,
            body,
        }
    }

    /// A form whose address is no secret: the browser may keep what was typed for its "back" button.
    #[must_use]
    pub fn restorable(self) -> Self {
        Self { cache: "private, no-cache", ..self }
    }

    /// A page that a script of the site makes better; without it, everything works.
    #[must_use]
    pub fn scripted(self) -> Self {
        Self { policy: policy::SCRIPTED, ..self }
    }

    /// There is no such page (404).
    pub fn not_found() -> Self {
        Self::error(
            StatusCode::NOT_FOUND,
            "Page introuvable",
            "Cette page n’existe pas, ou n’existe plus. Si vous avez saisi l’adresse, vérifiez-la\u{a0}; si vous avez \
             suivi un lien, il est peut-être incomplet\u{a0}: copiez-le en entier depuis le courriel.",
        )
    }

    /// The page does not take this method (405); `allow` lists those it takes (RFC 9110 §10.2.1).
    pub fn method_not_allowed(allow: &'static str) -> Self {
        let error = Self::error(
            StatusCode::METHOD_NOT_ALLOWED,
            "Action impossible",
            "Cette page ne peut pas être utilisée de cette façon. Revenez à l’accueil et reprenez de là.",
        );
        Self { allow: Some(allow), ..error }
    }

    /// The form is larger than [`crate::body::MOST_BYTES`] (413).
    pub fn too_large() -> Self {
        Self::error(
            StatusCode::PAYLOAD_TOO_LARGE,
            "Formulaire trop volumineux",
            "Ce que vous avez envoyé dépasse 1\u{a0}Mo et n’a pas été enregistré. Revenez en arrière avec votre \
             navigateur\u{a0}: votre saisie y est encore. Raccourcissez les textes, puis envoyez de nouveau.",
        )
    }

    /// The body is not a form (400).
    pub fn unreadable_form() -> Self {
        Self::error(
            StatusCode::BAD_REQUEST,
            "Formulaire illisible",
            "Ce que nous avons reçu n’est pas un formulaire complet, et rien n’a été enregistré. Revenez en arrière \
             avec votre navigateur et envoyez de nouveau.",
        )
    }

    /// A link that is not valid, whatever the reason (404, the same page for all).
    pub fn bad_link() -> Self {
        Self::error(
            StatusCode::NOT_FOUND,
            "Ce lien n’est pas valable",
            "Il est peut-être incomplet, ou trop ancien. Ouvrez-le de nouveau depuis le courriel, ou copiez-le en \
             entier. S’il ne fonctionne toujours pas, répondez au courriel\u{a0}: l’équipe vous aidera.",
        )
    }

    /// It did not come by the site's address ([`crate::front_door`]; 421, RFC 9110 §15.5.20).
    pub(crate) fn elsewhere() -> Self {
        Self::error(
            crate::front_door::REFUSED,
            "Cette adresse n’est pas celle du site",
            "Rien n’a été enregistré. Passez par l’adresse du site, telle qu’elle figure dans les courriels et les \
             annonces.",
        )
    }

    /// Something is out of order on our side (503).
    pub fn unavailable() -> Self {
        Self::error(
            StatusCode::SERVICE_UNAVAILABLE,
            "Service momentanément indisponible",
            "Nous n’avons pas pu terminer cette action. Attendez une minute, puis rechargez la page\u{a0}: elle dira où \
             en sont les choses.",
        )
    }

    fn error(status: StatusCode, title: &str, advice: &str) -> Self {
        Self::with_status(status, &Page::private(title, None, &notice(title, advice)))
    }

    /// The status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The page's HTML, or the file's content.
    pub fn html(&self) -> &str {
        &self.body
    }

    /// The HTTP response. Links carry secrets, so nothing is cached (see
    /// [`Answer::restorable`] for the exception) and no address is passed on in a `Referer`.
    pub fn into_response(self) -> Result<Response<Body>, Error> {
        let mut response = Response::builder()
            .status(self.status)
            .header(header::CONTENT_TYPE, self.kind)
            .header(header::CACHE_CONTROL, self.cache)
            .header(header::CONTENT_SECURITY_POLICY, self.policy)
            .header(header::REFERRER_POLICY, "no-referrer")
            .header(header::X_CONTENT_TYPE_OPTIONS, "nosniff")
            .header("permissions-policy", policy::PERMISSIONS)
            .header("x-robots-tag", "noindex");
        if let Some(allow) = self.allow {
            response = response.header(header::ALLOW, allow);
        }
        if let Some(name) = self.kept_as {
            let kept = format!("attachment; filename=\"{name}\"");
            response = response.header(header::CONTENT_DISPOSITION, kept);
        }
        if let Some(location) = self.location {
            response = response.header(header::LOCATION, location);
        }
        Ok(response.body(Body::Text(self.body))?)
    }
}

/// The response to a request: its answer, or the page that says that something is out of order on our side. The log
/// gets the method, the status and the cause, never the path, which may hold a token.
pub fn respond<E>(request: &Request, answered: Result<Answer, E>) -> Result<Response<Body>, Error>
where
    E: std::error::Error + 'static,
{
    let answer = answered.unwrap_or_else(|error| {
        tracing::error!(error = &error as &dyn std::error::Error, "the page could not be made");
        Answer::unavailable()
    });
    tracing::info!(http.method = %request.method(), http.status = answer.status().as_u16(), "answered");
    answer.into_response()
}

/// A page that says one thing, with a way forward.
fn notice(title: &str, advice: &str) -> String {
    format!(
        "<h1>{title}</h1>\n<p class=\"fr-text--lead\">{advice}</p>\n\
         <p><a class=\"fr-btn\" href=\"/\">Aller à l’accueil</a></p>"
    )
}

/// A page that says one thing, within an edition; `title` and `text` are plain text.
pub fn message(title: &str, text: &str, edition: Option<&Edition>) -> Answer {
    Answer::page(&Page::private(title, edition, &notice(&escape(title), &escape(text))))
}

/// Plain text as HTML.
pub fn escape(text: &str) -> String {
    askama::filters::escape(text, askama::filters::Html)
        .map(|escaped| escaped.to_string())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_answer_is_private_and_runs_nothing() {
        let response = Answer::not_found().into_response().unwrap();
        let header = |name: &str| response.headers()[name].to_str().unwrap();
        assert_eq!(header("cache-control"), "no-store");
        assert_eq!(header("referrer-policy"), "no-referrer");
        assert_eq!(header("x-content-type-options"), "nosniff");
        let policy = header("content-security-policy");
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("script-src"), "{policy}");
        assert!(
            policy.contains("frame-ancestors 'none'") && policy.contains("form-action 'self'"),
            "{policy}"
        );
    }

    #[test]
    fn a_scripted_page_runs_the_scripts_of_the_site_and_is_otherwise_like_the_others() {
        let policy = |answer: Answer| {
            let response = answer.into_response().unwrap();
            response.headers()["content-security-policy"].to_str().unwrap().to_owned()
        };
        let (usual, scripted) = (policy(Answer::not_found()), policy(Answer::not_found().scripted()));
        assert_eq!(scripted.replace(" script-src 'self';", ""), usual);
        assert_ne!(scripted, usual);
    }

    #[test]
    fn no_error_page_has_a_script_or_an_inline_style() {
        let pages = [
            Answer::not_found(),
            Answer::method_not_allowed("GET"),
            Answer::too_large(),
            Answer::unreadable_form(),
            Answer::bad_link(),
            Answer::unavailable(),
        ];
        for page in pages {
            let html = page.html();
            assert!(
                !html.contains("<script") && !html.contains(" style=") && html.contains("href=\"/\""),
                "{html}"
            );
        }
    }

    #[test]
    fn what_is_done_leads_to_a_page_of_its_own() {
        let response = Answer::see_other("/moderation/abc/lot/def".into()).into_response().unwrap();
        assert_eq!(response.status(), StatusCode::SEE_OTHER);
        assert_eq!(response.headers()["location"], "/moderation/abc/lot/def");
        assert_eq!(response.headers()["cache-control"], "no-store");
    }

    #[test]
    fn a_file_is_kept_and_not_shown() {
        let answer = Answer::file("mes-donnees.json", "application/json", "{}".into());
        let response = answer.into_response().unwrap();
        assert_eq!(response.headers()["content-disposition"], "attachment; filename=\"mes-donnees.json\"");
        assert_eq!(response.headers()["content-type"], "application/json");
        assert_eq!(response.headers()["cache-control"], "no-store");
    }

    #[test]
    fn a_mail_is_shown_with_its_styles_and_can_do_nothing() {
        let response = Answer::mail("<p style=\"margin:0\">Bonjour</p>".into()).into_response().unwrap();
        let policy = response.headers()["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'unsafe-inline'; sandbox;"), "{policy}");
        let text = Answer::text("<b>".into()).into_response().unwrap();
        assert_eq!(text.headers()["content-type"], "text/plain; charset=utf-8");
        assert_eq!(text.headers()["x-content-type-options"], "nosniff");
    }

    #[test]
    fn a_refused_method_says_which_are_taken() {
        let response = Answer::method_not_allowed("GET, HEAD, POST").into_response().unwrap();
        assert_eq!(response.headers()["allow"], "GET, HEAD, POST");
    }
}
