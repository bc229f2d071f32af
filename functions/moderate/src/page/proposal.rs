//! The proposal: the event as it will be published, its place in the programme, who is behind it and who waits for it.

use askama::Template;
use model::content::Content;
use model::french;
use model::publication::{Listing, Publication};
use model::schedule::Schedule;
use programme::TitleLevel;

use super::{Sheet, words};

#[derive(Template)]
#[template(path = "proposal.html")]
struct Proposal<'a> {
    sheet: &'a Sheet<'a>,
    article: String,
    address: String,
}

/// What is to decide on.
pub(super) fn html(sheet: &Sheet<'_>) -> String {
    let content = &sheet.case.revision.content;
    let article = article(content);
    Proposal { sheet, article, address: address(sheet) }.render().unwrap_or_default() // formats strings only
}

/// The event as the programme shows it.
pub(super) fn article(content: &Content) -> String {
    programme::event_article(content, TitleLevel::H2)
}

/// The address under which the event is published, or will be.
fn address(sheet: &Sheet<'_>) -> String {
    let (event, content) = (&sheet.case.event, &sheet.case.revision.content);
    let shown = Some(sheet.case.link.revision);
    let listing = match &event.listing {
        Some(listing) => Listing { shown, ..listing.clone() },
        None => Listing::first(shown, content.title.as_str(), sheet.case.now),
    };
    let publication = Publication::new(event.id, event.edition, &listing, content.clone());
    publication.map(|publication| publication.path()).unwrap_or_default()
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
        let region = self.content().region().map(|region| region.name());
        let online = self.content().attendance.mode().has_link();
        match (region, online) {
            (Some(region), true) => format!("{region}, et en ligne"),
            (Some(region), false) => region.to_owned(),
            (None, _) => "Aucune, l’événement a lieu en ligne".into(),
        }
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
