//! What an issue is made of, as a form says it.

use std::collections::BTreeSet;

use model::id::EventId;
use model::mailing::{MOST_FEATURED, Mailing, Plan, Section, Segment, Words};
use model::territory::Region;
use model::text::{Line, Prose, TextError};
use model::vocabulary::{Administration, Interest, Profession};
use web::Typed;

use web::problem::Problem;

/// The places that a section can have.
pub(crate) const PLACES: usize = Section::ALL.len();

/// What its editors decide of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Contents {
    pub(crate) words: Words,
    pub(crate) plan: Plan,
    pub(crate) featured: Vec<EventId>,
    pub(crate) segment: Segment,
}

impl Contents {
    /// Whether they are those of this issue.
    pub(super) fn are_of(&self, mailing: &Mailing) -> bool {
        let known = (&mailing.words, &mailing.plan, &mailing.featured, &mailing.segment);
        (&self.words, &self.plan, &self.featured, &self.segment) == known
    }
}

/// The field of a section's place.
pub(crate) fn place_field(section: Section) -> String {
    format!("place-{}", section.code())
}

/// The sections that a page showed, as its form carries them back: places are read against them, so that sending a form twice
/// says the same thing twice.
pub(crate) fn order(plan: &Plan) -> String {
    let codes: Vec<_> = plan.sections().iter().map(|section| section.code()).collect();
    codes.join(",")
}

/// What a form says, or what is wrong with it. A field that did not come is no empty field: a form that was cut on its way
/// must not erase anything.
pub(super) fn parse(typed: &Typed) -> Result<Contents, Vec<Problem>> {
    let mut form = Form { typed, problems: vec![] };
    let subject =
        form.line("objet", "Objet", "Écrivez l’objet\u{a0}: c’est ce que les abonnés lisent d’abord.");
    let preheader = form.line(
        "apercu",
        "Texte d’aperçu",
        "Écrivez le texte d’aperçu\u{a0}: les messageries l’affichent à côté de l’objet.",
    );
    let editorial = form.prose("editorial", "Éditorial");
    let plan = form.plan();
    let featured = form.featured();
    let segment = Segment {
        administrations: form.codes("administration", Administration::from_code),
        professions: form.codes("profession", Profession::from_code),
        regions: form.codes("region", Region::from_code),
        interests: form.codes("interet", Interest::from_code),
    };
    match (subject, preheader) {
        (Some(subject), Some(preheader)) if form.problems.is_empty() => {
            Ok(Contents { words: Words { subject, preheader, editorial }, plan, featured, segment })
        }
        _ => Err(form.problems),
    }
}

struct Form<'a> {
    typed: &'a Typed,
    problems: Vec<Problem>,
}

impl<'a> Form<'a> {
    /// The value of a field that must be there, once.
    fn one(&mut self, name: &str, label: &str) -> Option<&'a str> {
        let value = self.typed.one(name);
        if value.is_none() {
            self.problems.push(Problem::of_count(name, label));
        }
        value
    }

    fn line<const MAX: usize>(&mut self, name: &str, label: &str, request: &str) -> Option<Line<MAX>> {
        let parsed = Line::parse(self.one(name, label)?);
        parsed.map_err(|error| self.problems.push(Problem::of_text(name, label, request, &error))).ok()
    }

    fn prose<const MAX: usize>(&mut self, name: &str, label: &str) -> Option<Prose<MAX>> {
        match Prose::parse(self.one(name, label)?) {
            Ok(text) => Some(text),
            Err(TextError::Empty) => None,
            Err(error) => {
                self.problems.push(Problem::of_text(name, label, "", &error));
                None
            }
        }
    }

    /// The sections that the page showed.
    fn order(&mut self) -> Plan {
        let codes = self.typed.one("ordre").map(|order| order.split(',').filter(|code| !code.is_empty()));
        let sections: Option<Vec<_>> = codes.and_then(|codes| codes.map(Section::from_code).collect());
        Plan::new(sections.unwrap_or_else(|| {
            self.problems.push(Problem::of_count("rubriques", "Les rubriques"));
            vec![]
        }))
    }

    /// The sections in order: one that moves takes the place that it is given, the others close up around it.
    fn plan(&mut self) -> Plan {
        let shown = self.order();
        let known = shown.sections();
        let mut places: [Option<Section>; PLACES] = [None; PLACES];
        let mut stay = BTreeSet::new();
        for section in Section::ALL {
            let field = place_field(section);
            let Some(typed) = self.one(&field, section.title()) else { continue };
            let present = known.iter().position(|it| *it == section);
            match typed.parse::<usize>().ok().filter(|place| (1..=PLACES).contains(place)) {
                _ if typed.is_empty() => {}
                None => self.problems.push(Problem::new(
                    field,
                    format!(
                        "{}\u{a0}: choisissez une place de 1 à {PLACES}, ou «\u{a0}Ne pas afficher\u{a0}».",
                        section.title()
                    ),
                )),
                Some(place) if present == Some(place - 1) => {
                    stay.insert(place);
                }
                Some(place) => match places[place - 1] {
                    Some(other) => self.problems.push(Problem::new(
                        field,
                        format!(
                            "«\u{a0}{}\u{a0}» et «\u{a0}{}\u{a0}» ont la même place\u{a0}: donnez-en une autre à l’une des \
                             deux.",
                            other.title(),
                            section.title()
                        ),
                    )),
                    None => places[place - 1] = Some(section),
                },
            }
        }
        let mut staying = stay.into_iter().filter_map(|place| known.get(place - 1).copied());
        for place in &mut places {
            *place = place.or_else(|| staying.next());
        }
        let plan = Plan::new(places.into_iter().flatten());
        if plan.sections().is_empty() && self.problems.is_empty() {
            let message = "Gardez au moins une rubrique\u{a0}: sans aucune, la lettre serait vide.";
            self.problems.push(Problem::new(place_field(Section::ALL[0]), message));
        }
        plan
    }

    fn featured(&mut self) -> Vec<EventId> {
        let mut featured = Vec::new();
        for place in 1..=MOST_FEATURED {
            let (field, label) = (format!("une-{place}"), format!("Événement à la une n°\u{a0}{place}"));
            let typed = self.one(&field, &label).unwrap_or_default();
            if typed.is_empty() {
                continue;
            }
            match EventId::parse(typed) {
                Ok(event) if featured.contains(&event) => self.problems.push(Problem::new(
                    field,
                    "Cet événement est déjà à la une\u{a0}: choisissez-en un autre, ou aucun.",
                )),
                Ok(event) => featured.push(event),
                Err(_) => {
                    self.problems
                        .push(Problem::new(field, format!("{label}\u{a0}: choisissez dans la liste.")));
                }
            }
        }
        featured
    }

    fn codes<T: Ord>(&mut self, name: &str, of: impl Fn(&str) -> Option<T>) -> BTreeSet<T> {
        let read: Option<_> = self.typed.all(name).map(of).collect();
        read.unwrap_or_else(|| {
            self.problems.push(Problem::new(name, "Choisissez parmi les cases de la liste."));
            BTreeSet::new()
        })
    }
}
