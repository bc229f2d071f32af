//! What someone chooses, as the forms carry it: codes, nothing of which is mandatory.

use std::collections::BTreeSet;

use model::edition::Year;
use model::subscriber::{Preferences, Rhythm};
use model::territory::Region;
use model::vocabulary::{Administration, Interest, Profession};
use web::form::{Choice, Choices, Select};

const EACH_ISSUE: &str = "each-issue";
const MONTHLY: &str = "monthly";
const UNTIL_NEXT_EDITION: &str = "until-next-edition";

/// The fields as typed. A code that no list has is one that nobody has chosen.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Deserialize)]
#[serde(default)]
pub(crate) struct Chosen {
    administration: String,
    profession: String,
    region: Vec<String>,
    interest: Vec<String>,
    rhythm: String,
}

impl Chosen {
    /// A form on which only a region is chosen.
    pub(crate) fn in_region(code: &str) -> Self {
        Self { region: vec![code.to_owned()], ..Self::default() }
    }

    /// What is known of someone, during this edition.
    pub(crate) fn of(known: &Preferences, edition: Option<Year>) -> Self {
        let rhythm = match known.rhythm {
            Rhythm::Monthly => MONTHLY,
            Rhythm::UntilNextEdition { paused } if edition.is_none_or(|now| now <= paused) => {
                UNTIL_NEXT_EDITION
            }
            Rhythm::EachIssue | Rhythm::UntilNextEdition { .. } => EACH_ISSUE,
        };
        Self {
            administration: known.administration.map(Administration::code).unwrap_or_default().to_owned(),
            profession: known.profession.map(Profession::code).unwrap_or_default().to_owned(),
            region: known.regions.iter().map(|region| region.code().to_owned()).collect(),
            interest: known.interests.iter().map(|interest| interest.code().to_owned()).collect(),
            rhythm: rhythm.to_owned(),
        }
    }

    fn administration(&self) -> Option<Administration> {
        Administration::from_code(&self.administration)
    }

    fn profession(&self) -> Option<Profession> {
        Profession::from_code(&self.profession)
    }

    fn regions(&self) -> BTreeSet<Region> {
        self.region.iter().filter_map(|code| Region::from_code(code)).collect()
    }

    fn interests(&self) -> BTreeSet<Interest> {
        self.interest.iter().filter_map(|code| Interest::from_code(code)).collect()
    }

    /// What it means for someone who has this rhythm, during this edition.
    pub(crate) fn preferences(&self, rhythm: Rhythm, edition: Option<Year>) -> Preferences {
        let rhythm = match (self.rhythm.as_str(), edition) {
            (EACH_ISSUE, _) => Rhythm::EachIssue,
            (MONTHLY, _) => Rhythm::Monthly,
            (UNTIL_NEXT_EDITION, Some(paused)) => Rhythm::UntilNextEdition { paused },
            _ => rhythm,
        };
        Preferences {
            administration: self.administration(),
            profession: self.profession(),
            regions: self.regions(),
            interests: self.interests(),
            rhythm,
        }
    }

    /// The same for the same choices, in whatever order they come.
    pub(crate) fn print(&self) -> String {
        let codes = |codes: Vec<&str>| codes.join(",");
        [
            self.administration().map(Administration::code).unwrap_or_default().to_owned(),
            self.profession().map(Profession::code).unwrap_or_default().to_owned(),
            codes(self.regions().iter().map(Region::code).collect()),
            codes(self.interests().iter().map(|interest| interest.code()).collect()),
            self.rhythm.clone(),
        ]
        .join("|")
    }
}

/// The fields.
impl Chosen {
    pub(crate) fn administration_field(&self) -> String {
        let choices = Administration::ALL.iter().map(|it| (it.code(), it.label()));
        select("administration", "Votre administration (optionnel)", &self.administration, choices)
    }

    pub(crate) fn profession_field(&self) -> String {
        let choices = Profession::ALL.iter().map(|it| (it.code(), it.label()));
        select("profession", "Votre métier (optionnel)", &self.profession, choices)
    }

    /// One region, as most people have.
    pub(crate) fn region_field(&self) -> String {
        let chosen = self.region.first().map(String::as_str).unwrap_or_default();
        let choices = Region::in_order().into_iter().map(|region| (region.code(), region.name()));
        select("region", "Votre région (optionnel)", chosen, choices)
    }

    /// As many regions as one wants.
    pub(crate) fn regions_field(&self) -> String {
        let regions = self.regions();
        let choice = |region: Region| Choice {
            value: region.code(),
            label: region.name(),
            chosen: regions.contains(&region),
        };
        let hint = "Les nouveaux événements de ces régions vous sont signalés.";
        several(
            "region",
            "Vos régions (optionnel)",
            hint,
            Region::in_order().into_iter().map(choice).collect(),
        )
    }

    pub(crate) fn interest_field(&self) -> String {
        let interests = self.interests();
        let choice = |interest: &Interest| Choice {
            value: interest.code(),
            label: interest.label(),
            chosen: interests.contains(interest),
        };
        let hint = "Plusieurs réponses possibles. Sans réponse, vous recevez tout.";
        several(
            "interest",
            "Ce qui vous intéresse (optionnel)",
            hint,
            Interest::ALL.iter().map(choice).collect(),
        )
    }

    pub(crate) fn rhythm_field(&self, edition: Option<Year>) -> String {
        let choice = |value, label| Choice { value, label, chosen: self.rhythm == value };
        let mut choices = vec![
            choice(EACH_ISSUE, "Chaque lettre, toutes les semaines pendant le Mois"),
            choice(MONTHLY, "Une fois par mois"),
        ];
        if edition.is_some() || self.rhythm == UNTIL_NEXT_EDITION {
            choices.push(choice(UNTIL_NEXT_EDITION, "Plus rien jusqu’à la prochaine édition"));
        }
        let (name, legend) = ("rhythm", "À quel rythme\u{a0}?");
        Choices { name, legend, several: false, choices, ..Choices::default() }.html()
    }
}

/// What was chosen, as people read it: a question and its answer.
pub(crate) fn words(preferences: &Preferences, edition: Option<Year>) -> Vec<(&'static str, String)> {
    let list = |labels: Vec<&str>, none: &str| {
        if labels.is_empty() { none.to_owned() } else { labels.join(", ") }
    };
    let unsaid = "non précisé";
    let rhythm = match preferences.rhythm {
        Rhythm::EachIssue => "chaque lettre".to_owned(),
        Rhythm::Monthly => "une fois par mois".to_owned(),
        Rhythm::UntilNextEdition { paused } if edition.is_some_and(|now| now > paused) => {
            "chaque lettre".to_owned()
        }
        Rhythm::UntilNextEdition { paused } => format!("rien avant l’édition qui suit celle de {paused}"),
    };
    vec![
        ("Administration", preferences.administration.map_or(unsaid, Administration::label).to_owned()),
        ("Métier", preferences.profession.map_or(unsaid, Profession::label).to_owned()),
        ("Régions", list(preferences.regions.iter().map(Region::name).collect(), unsaid)),
        ("Intérêts", list(preferences.interests.iter().map(|it| it.label()).collect(), "tout")),
        ("Rythme", rhythm),
    ]
}

fn select(
    name: &str,
    label: &str,
    chosen: &str,
    choices: impl Iterator<Item = (&'static str, &'static str)>,
) -> String {
    let choices = choices.map(|(value, label)| Choice { value, label, chosen: value == chosen }).collect();
    Select { name, label, choices, ..Select::default() }.html()
}

fn several(name: &str, legend: &str, hint: &str, choices: Vec<Choice<'_>>) -> String {
    Choices { name, legend, hint, several: true, choices, ..Choices::default() }.html()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn preferences() -> Preferences {
        Preferences {
            administration: Some(Administration::Hospitaliere),
            profession: None,
            regions: [Region::BRETAGNE, Region::LA_REUNION].into(),
            interests: [Interest::Appels].into(),
            rhythm: Rhythm::UntilNextEdition { paused: 2027.into() },
        }
    }

    #[test]
    fn what_is_known_reads_back_from_the_form() {
        let edition = Some(2027.into());
        let shown = Chosen::of(&preferences(), edition);
        assert_eq!(shown.preferences(Rhythm::EachIssue, edition), preferences());
    }

    #[test]
    fn a_pause_is_over_with_the_next_edition_and_without_one_stays_what_it_is() {
        let next = Chosen::of(&preferences(), Some(2028.into()));
        assert_eq!(next.rhythm, EACH_ISSUE);
        let none = Chosen::of(&preferences(), None);
        assert_eq!(none.preferences(preferences().rhythm, None), preferences());
    }

    #[test]
    fn the_same_choices_leave_the_same_print_in_any_order() {
        let shown = Chosen::of(&preferences(), Some(2027.into()));
        let other = Chosen {
            region: vec!["53".into(), "04".into(), "99".into()],
            profession: "astronaute".into(),
            ..shown.clone()
        };
        assert_eq!(shown.print(), other.print());
        assert_ne!(shown.print(), Chosen { rhythm: MONTHLY.into(), ..shown.clone() }.print());
    }
}
