//! Going on later: the draft's address to keep, and to have sent by mail.
//!
//! The address to write to is typed here: a robot that sends the form as it was served writes to nobody.

use askama::Template;
use lambda_http::Request;
use lambda_http::http::StatusCode;
use model::draft::{Draft, DraftError, MOST_MAILED};
use model::email::EmailAddress;
use model::french;
use model::id::PersonId;
use store::StoreError;
use web::form::{Input, address_message};
use web::{Answer, Typed, body};

use crate::case::{self, Case, Found};
use crate::home::elsewhere;
use crate::page::{self, Alert};
use crate::way::{MAIL, Way};
use crate::{Deps, limit};

const TITLE: &str = "Votre brouillon est enregistré";
const ANCHOR: &str = "email";

/// How often a mail is tried again when the draft has changed meanwhile.
const TRIES: usize = 5;

const OUTAGE: Alert = Alert {
    status: StatusCode::SERVICE_UNAVAILABLE,
    title: "Nous ne savons pas si le lien a été envoyé",
    text: "Un incident nous empêche de le savoir. Votre brouillon est intact. Attendez une minute, puis appuyez de \
           nouveau\u{a0}: une demande qui arrive deux fois compte une fois.",
};

const CROWD: Alert = Alert {
    status: StatusCode::TOO_MANY_REQUESTS,
    title: "Trop de liens ont été demandés",
    text: "Pour écarter les robots, nous en envoyons un nombre limité par heure. Votre brouillon est intact\u{a0}: \
           gardez l’adresse de cette page, ou revenez dans une heure.",
};

/// What the form carries.
struct Asked<'a> {
    address: &'a str,
    /// How often the draft's address had been mailed when the form was served; none when it does not say.
    mailed: Option<u8>,
}

#[derive(Template)]
#[template(path = "later.html")]
struct LaterPage<'a> {
    case: Option<&'a Case>,
    way: &'a Way,
    typed: &'a str,
    mailed: Option<u8>,
    error: Option<&'static str>,
    alert: Option<Alert>,
    /// Where the address has just been mailed.
    done: Option<&'a EmailAddress>,
}

pub(crate) async fn show(deps: &Deps, way: &Way) -> Result<Answer, StoreError> {
    Ok(match case::read(deps, way).await? {
        Found::Open(case) => LaterPage::of(&case).answer(),
        other => elsewhere(other),
    })
}

/// Someone asks for the draft's address by mail.
pub(crate) async fn act(deps: &Deps, way: &Way, request: &Request) -> Answer {
    let fields: Typed = match body::form(request) {
        Ok(fields) => fields,
        Err(error) => return error.into(),
    };
    let asked = Asked { address: fields.text(ANCHOR), mailed: fields.text("envois").parse().ok() };
    match take(deps, way, request, &asked).await {
        Ok(answer) => answer,
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "a draft's address was not mailed");
            let (typed, mailed) = (asked.address, asked.mailed);
            let blank =
                LaterPage { case: None, way, typed, mailed, error: None, alert: Some(OUTAGE), done: None };
            blank.answer()
        }
    }
}

async fn take(deps: &Deps, way: &Way, request: &Request, asked: &Asked<'_>) -> Result<Answer, StoreError> {
    let address = EmailAddress::parse(asked.address);
    let network = limit::network(deps, request);
    let mut counted = false;
    for _ in 0..TRIES {
        let case = match case::read(deps, way).await? {
            Found::Open(case) => case,
            other => return Ok(elsewhere(other)),
        };
        let page = LaterPage { typed: asked.address, ..LaterPage::of(&case) };
        let address = match &address {
            Ok(address) => address,
            Err(error) => {
                return Ok(LaterPage { error: Some(address_message(error)), ..page }.answer());
            }
        };
        if is_done(&case.draft, asked, address) {
            return Ok(LaterPage { typed: "", done: Some(address), ..page }.answer());
        }
        let now = deps.clock.now();
        let after = match case.draft.mail(address.clone(), now) {
            Ok(after) => after,
            Err(DraftError::Sent) => return Ok(Answer::see_other(case.way.home())),
            Err(DraftError::MailedEnough) => return Ok(LaterPage::of(&case).answer()),
        };
        let person = PersonId::of(address, &deps.person_key);
        if !counted && !limit::a_mail(deps, network.as_ref(), &person).await? {
            return Ok(LaterPage { alert: Some(CROWD), ..page }.answer());
        }
        counted = true;
        match deps.store.mail_draft(&after, person, now).await {
            Ok(()) => {
                tracing::info!(draft.id = %after.id, nth = after.mailed, "a draft's address is mailed");
                let case = Case { draft: after, ..*case };
                return Ok(LaterPage { done: Some(address), ..LaterPage::of(&case) }.answer());
            }
            Err(error) if error.is_conflict() => tracing::info!("the draft has changed: reading it again"),
            Err(error) => return Err(error),
        }
    }
    Err(StoreError::Conflict)
}

/// Whether this same form has done it already.
fn is_done(draft: &Draft, asked: &Asked<'_>, address: &EmailAddress) -> bool {
    asked.mailed.is_some_and(|before| draft.mailed > before) && draft.mail_to.as_ref() == Some(address)
}

impl<'a> LaterPage<'a> {
    fn of(case: &'a Case) -> Self {
        let (way, mailed) = (&case.way, Some(case.draft.mailed));
        Self { case: Some(case), way, typed: "", mailed, error: None, alert: None, done: None }
    }

    fn answer(&self) -> Answer {
        let status = match self.alert {
            Some(alert) => alert.status,
            None if self.error.is_none() => StatusCode::OK,
            None => StatusCode::UNPROCESSABLE_ENTITY,
        };
        let wrong = self.alert.is_some() || self.error.is_some();
        page::answer(status, TITLE, wrong, self.case.map(|case| &case.edition), self)
    }

    fn summary(&self) -> String {
        let lead = "Le lien n’est pas encore envoyé. Votre brouillon est intact.";
        self.error.map(|message| page::one(lead, ANCHOR, message)).unwrap_or_default()
    }

    fn field(&self) -> String {
        Input {
            id: ANCHOR,
            name: ANCHOR,
            label: "Adresse électronique",
            hint: "Elle ne sert qu’à vous envoyer ce lien. Exemple\u{a0}: camille.durand@exemple.gouv.fr",
            kind: "email",
            autocomplete: "email",
            value: self.typed,
            error: self.error,
            ..Input::default()
        }
        .html()
    }

    fn kept_until(&self) -> Option<String> {
        self.case.map(|case| french::moment(case.draft.expires()))
    }

    fn can_be_mailed(&self) -> bool {
        self.case.is_none_or(|case| case.draft.mailed < MOST_MAILED)
    }
}
