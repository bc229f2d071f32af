//! What a report says first, in sentences.

use std::collections::BTreeSet;

use jiff::SignedDuration;
use model::french;
use model::practical::Status;
use model::publication::slug;
use model::subscriber::Reader;

use super::programme::taking_place;
use super::proposals::{quantile, waits};
use super::source::Source;
use super::story::Story;
use super::table::FEW;

/// « 1 événement », « 1 234 événements »; French takes the singular for none.
pub(super) fn many(count: usize, one: &str, more: &str) -> String {
    format!("{}\u{a0}{}", french::number(count), if count > 1 { more } else { one })
}

/// The sentences.
pub(super) fn of(source: &Source, before: Option<&Source>, readers: &[Reader]) -> Vec<String> {
    let mut said = vec![programme(source)];
    said.extend(places(source));
    said.extend(before.map(|before| beside(source, before)));
    said.extend(proposals(source));
    said.extend(letters(source));
    said.push(subscribers(readers));
    said
}

fn programme(source: &Source) -> String {
    let all = source.events.len();
    if all == 0 {
        return format!("Le programme {} n’a pas encore d’événement.", source.edition.year);
    }
    let having = |status| source.events.iter().filter(|event| event.status == status).count();
    let cancelled = having(Status::Cancelled);
    let put_off = all - taking_place(source).len() - cancelled;
    let mut but = Vec::new();
    if cancelled > 0 {
        but.push(many(cancelled, "est annulé", "sont annulés"));
    }
    if put_off > 0 {
        but.push(format!("{} à des dates qui restent à dire", many(put_off, "est reporté", "sont reportés")));
    }
    let but = if but.is_empty() { String::new() } else { format!("\u{a0}; {}", but.join(" et ")) };
    // Names that differ by accents and capitals alone are of one organisation.
    let organisations: BTreeSet<String> =
        source.events.iter().map(|event| slug(event.content.organisation.name.as_str())).collect();
    let proposed = if all > 1 { "proposés" } else { "proposé" };
    format!(
        "Le programme {} présente {}, {proposed} par {}{but}.",
        source.edition.year,
        many(all, "événement", "événements"),
        many(organisations.len(), "organisation", "organisations")
    )
}

fn places(source: &Source) -> Option<String> {
    let taking_place = taking_place(source);
    if taking_place.is_empty() {
        return None;
    }
    let (mut regions, mut departements, mut online) = (BTreeSet::new(), BTreeSet::new(), 0);
    for event in &taking_place {
        let places = event.content.attendance.places();
        departements.extend(places.map(|place| place.town.departement()));
        regions.extend(event.content.regions());
        online += usize::from(event.content.attendance.place().is_none());
    }
    let online = many(online, "a lieu en ligne seulement", "ont lieu en ligne seulement");
    Some(format!(
        "Ceux qui ont lieu se tiennent dans {} et {}\u{a0}; {online}.",
        many(regions.len(), "région ou collectivité d’outre-mer", "régions ou collectivités d’outre-mer"),
        many(departements.len(), "département", "départements")
    ))
}

fn beside(source: &Source, before: &Source) -> String {
    let [now, then] = [source, before].map(|source| taking_place(source).len());
    let year = before.edition.year;
    let now_said = many(now, "événement a lieu", "événements ont lieu");
    match (now.cmp(&then), now.abs_diff(then)) {
        (std::cmp::Ordering::Equal, _) => format!("{now_said}, autant qu’en {year}."),
        (order, gap) => {
            let more = if order == std::cmp::Ordering::Greater { "de plus" } else { "de moins" };
            format!(
                "{now_said}, {} {more} qu’en {year}, où il y en avait {}.",
                french::number(gap),
                french::number(then)
            )
        }
    }
}

fn proposals(source: &Source) -> Option<String> {
    let stories = Story::all(&source.journal);
    if stories.is_empty() {
        return None;
    }
    let mut said = format!(
        "{} par le formulaire",
        many(stories.len(), "proposition a été envoyée", "propositions ont été envoyées")
    );
    let [waits, _] = waits(&stories);
    if let Some((half, nine)) = quantile(&waits, 50).zip(quantile(&waits, 90)) {
        said = format!(
            "{said}\u{a0}; la moitié de celles qui ont reçu une réponse l’ont eue en {} au plus, neuf sur dix en {} au plus",
            within(half),
            within(nine)
        );
    }
    Some(format!("{said}."))
}

/// « une heure », « 21 heures », « 3 jours »: at least as long as it lasted.
fn within(lasted: SignedDuration) -> String {
    match (lasted.as_secs() + 3599).div_euclid(3600) {
        ..=1 => "une heure".into(),
        hours @ 2..=48 => format!("{hours}\u{a0}heures"),
        hours => format!("{}\u{a0}jours", (hours + 23) / 24),
    }
}

fn letters(source: &Source) -> Option<String> {
    let letters = source.letters.len();
    let sent: u64 = source.letters.iter().map(|letter| u64::from(letter.progress.sent)).sum();
    (letters > 0).then(|| {
        let sent = usize::try_from(sent).unwrap_or(usize::MAX);
        format!(
            "{}, soit {}.",
            many(letters, "lettre d’information est partie", "lettres d’information sont parties"),
            many(sent, "exemplaire envoyé", "exemplaires envoyés")
        )
    })
}

fn subscribers(readers: &[Reader]) -> String {
    let count = readers.len();
    if (1..usize::try_from(FEW).unwrap_or_default()).contains(&count) {
        return "Moins de cinq personnes sont abonnées à la lettre d’information.".into();
    }
    match count {
        0 => "Personne n’est encore abonné à la lettre d’information.".into(),
        count => format!("{}\u{a0}personnes sont abonnées à la lettre d’information.", french::number(count)),
    }
}
