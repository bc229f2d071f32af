//! The form of an issue's contents: its words, its sections, the events at its head, whom it is for.

use std::collections::BTreeSet;

use askama::Template;
use model::french;
use model::id::EventId;
use model::mailing::{EDITORIAL_MAX, MOST_FEATURED, PREHEADER_MAX, SUBJECT_MAX, Section, Week};
use model::practical::Status;
use model::publication::Publication;
use model::schedule::Schedule;
use model::territory::Region;
use model::vocabulary::{Administration, Interest, Profession};
use model::zone::Zone;
use web::form::{Choice, Choices, Input, Textarea};

use super::Sheet;
use super::select::Select;
use crate::act::{PLACES, order, place_field};
use crate::readiness::Readiness;

const ACT: &str = "contenu";

#[derive(Template)]
#[template(path = "contents.html")]
struct Contents<'a> {
    sheet: &'a Sheet<'a>,
    readiness: &'a Readiness,
}

/// A part of the subscribers to choose among.
struct Part {
    title: &'static str,
    /// Whether something of it is chosen, or wrong.
    open: bool,
    html: String,
}

/// The form.
pub(super) fn html(sheet: &Sheet<'_>, readiness: &Readiness) -> String {
    Contents { sheet, readiness }.render().unwrap_or_default() // formats strings only
}

impl Contents<'_> {
    fn subject(&self) -> String {
        let hint = format!(
            "{SUBJECT_MAX} caractères au plus. Exemple\u{a0}: Cette semaine, 40 événements près de chez vous"
        );
        self.line("objet", "Objet", &hint, self.sheet.case.mailing.words.subject.as_str())
    }

    fn preheader(&self) -> String {
        let hint = format!(
            "Ce que les messageries affichent à côté de l’objet. {PREHEADER_MAX} caractères au plus. Exemple\u{a0}: À la \
             une, un atelier à Rennes."
        );
        self.line("apercu", "Texte d’aperçu", &hint, self.sheet.case.mailing.words.preheader.as_str())
    }

    fn line(&self, name: &str, label: &str, hint: &str, present: &str) -> String {
        Input {
            id: name,
            name,
            label,
            hint,
            kind: "text",
            value: self.sheet.typed(ACT, name).unwrap_or(present),
            advice: &self.recorded(name, present),
            error: self.sheet.error(name),
            ..Input::default()
        }
        .html()
    }

    fn editorial(&self) -> String {
        let present = self.sheet.case.mailing.words.editorial.as_ref();
        let present = present.map(model::text::Prose::as_str).unwrap_or_default();
        Textarea {
            id: "editorial",
            name: "editorial",
            label: "Éditorial (optionnel)",
            hint: &format!(
                "{} caractères au plus. Une ligne vide sépare deux paragraphes. **deux étoiles** pour mettre en gras, \
                 *une étoile* pour mettre en italique, un tiret et une espace au début de chaque ligne pour une liste, \
                 [texte du lien](https://…) pour un lien.",
                french::number(EDITORIAL_MAX)
            ),
            rows: 10,
            value: self.sheet.typed(ACT, "editorial").unwrap_or(present),
            advice: &self.recorded("editorial", present),
            error: self.sheet.error("editorial"),
            ..Textarea::default()
        }
        .html()
    }

    /// What was recorded meanwhile, beside what was typed.
    fn recorded(&self, name: &str, present: &str) -> String {
        let differs =
            |typed: &str| self.sheet.is_overtaken() && typed.replace("\r\n", "\n").trim() != present;
        match self.sheet.typed(ACT, name) {
            Some(typed) if differs(typed) => {
                let present = if present.is_empty() { "(rien)" } else { present };
                format!("Enregistré entre-temps\u{a0}: {present}")
            }
            _ => String::new(),
        }
    }

    /// The sections that the places below are about.
    fn order(&self) -> String {
        let typed = self.sheet.typed(ACT, "ordre").filter(|_| self.sheet.error("rubriques").is_none());
        typed.map_or_else(|| order(&self.sheet.case.mailing.plan), ToOwned::to_owned)
    }

    fn places(&self) -> Vec<String> {
        let plan = self.sheet.case.mailing.plan.sections();
        let numbers: Vec<_> = (1..=PLACES).map(|place| place.to_string()).collect();
        let place = |section: Section| {
            let field = place_field(section);
            let present = plan.iter().position(|it| *it == section).map(|at| numbers[at].as_str());
            let shown = self.sheet.typed(ACT, &field).or(present).unwrap_or_default();
            let choice = |number| Choice { value: number, label: number, chosen: number == shown };
            Select {
                name: &field,
                label: section.title(),
                unset: "Ne pas afficher",
                groups: vec![("", numbers.iter().map(String::as_str).map(choice).collect())],
                error: self.sheet.error(&field),
            }
            .html()
        };
        Section::ALL.map(place).into()
    }

    fn featured(&self) -> Vec<String> {
        let known = &self.sheet.case.mailing.featured;
        let (mut of_week, mut others) = (Vec::new(), Vec::new());
        for event in self
            .readiness
            .programme
            .iter()
            .filter(|event| (self.is_to_come(event) && event.takes_place()) || known.contains(&event.id))
        {
            let label = (event.id.to_string(), labelled(event));
            if self.is_of_week(event) { of_week.push(label) } else { others.push(label) }
        }
        let is_gone = |id: &&EventId| self.readiness.programme.iter().all(|event| event.id != **id);
        let gone: Vec<_> = known
            .iter()
            .filter(is_gone)
            .map(|id| (id.to_string(), format!("Événement retiré du programme ({})", id.reference())))
            .collect();
        (1..=MOST_FEATURED).map(|place| self.featured_at(place, [&of_week, &others, &gone])).collect()
    }

    fn featured_at<'a>(&'a self, place: usize, events: [&'a [(String, String)]; 3]) -> String {
        let present = self.sheet.case.mailing.featured.get(place - 1).map(ToString::to_string);
        let (name, label) = (format!("une-{place}"), format!("Événement à la une n°\u{a0}{place}"));
        let shown = self.sheet.typed(ACT, &name).or(present.as_deref()).unwrap_or_default();
        let titles = ["Cette semaine", "Le reste du programme", "Hors du programme"];
        let group = |(title, events): (&'static str, &'a [(String, String)])| {
            let choice =
                |(value, label): &'a (String, String)| Choice { value, label, chosen: value == shown };
            (title, events.iter().map(choice).collect())
        };
        Select {
            name: &name,
            label: &label,
            unset: if place == 1 { "Laisser le service choisir" } else { "Aucun" },
            groups: titles.into_iter().zip(events).map(group).collect(),
            error: self.sheet.error(&name),
        }
        .html()
    }

    fn is_of_week(&self, event: &Publication) -> bool {
        let days = Week::of(self.sheet.case.mailing.week).days(&self.sheet.case.edition);
        match &event.content.schedule {
            Schedule::Slots { zone, slots } => {
                slots.iter().any(|slot| days.contains(&slot.start_in(*zone).date()))
            }
            Schedule::Period { .. } => false,
        }
    }

    fn is_to_come(&self, event: &Publication) -> bool {
        let now = self.sheet.case.now;
        match &event.content.schedule {
            Schedule::Slots { slots, .. } => slots.iter().any(|slot| slot.end() > now),
            Schedule::Period { period } => period.last() >= Zone::PARIS.date(now),
        }
    }

    fn parts(&self) -> Vec<Part> {
        let segment = &self.sheet.case.mailing.segment;
        let administrations = Administration::ALL.iter().map(|it| (it.code(), it.label())).collect();
        let professions = Profession::ALL.iter().map(|it| (it.code(), it.label())).collect();
        let interests = Interest::ALL.iter().map(|it| (it.code(), it.label())).collect();
        let regions = Region::in_order().into_iter().map(|it| (it.code(), it.name())).collect();
        vec![
            self.part(
                "administration",
                "Administrations",
                "Dans ces administrations",
                administrations,
                segment.administrations.iter().map(|it| it.code()).collect(),
            ),
            self.part(
                "profession",
                "Métiers",
                "De ces métiers",
                professions,
                segment.professions.iter().map(|it| it.code()).collect(),
            ),
            self.part(
                "region",
                "Régions",
                "Qui suivent ces régions",
                regions,
                segment.regions.iter().map(Region::code).collect(),
            ),
            self.part(
                "interet",
                "Centres d’intérêt",
                "Qui s’intéressent à",
                interests,
                segment.interests.iter().map(|it| it.code()).collect(),
            ),
        ]
    }

    fn part(
        &self,
        name: &str,
        title: &'static str,
        legend: &str,
        values: Vec<(&'static str, &'static str)>,
        present: BTreeSet<&str>,
    ) -> Part {
        let ticked: BTreeSet<&str> =
            if self.sheet.was_sent(ACT) { self.sheet.typed.all(name).collect() } else { present };
        let choice = |(value, label): (&'static str, &'static str)| Choice {
            value,
            label,
            chosen: ticked.contains(value),
        };
        let error = self.sheet.error(name);
        let html = Choices {
            name,
            legend,
            several: true,
            choices: values.into_iter().map(choice).collect(),
            error,
            ..Choices::default()
        }
        .html();
        Part { title, open: !ticked.is_empty() || error.is_some(), html }
    }
}

/// « 9 novembre 2027 – Repenser l’accueil (Rennes) », « 9 novembre 2027 – Visite (Rennes) – complet ».
fn labelled(event: &Publication) -> String {
    let place = event.content.attendance.place().map_or("en ligne", |place| place.town.name());
    let when = match &event.content.schedule {
        Schedule::Slots { zone, slots } => french::day(slots.first().start_in(*zone).date()),
        Schedule::Period { period } => french::period(*period),
    };
    let status = match event.status {
        Status::Scheduled => String::new(),
        said => format!(" – {}", said.label().to_lowercase()),
    };
    format!("{when} – {} ({place}){status}", event.content.title)
}
