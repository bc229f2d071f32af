//! The form that narrows the list: what can be chosen, with how many events each choice has.

use std::collections::BTreeMap;

use model::french;
use model::vocabulary::Format;
use model::waiting::Waiting;
use web::form::{Choice, Filter, Input};

use super::bearer::Bearer;
use super::filter::{AGES, Filters, Novelty, Whereabouts, Whose};

/// The form's fields.
pub(super) struct Fields {
    pub(super) sought: String,
    pub(super) whose: String,
    /// The others.
    pub(super) narrowing: Vec<String>,
}

/// What can be chosen: its value and its label.
type Offer = (String, String);

impl Fields {
    /// The fields as the address fills them; the counts are those of all that the bearer may see.
    pub(super) fn of(filters: &Filters, visible: &[Waiting], bearer: &Bearer) -> Self {
        let sought = Input {
            id: "q",
            name: "q",
            label: "Chercher",
            hint: "Des mots du titre, du résumé, de l’organisation ou du lieu, ou la référence",
            kind: "search",
            value: &filters.sought,
            ..Input::default()
        };
        let place = filters.whereabouts.map(Whereabouts::code).unwrap_or_default();
        let format = filters.format.map(Format::code).unwrap_or_default();
        let age = filters.older_than.map(|age| age.as_hours().to_string()).unwrap_or_default();
        let novelty = filters.novelty.map(Novelty::code).unwrap_or_default();
        let alike = if filters.looks_alike { "oui" } else { "" };
        Self {
            sought: sought.html(),
            whose: field(
                "pour",
                "Pour qui",
                "Ce qui m’attend",
                &whose(filters, visible, bearer),
                &filters.whose.code(),
            ),
            narrowing: vec![
                field("region", "Région", "Toutes", &regions(filters, visible), place),
                field("format", "Format", "Tous", &formats(filters, visible), format),
                field("age", "Attente", "Quelle qu’elle soit", &ages(), &age),
                field("ressemblance", "Ressemblance", "Avec ou sans", &alike_options(visible), alike),
                field("edition", "Propositions", "Toutes", &novelties(), novelty),
            ],
        }
    }
}

fn field(name: &str, label: &str, unset: &str, offers: &[Offer], chosen: &str) -> String {
    let choice = |(value, label)| Choice { value, label, chosen: value == chosen };
    let choices = offers.iter().map(|(value, label)| (value.as_str(), label.as_str())).map(choice).collect();
    Filter { name, label, unset, choices }.html()
}

fn counted(label: &str, count: usize) -> String {
    format!("{label} ({})", french::number(count))
}

fn whose(filters: &Filters, visible: &[Waiting], bearer: &Bearer) -> Vec<Offer> {
    let count = |whose: Whose| visible.iter().filter(|waiting| whose.holds(waiting, bearer)).count();
    let everything = if bearer.moderator.is_national() { "Tout le pays" } else { "Tout ce que je peux voir" };
    let mut options = vec![
        (Whose::Anyone.code(), counted(everything, count(Whose::Anyone))),
        (Whose::Nobody.code(), counted("Confié à personne en particulier", count(Whose::Nobody))),
    ];
    let mut team: Vec<_> = bearer.team.iter().collect();
    team.sort_unstable_by_key(|member| (member.name.as_str(), member.id));
    for member in team {
        let whose = Whose::Of(member.id);
        let count = count(whose);
        if count > 0 || filters.whose == whose {
            options.push((whose.code(), counted(&format!("Confié à {}", member.name), count)));
        }
    }
    options
}

fn regions(filters: &Filters, visible: &[Waiting]) -> Vec<Offer> {
    let mut counts: BTreeMap<&str, (Whereabouts, usize)> = BTreeMap::new();
    for region in visible.iter().flat_map(Waiting::regions) {
        counts.entry(region.name()).or_insert((Whereabouts::In(region), 0)).1 += 1;
    }
    if let Some(chosen @ Whereabouts::In(region)) = filters.whereabouts {
        counts.entry(region.name()).or_insert((chosen, 0));
    }
    let online = visible.iter().filter(|waiting| Whereabouts::Online.holds(waiting)).count();
    let online = (online > 0 || filters.whereabouts == Some(Whereabouts::Online))
        .then(|| (Whereabouts::ONLINE.to_owned(), counted("En ligne", online)));
    let region = |(name, (place, count)): (&str, (Whereabouts, usize))| {
        (place.code().to_owned(), counted(name, count))
    };
    online.into_iter().chain(counts.into_iter().map(region)).collect()
}

fn formats(filters: &Filters, visible: &[Waiting]) -> Vec<Offer> {
    let count = |format: Format| visible.iter().filter(|waiting| waiting.format == format).count();
    let formats = Format::ALL.iter().map(|format| (*format, count(*format)));
    let shown = formats.filter(|(format, count)| *count > 0 || filters.format == Some(*format));
    shown.map(|(format, count)| (format.code().to_owned(), counted(format.label(), count))).collect()
}

fn ages() -> Vec<Offer> {
    AGES.iter().map(|age| (age.as_hours().to_string(), format!("Plus de {}", french::age(*age)))).collect()
}

fn alike_options(visible: &[Waiting]) -> Vec<Offer> {
    let count = visible.iter().filter(|waiting| waiting.look_alike.is_some()).count();
    vec![("oui".to_owned(), counted("Ressemble à un autre événement", count))]
}

fn novelties() -> Vec<Offer> {
    let label = |novelty| match novelty {
        Novelty::New => "Nouvelles",
        Novelty::Edit => "Modifications d’un événement publié",
    };
    [Novelty::New, Novelty::Edit].map(|it| (it.code().to_owned(), label(it).to_owned())).to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;

    fn labels(options: Vec<Offer>) -> Vec<String> {
        options.into_iter().map(|(_, label)| label).collect()
    }

    fn queue() -> Vec<Waiting> {
        let mut online = sample::waiting("Webinaire", 1);
        (online.region, online.format) = (None, Format::Webinaire);
        let mut entrusted = sample::waiting("Visite", 2);
        entrusted.assigned = Some(sample::reunion("Noa").id);
        vec![entrusted, sample::waiting("Atelier", 3), online]
    }

    #[test]
    fn only_what_has_events_can_be_chosen_and_what_is_chosen_stays() {
        let default = Filters::default();
        assert_eq!(labels(regions(&default, &queue())), ["En ligne (1)", "La Réunion (2)"]);
        assert_eq!(labels(formats(&default, &queue())), ["Webinaire (1)", "Atelier (2)"]);
        let bretagne = Filters {
            whereabouts: Some(Whereabouts::In(sample::region("53"))),
            format: Some(Format::Podcast),
            ..default
        };
        assert_eq!(labels(regions(&bretagne, &[])), ["Bretagne (0)"]);
        assert_eq!(labels(formats(&bretagne, &[])), ["Podcast (0)"]);
    }

    #[test]
    fn colleagues_are_listed_with_what_they_are_entrusted_with() {
        let alex = sample::bearer(sample::national("Alex"));
        let options = labels(whose(&Filters::default(), &queue(), &alex));
        assert_eq!(options, ["Tout le pays (3)", "Confié à personne en particulier (2)", "Confié à Noa (1)"]);
    }

    #[test]
    fn the_form_shows_what_the_address_asks_for() {
        let noa = sample::bearer(sample::reunion("Noa"));
        let filters = Filters { whose: Whose::Anyone, sought: "l’\"été\"".into(), ..Filters::default() };
        let fields = Fields::of(&filters, &queue(), &noa);
        assert!(fields.whose.contains("<option value=\"toutes\" selected>"), "{}", fields.whose);
        assert!(fields.sought.contains("value=\"l’&#34;été&#34;\""), "{}", fields.sought);
    }
}
