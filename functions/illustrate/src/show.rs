//! Opening the page: by itself, or as S3 leads to it once a file has come. Neither changes anything.

use lambda_http::Request;
use model::proposal::Proposal;
use picture::Refused;
use web::{Answer, query};

use crate::case::{self, Case, Found, Subject};
use crate::page::{self, DescribePage, Notice, Shown, UploadPage};
use crate::sent::{self, Sent};
use crate::upload::UploadKey;
use crate::{Deps, IllustrateError, Way};

/// What the address asks for; S3 adds the bucket and the file's `ETag`, which say nothing that is needed.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Asked {
    /// The key of a file that has come.
    key: String,
    /// Whether another picture is to be sent.
    remplacer: String,
    /// Whether it has just been kept.
    fait: String,
}

/// The page.
pub(crate) async fn show(deps: &Deps, way: Way<'_>, request: &Request) -> Result<Answer, IllustrateError> {
    let asked: Asked = query::read(request);
    let back = way.back(&deps.keys);
    let case = match case::read(deps, way).await? {
        Found::Open(case) => case,
        // What has just been kept is shown, whatever has become of the event since.
        Found::Closed(_, case) if !asked.fait.is_empty() => case,
        Found::Closed(closed, case) => return Ok(page::closed(closed, &case, &back)),
        Found::NoDraft => return Ok(page::no_draft()),
        Found::Nothing => return Ok(Answer::bad_link()),
    };
    if !asked.key.is_empty() {
        return came(deps, way, &case, &asked.key).await;
    }
    if let Some(frame) = case.frame()
        && asked.remplacer.is_empty()
    {
        let is_event = matches!(case.subject, Subject::Event(_));
        let notice = (is_event && !asked.fait.is_empty()).then_some(Notice::Done);
        return Ok(kept(&case, Shown::Kept(frame), &case.proposal(), notice, way, back));
    }
    upload_page(deps, way, &case, None, None).await
}

/// The page for a file that has come.
async fn came(deps: &Deps, way: Way<'_>, case: &Case, key: &str) -> Result<Answer, IllustrateError> {
    let Some(key) = UploadKey::read(way.link, key) else {
        return upload_page(deps, way, case, Some(lost()), None).await;
    };
    match sent::preview(deps, &key).await? {
        Sent::Picture(preview) => {
            let shown = Shown::New { key: key.as_str().to_owned(), preview };
            Ok(kept(case, shown, &Proposal::default(), None, way, way.back(&deps.keys)))
        }
        Sent::Refused(refused) => upload_page(deps, way, case, Some(refused.advice()), None).await,
        Sent::Gone => upload_page(deps, way, case, Some(lost()), None).await,
    }
}

fn kept(
    case: &Case,
    shown: Shown,
    typed: &Proposal,
    notice: Option<Notice>,
    way: Way<'_>,
    back: String,
) -> Answer {
    let edition = Some(&case.edition);
    let page = DescribePage {
        edition,
        event: case.title(),
        awaited: case.is_awaited(),
        shown,
        typed,
        problems: vec![],
        notice,
        here: way.here(),
        back,
    };
    page.answer()
}

/// The page by which a file is sent, with what was wrong with the last one.
pub(crate) async fn upload_page(
    deps: &Deps,
    way: Way<'_>,
    case: &Case,
    error: Option<String>,
    typed: Option<&Proposal>,
) -> Result<Answer, IllustrateError> {
    let Ok(drawn) = deps.random.key().inspect_err(|error| tracing::error!(%error, "no key was drawn")) else {
        return Ok(Answer::unavailable());
    };
    let key = UploadKey::new(way.link, &drawn);
    let redirect = format!("{}{}", deps.base_url, way.here());
    let fields = deps.uploads.form(&key, &redirect, deps.clock.now()).await?;
    Ok(UploadPage { case, fields, error, typed, back: way.back(&deps.keys) }.answer())
}

/// What is said of a file that is not there.
pub(crate) fn lost() -> String {
    "L’image n’est plus là\u{a0}: un fichier envoyé attend un jour au plus. Envoyez-la de nouveau, par exemple \
     «\u{a0}affiche.jpg\u{a0}»."
        .to_owned()
}

/// What is said when no file came at all.
pub(crate) fn none() -> String {
    Refused::Empty.advice()
}
