//! The page of a correction: what the team asks, and the form.

use askama::Template;
use form::wishes::field_of;
use form::{Address, Focus, Form, SCRIPT};
use lambda_http::http::StatusCode;
use model::event::{ChangeRequest, Wish};
use model::proposal::{Problem, Proposal};
use web::{Answer, Page};

use super::basis::Basis;
use super::overtaken::Overtaken;
use super::rows::Rows;
use crate::Outage;
use crate::found::Found;
use crate::standing::{Closed, Refused, Standing};
use crate::way::Pages;

/// What the page says above the form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Notice {
    /// What was sent is what the event says.
    Unchanged,
    /// A decision can still be undone: nothing is taken in before the organiser can know of it.
    BeingDecided,
    /// It could not be taken in as it should.
    Outage(Outage),
}

/// The page, with what was typed.
#[derive(Clone, Template)]
#[template(path = "correct.html")]
pub(super) struct CorrectionPage<'a> {
    form: Form<'a>,
    from: Option<Basis>,
    /// Other pages of the event, for who comes from there.
    pages: Option<Pages>,
    found: Option<&'a Found>,
    standing: Option<Standing<'a>>,
    overtaken: Option<&'a Overtaken>,
    /// That a button has changed rows of it.
    rows: Option<Rows>,
    notice: Option<Notice>,
}

impl<'a> CorrectionPage<'a> {
    /// The page of which nothing is known but what was typed and what that was made from.
    pub(super) fn new(typed: &'a Proposal, from: Option<Basis>, pages: Option<Pages>) -> Self {
        let form = Form::new(typed, None, Address::Confirmed(None));
        Self { form, from, pages, found: None, standing: None, overtaken: None, rows: None, notice: None }
    }

    pub(super) fn of(self, found: &'a Found, standing: Standing<'a>) -> Self {
        let address = if found.is_the_organiser() {
            Address::Confirmed(Some(&found.current.organiser.email))
        } else {
            Address::OfAnother
        };
        let request = if let Standing::Asked(request) = standing { Some(request) } else { None };
        let form = Form::new(self.form.typed(), Some(&found.edition), address).with_request(request);
        Self { form, found: Some(found), standing: Some(standing), ..self }
    }

    pub(super) fn overtaken_by(self, overtaken: Option<&'a Overtaken>) -> Self {
        Self { overtaken, ..self }
    }

    pub(super) fn with_rows(self, rows: Option<Rows>) -> Self {
        Self { rows, ..self }
    }

    /// The page of rows of which nobody has said yet that they are right.
    pub(super) fn with_rows_unread(self) -> Answer {
        let rows = Some(Rows { is_confirmed: false, is_missing: true });
        self.with_rows(rows).answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    pub(super) fn with_notice(self, notice: Option<Notice>) -> Self {
        Self { notice, ..self }
    }

    /// The page while a decision can still be undone: what was typed stays, to be sent when it is told.
    pub(super) fn while_being_decided(self) -> Self {
        let standing = Some(Standing::Closed(Closed::BeingDecided));
        Self { standing, overtaken: None, notice: Some(Notice::BeingDecided), ..self }
    }

    /// The page with the rows that a button has made of those that were there.
    pub(super) fn with_other_rows(self, focus: Option<Focus>) -> Answer {
        let form = focus.map_or(self.form, |focus| self.form.with_focus(focus));
        Self { form, ..self }.answer(StatusCode::OK)
    }

    /// The page with what is wrong.
    pub(super) fn with_problems(self, problems: &[Problem]) -> Answer {
        let page = CorrectionPage { form: self.form.with_problems(problems), ..self };
        page.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    /// The page when something is out of order on our side.
    pub(super) fn unavailable(self, outage: Outage) -> Answer {
        self.with_notice(Some(Notice::Outage(outage))).answer(StatusCode::SERVICE_UNAVAILABLE)
    }

    pub(super) fn answer(&self, status: StatusCode) -> Answer {
        let main = self.render().unwrap_or_default(); // formats strings only: it has nothing to fail on
        let wrong = status.is_client_error() || status.is_server_error();
        let title = format!("{}{}", if wrong { "Erreur – " } else { "" }, self.title());
        let page = Page { head: SCRIPT, ..Page::private(&title, self.form.edition(), &main) };
        Answer::with_status(status, &page).scripted()
    }

    fn title(&self) -> &'static str {
        match self.standing {
            Some(Standing::Asked(_)) => "Corriger votre proposition",
            _ => "Modifier votre événement",
        }
    }

    /// How things stand, in a sentence that follows the event's title.
    fn lead(&self) -> &'static str {
        match self.standing {
            Some(Standing::Asked(_)) => "a été lu par l’équipe, qui vous demande quelques corrections.",
            Some(Standing::Published(_)) => {
                "est au programme. Vous pouvez encore le modifier\u{a0}: l’équipe lira votre nouvelle version."
            }
            Some(Standing::Closed(_)) => "est entre les mains de l’équipe.",
            _ => {
                "est entre les mains de l’équipe. Vous pouvez encore le modifier\u{a0}: elle lira votre nouvelle version."
            }
        }
    }

    /// Whether the programme shows a version of the event, as far as that may be told.
    fn is_shown(&self) -> bool {
        let closed = matches!(self.standing, Some(Standing::Closed(_)));
        !closed && self.found.is_some_and(|found| found.event.shown().is_some())
    }

    fn request(&self) -> Option<&'a ChangeRequest> {
        if let Some(Standing::Asked(request)) = self.standing { Some(request) } else { None }
    }

    fn refused(&self) -> Option<Refused<'a>> {
        if let Some(Standing::Published(refused)) = self.standing { refused } else { None }
    }

    /// The identifier of the field where a wish is answered.
    fn anchor(&self, wish: &Wish) -> &'static str {
        field_of(wish.part, self.form.typed()).name()
    }

    /// Title and text of the alert, if something is out of order.
    fn outage(&self) -> Option<(&'static str, &'static str)> {
        let Some(Notice::Outage(outage)) = self.notice else { return None };
        Some(match outage {
            Outage::NothingRecorded => (
                "Votre nouvelle version n’a pas pu être envoyée",
                "Un incident nous empêche de la recevoir\u{a0}: rien n’a été enregistré. Tout ce que vous avez saisi est \
                 encore ci-dessous. Attendez une minute, puis appuyez de nouveau sur «\u{a0}Envoyer ma nouvelle \
                 version\u{a0}».",
            ),
            Outage::PerhapsRecorded => (
                "Nous ne savons pas si votre nouvelle version est arrivée",
                "Tout ce que vous avez saisi est encore ci-dessous. Attendez une minute, puis renvoyez-la telle \
                 quelle\u{a0}: si elle était arrivée, elle ne sera pas enregistrée deux fois.",
            ),
        })
    }

    /// Whether the alert about the other version is what the page opens at.
    fn opens_at_the_other_version(&self) -> bool {
        let is_first = self.outage().is_none() && self.rows.is_none_or(|rows| !rows.is_missing);
        self.overtaken.is_some() && is_first && !self.form.takes_the_focus()
    }
}
