//! The proposal: the event as it will be published, its place in the programme, who is behind it and who waits for it.

use askama::Template;
use model::content::Content;
use model::french;
use model::organisation::Organiser;
use model::picture::{Picture, PictureKind};
use model::publication::Publication;
use model::schedule::Schedule;
use model::territory::Region;
use programme::{Said, TitleLevel};

use super::{Sheet, words};

#[derive(Template)]
#[template(path = "proposal.html")]
struct Proposal<'a> {
    sheet: &'a Sheet<'a>,
    article: String,
    picture: String,
    address: String,
}

#[derive(Template)]
#[template(path = "picture.html")]
struct Told<'a> {
    picture: &'a Picture,
}

/// What is to decide on.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let content = &sheet.case.revision.content;
    let article = article(content);
    Proposal { sheet, article, picture: picture(content), address: address(sheet) }
        .render()
        .unwrap_or_default() // formats strings only
}

/// The event as the programme shows it.
pub(super) fn article(content: &Content) -> String {
    programme::event_article(content, TitleLevel::H2)
}

/// What the article does not let one see of its picture; nothing without one.
pub(super) fn picture(content: &Content) -> String {
    let told = content.picture.as_ref().map(|picture| Told { picture });
    told.map(|told| told.render().unwrap_or_default()).unwrap_or_default() // formats strings only
}

impl Told<'_> {
    fn width(&self) -> u32 {
        self.picture.frame.widths().into_iter().max().unwrap_or(self.picture.frame.width)
    }

    fn file(&self) -> String {
        self.picture.frame.path(self.width(), PictureKind::Jpeg)
    }

    fn size(&self) -> String {
        let width = self.width();
        format!("{width}\u{a0}×\u{a0}{}\u{a0}pixels", self.picture.frame.height_at(width))
    }
}

/// The address under which the event is published, or will be.
fn address(sheet: &Sheet<'_>) -> String {
    let published = Publication::of(&sheet.case.as_published(), &sheet.case.revision.content);
    published.map(|publication| publication.path()).unwrap_or_default()
}

impl Proposal<'_> {
    fn content(&self) -> &Content {
        &self.sheet.case.revision.content
    }

    fn is_shown(&self) -> bool {
        self.sheet.case.event.shown().is_some()
    }

    /// Under which heading of the programme it is listed.
    fn heading(&self) -> String {
        match &self.content().schedule {
            Schedule::Slots { .. } => words::when(self.content()),
            Schedule::Period { period } => {
                format!("«\u{a0}Disponibles sur une période\u{a0}», {}", french::period(*period))
            }
        }
    }

    fn region(&self) -> String {
        let attendance = &self.content().attendance;
        let regions: Vec<_> = self.content().regions().iter().map(Region::name).collect();
        match (regions.is_empty(), attendance.mode().has_link()) {
            (true, _) => "Aucune, l’événement a lieu en ligne".into(),
            (false, true) => format!("{}, et en ligne", words::listed(&regions)),
            (false, false) => words::listed(&regions),
        }
    }

    fn organiser(&self) -> &Organiser {
        &self.sheet.case.revision.organiser
    }

    /// The number to call, with its link.
    fn phone(&self) -> Option<String> {
        self.organiser().phone.clone().map(|phone| Said::Phone(phone).html())
    }

    fn confirmed(&self) -> String {
        match self.sheet.case.event.confirmed_at {
            Some(at) => format!("adresse confirmée le {}", french::moment(at)),
            None => "adresse confirmée lors d’une proposition précédente".into(),
        }
    }

    fn waiting_since(&self) -> String {
        let event = &self.sheet.case.event;
        french::moment(event.standing.waiting_since.unwrap_or(event.submitted_at))
    }

    /// Who else it came to.
    fn others(&self) -> String {
        let case = self.sheet.case;
        let Some(screening) = &case.event.standing.screening else {
            return "L’équipe n’a pas encore été prévenue".into();
        };
        let others = screening.to.iter().filter(|id| **id != case.moderator.id);
        let names: Vec<_> = others.map(|id| words::name(*id, &case.team)).collect();
        if names.is_empty() { "Personne d’autre".into() } else { words::listed(&names) }
    }

    fn assigned(&self) -> String {
        let case = self.sheet.case;
        match case.event.standing.assigned {
            Some(id) if id == case.moderator.id => "Vous".into(),
            Some(id) => words::name(id, &case.team).to_owned(),
            None => "Personne en particulier".into(),
        }
    }
}
