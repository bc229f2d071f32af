//! What the service checks before an issue leaves, so that its editors need not.

use std::collections::BTreeSet;

use model::mailing::{Block, Issue};
use url::Url;
use web::markdown;

use super::colours::{DARK, LIGHT};
use super::{IssueView, Rendering};

/// Something that was checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Check {
    /// What: « Objet ».
    pub label: &'static str,
    /// Whether it is as it should be.
    pub ok: bool,
    /// Whether the issue cannot leave as long as it is not.
    pub blocking: bool,
    /// What was found, and if it is not as it should be, what to do.
    pub said: String,
}

/// A subject within these numbers of characters says something and is not cut.
const SUBJECT: std::ops::RangeInclusive<usize> = 10..=80;

/// The same for a preheader.
const PREHEADER: std::ops::RangeInclusive<usize> = 20..=130;

/// Gmail cuts a mail whose HTML is heavier than 102 kB, and with it the way to unsubscribe.
const HEAVIEST: usize = 100_000;

/// Checks an issue: `exists` says whether the site has a page at a path (`/2027/evenements/`).
pub fn checks(issue: &Issue, base_url: &str, exists: impl Fn(&str) -> bool) -> Vec<Check> {
    let heaviest = render(issue, &issue.regions(), base_url);
    let lightest = render(issue, &BTreeSet::new(), base_url);
    let mut checks = vec![
        length("Objet", issue.subject.as_str(), &SUBJECT),
        length("Texte d’aperçu", issue.preheader.as_str(), &PREHEADER),
        capitals(issue.subject.as_str()),
        content(issue),
    ];
    checks.extend(links(issue, base_url, &exists));
    checks.extend([images(&heaviest), weight(&heaviest), both_parts(&lightest), contrast()]);
    checks
}

fn render(issue: &Issue, regions: &BTreeSet<model::territory::Region>, base_url: &str) -> Rendering {
    let preferences = format!("{base_url}/abonnement/mes-choix/{}", "x".repeat(68)); // as long as a reader's own
    IssueView { issue, regions, base_url, preferences: &preferences, dark: false, banner: None }.render()
}

fn length(label: &'static str, text: &str, sensible: &std::ops::RangeInclusive<usize>) -> Check {
    let length = text.trim().chars().count();
    let (least, most) = (sensible.start(), sensible.end());
    let advice = match length {
        0 => "Il est vide\u{a0}: écrivez-le.".to_owned(),
        _ if length < *least => format!("{length}\u{a0}caractères, c’est court\u{a0}: dites-en plus."),
        _ if length > *most => format!(
            "{length}\u{a0}caractères\u{a0}: la fin ne se verra pas partout. Restez sous {most}\u{a0}caractères."
        ),
        _ => format!("{length}\u{a0}caractères."),
    };
    Check { label, ok: sensible.contains(&length), blocking: length == 0, said: advice }
}

fn capitals(subject: &str) -> Check {
    let letters: Vec<_> = subject.chars().filter(|c| c.is_alphabetic()).collect();
    let capitals = letters.iter().filter(|c| c.is_uppercase()).count();
    let ok = letters.len() < 4 || capitals * 2 <= letters.len();
    let said = if ok {
        "Des minuscules, comme dans toute phrase."
    } else {
        "Trop de capitales\u{a0}: l’objet semble crier, et les filtres le prennent pour une publicité. Écrivez-le en minuscules."
    };
    Check { label: "Capitales de l’objet", ok, blocking: false, said: said.into() }
}

fn content(issue: &Issue) -> Check {
    let ok = issue.blocks.iter().any(has_something) && issue.blocks.iter().all(has_something);
    let said = match (issue.blocks.is_empty(), ok) {
        (_, true) => "Chaque rubrique a un contenu.",
        (true, false) => {
            "La lettre est vide\u{a0}: écrivez un éditorial, ou attendez qu’un événement soit publié."
        }
        (false, false) => "Une rubrique est vide\u{a0}: retirez-la, ou remplissez-la.",
    };
    Check { label: "Contenu", ok, blocking: true, said: said.into() }
}

fn has_something(block: &Block) -> bool {
    match block {
        Block::Editorial { text } => !markdown::text(text.as_str()).trim().is_empty(),
        Block::Featured { cards } | Block::Online { cards, .. } | Block::Resources { cards, .. } => {
            !cards.is_empty()
        }
        Block::NewInRegion { regions } => {
            !regions.is_empty() && regions.iter().all(|news| !news.cards.is_empty())
        }
        Block::Week { days } => !days.is_empty() && days.iter().all(|day| !day.cards.is_empty()),
    }
}

/// The links of the editorial: one check that they are links, one that those within the site lead somewhere.
fn links(issue: &Issue, base_url: &str, exists: &impl Fn(&str) -> bool) -> [Check; 2] {
    let links: Vec<_> = issue.blocks.iter().flat_map(editors_links).collect();
    let unsafe_ones = links.iter().filter(|link| !is_safe(link) && path_within(link, base_url).is_none());
    let lost = links.iter().filter(|link| path_within(link, base_url).is_some_and(|path| !exists(&path)));
    let check = |label, wrong: Vec<&String>, advice: &str| {
        let listed: Vec<_> = wrong.iter().map(|link| link.as_str()).collect();
        let ok = listed.is_empty();
        let said = match (links.len(), ok) {
            (0, _) => "L’éditorial n’a pas de lien.".to_owned(),
            (_, true) => "Tous les liens de l’éditorial sont bons.".to_owned(),
            (_, false) => format!("{advice}\u{a0}: {}", listed.join(", ")),
        };
        Check { label, ok, blocking: true, said }
    };
    [
        check("Adresses des liens", unsafe_ones.collect(), "Écrivez ces adresses en entier, avec https://"),
        check(
            "Liens vers le programme",
            lost.collect(),
            "Ces pages n’existent pas\u{a0}: corrigez ou retirez ces liens",
        ),
    ]
}

fn editors_links(block: &Block) -> Vec<String> {
    match block {
        Block::Editorial { text } => markdown::links(text.as_str()),
        _ => vec![],
    }
}

fn is_safe(link: &str) -> bool {
    Url::parse(link).is_ok_and(|url| matches!(url.scheme(), "https" | "mailto"))
}

/// The path of a link into the site, under the site's own scheme and port.
fn path_within(link: &str, base_url: &str) -> Option<String> {
    let (link, base) = (Url::parse(link).ok()?, Url::parse(base_url).ok()?);
    (link.has_host() && link.origin() == base.origin()).then(|| link.path().to_owned())
}

fn images(rendering: &Rendering) -> Check {
    let ok = !rendering.html.contains("<img");
    let said = if ok {
        "Aucune image\u{a0}: rien n’est caché à qui ne les voit pas."
    } else {
        "Une image n’a pas de texte de remplacement."
    };
    Check { label: "Textes de remplacement", ok, blocking: true, said: said.into() }
}

fn weight(rendering: &Rendering) -> Check {
    let weight = rendering.html.len();
    let ok = weight < HEAVIEST;
    let found = format!("{}\u{a0}ko pour la plus lourde des variantes", weight.div_ceil(1000));
    let said = if ok {
        format!("{found}.")
    } else {
        format!(
            "{found}\u{a0}: au-delà de {}\u{a0}ko, Gmail coupe la fin. Retirez une rubrique.",
            HEAVIEST / 1000
        )
    };
    Check { label: "Poids", ok, blocking: true, said }
}

fn both_parts(rendering: &Rendering) -> Check {
    let ok = !rendering.text.trim().is_empty() && !rendering.html.trim().is_empty();
    let said = if ok {
        "La lettre se lit en HTML et en texte."
    } else {
        "Une des deux formes de la lettre est vide\u{a0}: prévenez l’équipe technique."
    };
    Check { label: "HTML et texte", ok, blocking: true, said: said.into() }
}

fn contrast() -> Check {
    let least = LIGHT.contrast().min(DARK.contrast());
    let ok = LIGHT.is_readable() && DARK.is_readable();
    let found = format!("{least:.1}\u{a0}pour 1 au moins, de jour comme de nuit").replace('.', ",");
    let said = if ok {
        format!("{found}.")
    } else {
        format!("{found}\u{a0}: il en faut 4,5. Prévenez l’équipe technique.")
    };
    Check { label: "Contrastes", ok, blocking: true, said }
}
