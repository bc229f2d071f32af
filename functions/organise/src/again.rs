//! The same event once more: another date, another territory, the current edition. It begins as a draft of the form, filled
//! in.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::draft::{Draft, DraftId};
use model::edition::Edition;
use model::proposal::Proposal;
use model::zone::Zone;
use store::StoreError;
use web::form::{Choice, Choices, ErrorSummary, FieldError};
use web::{Answer, Page, body};

use crate::alert::Alert;
use crate::found::Found;
use crate::limit::Limit;
use crate::way::Way;
use crate::{Deps, Outage};

/// How many copies an hour come from one network at most.
const COPIES: Limit = Limit { what: "copy", most_an_hour: 60 };

#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Typed {
    /// Drawn when the page was opened: the same form sent twice has the same one.
    cle: String,
    /// `date` or `ailleurs`.
    ou: String,
}

#[derive(Template)]
#[template(path = "again.html")]
struct AgainPage<'a> {
    found: &'a Found,
    way: &'a Way<'a>,
    title: &'a str,
    lead: &'a str,
    typed: &'a Typed,
    alert: Option<Alert>,
    error: Option<&'static str>,
}

/// The current edition, while it takes proposals.
pub(crate) async fn open_edition(deps: &Deps) -> Result<Option<Edition>, StoreError> {
    let today = Zone::PARIS.date(deps.clock.now());
    Ok(deps.store.current_edition().await?.filter(|edition| edition.takes_proposals(today)))
}

/// What it is called, and what it does.
pub(crate) fn words(found: &Found, edition: &Edition) -> (String, String) {
    if edition.year == found.event.edition {
        (
            "Reproposer cet événement".to_owned(),
            "À une autre date ou ailleurs. Vous relisez tout avant d’envoyer, et cet événement-ci ne change pas.".to_owned(),
        )
    } else {
        (
            format!("Reconduire cet événement en {}", edition.year),
            "Le formulaire de la nouvelle édition est déjà rempli. Vous choisissez de nouvelles dates, et relisez tout avant \
             d’envoyer."
                .to_owned(),
        )
    }
}

pub(crate) async fn show(deps: &Deps, way: &Way<'_>) -> Result<Answer, StoreError> {
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    let Some(edition) = open_edition(deps).await? else { return Ok(closed(&found)) };
    let Ok(cle) = deps.random.key().inspect_err(|error| tracing::error!(%error, "no key was drawn")) else {
        return Ok(Answer::unavailable());
    };
    let typed = Typed { cle, ou: String::new() };
    Ok(page(&found, way, &edition, &typed, None, StatusCode::OK))
}

pub(crate) async fn act(deps: &Deps, way: &Way<'_>, request: &Request) -> Result<Answer, StoreError> {
    let typed: Typed = match body::form(request) {
        Ok(typed) => typed,
        Err(error) => return Ok(error.into()),
    };
    let Some(found) = Found::read(deps, way).await? else { return Ok(Answer::bad_link()) };
    let Some(edition) = open_edition(deps).await? else { return Ok(closed(&found)) };
    let is_drawn = typed.cle.len() == 32 && typed.cle.bytes().all(|byte| byte.is_ascii_hexdigit());
    let elsewhere = match typed.ou.as_str() {
        _ if !is_drawn => return show(deps, way).await,
        "date" => false,
        "ailleurs" => true,
        _ => return Ok(page(&found, way, &edition, &typed, None, StatusCode::UNPROCESSABLE_ENTITY)),
    };
    if !COPIES.admits(deps, request).await? {
        let alert = Some(Alert::CROWD);
        return Ok(page(&found, way, &edition, &typed, alert, StatusCode::TOO_MANY_REQUESTS));
    }
    let proposal = proposal(deps, way, &found, elsewhere).await?;
    let parts: [&[u8]; 5] =
        [b"again", &found.event.id.to_bytes(), &[way.seat.get()], typed.cle.as_bytes(), typed.ou.as_bytes()];
    let (id, origin) = (DraftId::derive(&parts), Some(found.event.id));
    let draft = Draft::open(id, edition.year, proposal, origin, deps.clock.now());
    match deps.store.open_draft(&draft).await {
        Ok(is_new) => {
            tracing::info!(event.id = %found.event.id, draft.new = is_new, "an event is made again");
            Ok(Answer::see_other(Way::to_draft(deps, &draft)))
        }
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a draft was not opened");
            let alert = Some(Alert::of(Outage::of(&error)));
            Ok(page(&found, way, &edition, &typed, alert, StatusCode::SERVICE_UNAVAILABLE))
        }
    }
}

/// What the form is filled in with: a colleague proposes in their own name.
async fn proposal(
    deps: &Deps,
    way: &Way<'_>,
    found: &Found,
    elsewhere: bool,
) -> Result<Proposal, StoreError> {
    let proposal = Proposal::of(&found.current).again(elsewhere);
    if way.seat.is_organiser() {
        return Ok(proposal);
    }
    let address = deps.store.colleague(found.event.id, way.seat).await?;
    Ok(Proposal {
        organiser_name: String::new(),
        organiser_role: String::new(),
        organiser_phone: String::new(),
        organiser_email: address.map(String::from).unwrap_or_default(),
        ..proposal
    })
}

fn page(
    found: &Found,
    way: &Way<'_>,
    edition: &Edition,
    typed: &Typed,
    alert: Option<Alert>,
    status: StatusCode,
) -> Answer {
    let (title, lead) = words(found, edition);
    let error = (status == StatusCode::UNPROCESSABLE_ENTITY).then_some(CHOOSE);
    let main = AgainPage { found, way, title: &title, lead: &lead, typed, alert, error };
    let main = main.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
    let title = if status == StatusCode::OK { title } else { format!("Erreur – {title}") };
    Answer::with_status(status, &Page::private(&title, Some(&found.edition), &main))
}

const CHOOSE: &str = "Choisissez ce qui change\u{a0}: la date seulement, ou aussi le lieu.";

fn closed(found: &Found) -> Answer {
    web::answer::message(
        "Les propositions sont closes",
        "Aucune édition ne reçoit de proposition en ce moment. Revenez à l’automne\u{a0}: votre lien restera valable, et vous \
         pourrez reconduire cet événement.",
        Some(&found.edition),
    )
}

impl AgainPage<'_> {
    fn summary(&self) -> String {
        let errors = self.error.iter().map(|message| FieldError { anchor: "ou".to_owned(), message });
        ErrorSummary { errors: errors.collect() }.html()
    }

    fn choices(&self) -> String {
        let choice = |value, label| Choice { value, label, chosen: self.typed.ou == value };
        Choices {
            name: "ou",
            legend: "Qu’est-ce qui change\u{a0}?",
            choices: vec![
                choice("date", "La date seulement\u{a0}: c’est au même endroit"),
                choice("ailleurs", "La date et le lieu\u{a0}: c’est dans un autre territoire"),
            ],
            error: self.error,
            ..Choices::default()
        }
        .html()
    }
}
