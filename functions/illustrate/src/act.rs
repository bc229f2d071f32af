//! Keeping what was sent, or taking it away.
//!
//! A robot that sends the pages' forms as they are served changes nothing: a picture is kept only with a credit and the
//! box of its rights ticked, and taken away only with a box ticked too. Where a picture is kept already, its form as
//! served says what is known.

use lambda_http::Request;
use model::picture::{Frame, PictureKind};
use model::proposal::{Proposal, Stage, YES};
use picture::Prepared;
use web::problem::Problem;
use web::{Answer, body};

use crate::case::{self, Case, Closed, Found, Subject};
use crate::keep::{self, Kept};
use crate::page::{self, DescribePage, Notice, REMOVE, Shown};
use crate::sent::{self, Sent};
use crate::show::{lost, none, upload_page};
use crate::upload::UploadKey;
use crate::{Deps, IllustrateError, Way};

/// How often a form is taken up again when the draft or the event has changed meanwhile.
const TRIES: u32 = 3;

/// What a form carries beside the words.
#[derive(Debug, Default, serde::Deserialize)]
#[serde(default)]
struct Envelope {
    /// The key of the file; empty for the picture that is kept.
    key: String,
    /// Which button was pressed.
    action: String,
    /// The box by which a picture is taken away.
    #[serde(rename = "retirer-image")]
    remove: String,
}

/// A sent form, and what has been made of its file.
struct Form<'a> {
    deps: &'a Deps,
    way: Way<'a>,
    typed: Proposal,
    envelope: Envelope,
    /// As it is shown again.
    preview: Option<String>,
    /// Its files, until they are written.
    prepared: Option<Prepared>,
    /// The picture, once its files are there.
    frame: Option<Frame>,
}

/// The form, sent.
pub(crate) async fn act(deps: &Deps, way: Way<'_>, request: &Request) -> Result<Answer, IllustrateError> {
    let (typed, envelope) = match (body::form::<Proposal>(request), body::form::<Envelope>(request)) {
        (Ok(typed), Ok(envelope)) => (Proposal { picture: String::new(), ..typed }, envelope),
        (Err(error), _) | (_, Err(error)) => return Ok(error.into()),
    };
    let typed = case::of_the_picture(&typed);
    let mut form = Form { deps, way, typed, envelope, preview: None, prepared: None, frame: None };
    for _ in 0..TRIES {
        match Box::pin(form.take()).await {
            Ok(Some(answer)) => return Ok(answer),
            Ok(None) => tracing::info!("the draft or the event has moved on: reading it again"),
            Err(error) if form.removes() => return Err(error),
            Err(error) => {
                tracing::error!(error = &error as &dyn std::error::Error, "a picture could not be kept");
                return Ok(form.again(None, vec![], Some(Notice::Unavailable)));
            }
        }
    }
    Ok(form.again(None, vec![], Some(Notice::Overtaken)))
}

impl Form<'_> {
    fn removes(&self) -> bool {
        self.envelope.action == "retirer"
    }

    /// Answers the form by the draft or the event as it stands; nothing when that has changed before the picture was
    /// recorded.
    async fn take(&mut self) -> Result<Option<Answer>, IllustrateError> {
        let case = match case::read(self.deps, self.way).await? {
            Found::Open(case) => case,
            Found::Closed(closed, case) => return Ok(Some(self.closed(closed, &case))),
            Found::NoDraft => return Ok(Some(page::no_draft())),
            Found::Nothing => return Ok(Some(Answer::bad_link())),
        };
        let refused = if self.removes() { self.confirm(&case) } else { self.make_ready(&case).await? };
        if refused.is_some() {
            return Ok(refused);
        }
        Ok(match keep::record(self.deps, &case, &self.typed).await? {
            Kept::Recorded => Some(self.done(&case)),
            Kept::Overtaken => None,
            Kept::Closed(closed) => Some(self.closed(closed, &case)),
        })
    }

    /// Whether the picture is really to go; the page again if that was not said.
    fn confirm(&self, case: &Case) -> Option<Answer> {
        if self.envelope.remove == YES {
            return None;
        }
        let request = "Cochez la case pour retirer l’image, ou revenez à la page précédente pour la garder.";
        let typed = case::of_the_picture(&case.proposal());
        Some(self.page(Some(case), &typed, vec![Problem::new(REMOVE, request)], None))
    }

    /// Looks at the file and the words, and writes the files; the page again if something is wrong.
    async fn make_ready(&mut self, case: &Case) -> Result<Option<Answer>, IllustrateError> {
        if self.envelope.key.is_empty() {
            let Some(frame) = case.frame() else {
                return Ok(Some(upload_page(self.deps, self.way, case, Some(none()), None).await?));
            };
            self.frame = Some(frame);
        } else if self.frame.is_none()
            && let Some(refused) = self.look(case).await?
        {
            return Ok(Some(refused));
        }
        let frame = self.prepared.as_ref().map(|prepared| prepared.frame).or(self.frame);
        self.typed.picture = frame.map(|frame| frame.code()).unwrap_or_default();
        let mut proposal = case.proposal();
        proposal.take(Stage::Picture, &self.typed);
        let problems = proposal.problems_of(Stage::Picture, &case.edition);
        if !problems.is_empty() {
            let problems =
                problems.into_iter().map(|problem| Problem::new(problem.anchor(), problem.message));
            return Ok(Some(self.again(Some(case), problems.collect(), None)));
        }
        if let Some(prepared) = self.prepared.take() {
            self.frame = Some(keep::write(self.deps, prepared).await?);
        }
        Ok(None)
    }

    /// Decodes the file, once; the page again if it is none.
    async fn look(&mut self, case: &Case) -> Result<Option<Answer>, IllustrateError> {
        let error = match UploadKey::read(self.way.link, &self.envelope.key) {
            None => lost(),
            Some(key) => match sent::prepared(self.deps, &key).await? {
                Sent::Picture(prepared) => {
                    self.preview = small(&prepared);
                    self.prepared = Some(prepared);
                    return Ok(None);
                }
                Sent::Refused(refused) => refused.advice(),
                Sent::Gone => lost(),
            },
        };
        Ok(Some(upload_page(self.deps, self.way, case, Some(error), Some(&self.typed)).await?))
    }

    /// It is done: the draft says so itself; an event's change waits for moderators, which is said here.
    fn done(&self, case: &Case) -> Answer {
        let is_draft = matches!(case.subject, Subject::Draft(_));
        tracing::info!(picture.removed = self.removes(), picture.draft = is_draft, "a picture was recorded");
        if is_draft || self.removes() {
            Answer::see_other(self.way.back(&self.deps.keys))
        } else {
            Answer::see_other(format!("{}?fait=oui", self.way.here()))
        }
    }

    fn closed(&self, closed: Closed, case: &Case) -> Answer {
        if closed == Closed::BeingDecided && !self.removes() {
            self.again(Some(case), vec![], Some(Notice::BeingDecided))
        } else {
            page::closed(closed, case, &self.way.back(&self.deps.keys))
        }
    }

    /// The page again, with what was typed.
    fn again(&self, case: Option<&Case>, problems: Vec<Problem>, notice: Option<Notice>) -> Answer {
        self.page(case, &self.typed, problems, notice)
    }

    fn page(
        &self,
        case: Option<&Case>,
        typed: &Proposal,
        problems: Vec<Problem>,
        notice: Option<Notice>,
    ) -> Answer {
        let key = &self.envelope.key;
        let kept = if key.is_empty() { case.and_then(Case::frame).or(self.frame) } else { None };
        let preview = self.preview.clone();
        let shown = kept.map_or_else(|| Shown::New { key: key.clone(), preview }, Shown::Kept);
        let page = DescribePage {
            edition: case.map(|case| &case.edition),
            event: case.map(Case::title).unwrap_or_default(),
            awaited: case.is_some_and(Case::is_awaited),
            shown,
            typed,
            problems,
            notice,
            here: self.way.here(),
            back: self.way.back(&self.deps.keys),
        };
        page.answer()
    }
}

/// The narrowest JPEG of a picture, as an address that holds all of it.
fn small(prepared: &Prepared) -> Option<String> {
    let jpeg = prepared.files.iter().find(|file| file.kind == PictureKind::Jpeg)?;
    sent::address_of(&jpeg.bytes)
}
