//! What may make a text an advertisement rather than an event. It informs the moderator and blocks nothing.

mod language;
mod vocabulary;

#[cfg(test)]
mod honest;
#[cfg(test)]
mod tests;

use serde::{Deserialize, Serialize};

use crate::content::Content;
use crate::look_alike::folded;
use crate::text::Prose;
use crate::web_link::WebLink;

/// From this score on the event deserves a second look.
pub const SUSPICIOUS: u8 = 40;

/// Sites that hide where a link leads.
const SHORTENERS: &[&str] = &[
    "adf.ly",
    "bit.ly",
    "buff.ly",
    "cutt.ly",
    "goo.gl",
    "is.gd",
    "lnkd.in",
    "ow.ly",
    "rb.gy",
    "rebrand.ly",
    "shorturl.at",
    "t.co",
    "t.ly",
    "tiny.cc",
    "tinyurl.com",
    "urlr.me",
    "urlz.fr",
    "v.gd",
];
/// From this many links on, a text of an event has many.
const MANY_LINKS: usize = 4;
/// From this many emoji on, a text has many; a list with one before each line has fewer.
const MANY_EMOJI: usize = 12;

/// How much a text looks like an advertisement, and why.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Suspicion {
    /// From 0 to 100; see [`SUSPICIOUS`].
    pub score: u8,
    /// The signs found.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub reasons: Vec<SpamReason>,
}

impl Suspicion {
    /// Whether the event deserves a second look.
    pub fn is_suspicious(&self) -> bool {
        self.score >= SUSPICIOUS
    }
}

/// A sign found in a text.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "sign", rename_all = "kebab-case")]
pub enum SpamReason {
    /// The texts hold many links.
    ManyLinks {
        /// How many.
        count: usize,
    },
    /// The title holds a link.
    LinkInTitle,
    /// A link hides where it leads.
    ShortenedLink {
        /// The site that shortened it.
        site: String,
    },
    /// Words of a sale.
    CommercialWords {
        /// Which, as the list has them.
        words: Vec<String>,
    },
    /// The title is in capitals.
    Shouting,
    /// The texts are in another language.
    NotFrench,
    /// The same sign over and over.
    Repetition {
        /// What is repeated.
        run: String,
    },
    /// Many emoji.
    ManyEmoji {
        /// How many.
        count: usize,
    },
    /// The title gives a telephone number.
    PhoneInTitle,
    /// The title names a price.
    PriceInTitle,
    /// The description is the title again.
    DescriptionRepeatsTitle,
}

impl SpamReason {
    /// A sentence for the moderator. It quotes nothing of the submitter's but a site's name and repeated signs.
    pub fn sentence(&self) -> String {
        match self {
            Self::ManyLinks { count } => format!("Le texte contient {count}\u{a0}liens."),
            Self::LinkInTitle => "Le titre contient un lien.".into(),
            Self::ShortenedLink { site } => {
                format!("Un lien raccourci cache sa destination\u{a0}: il passe par {site}.")
            }
            Self::CommercialWords { words } => {
                let quoted: Vec<_> = words.iter().map(|word| format!("«\u{a0}{word}\u{a0}»")).collect();
                format!("Le vocabulaire semble commercial\u{a0}: {}.", quoted.join(", "))
            }
            Self::Shouting => "Le titre est écrit en capitales.".into(),
            Self::NotFrench => "Le texte ne semble pas écrit en français.".into(),
            Self::Repetition { run } => format!("Un signe est répété\u{a0}: «\u{a0}{run}\u{a0}»."),
            Self::ManyEmoji { count } => format!("Le texte contient {count}\u{a0}émojis."),
            Self::PhoneInTitle => "Le titre donne un numéro de téléphone.".into(),
            Self::PriceInTitle => "Le titre annonce un prix.".into(),
            Self::DescriptionRepeatsTitle => "La description répète le titre.".into(),
        }
    }
}

/// The signs of an advertisement in an event's texts and links.
pub fn spam_signs(content: &Content) -> Suspicion {
    let (title, summary) = (content.title.as_str(), content.summary.as_str());
    let accessibility = content.accessibility.details.as_ref().map(Prose::as_str).unwrap_or_default();
    let all = format!("{title}\n{summary}\n{}\n{accessibility}", content.description.as_str());
    let mut suspicion = Suspicion::default();
    let mut sign = |found: bool, points: u8, reason: SpamReason| {
        if found {
            suspicion.score = suspicion.score.saturating_add(points).min(100);
            suspicion.reasons.push(reason);
        }
    };

    let links = links_in(&all);
    sign(links.len() >= MANY_LINKS, 25, SpamReason::ManyLinks { count: links.len() });
    sign(!links_in(title).is_empty(), 30, SpamReason::LinkInTitle);
    let fields = [content.attendance.link(), content.registration_link()].into_iter().flatten().cloned();
    if let Some(site) = links.into_iter().chain(fields).find_map(|link| shortener(&link)) {
        sign(true, 30, SpamReason::ShortenedLink { site: site.to_owned() });
    }
    let (points, words) = vocabulary::commercial_words(&all);
    sign(points > 0, points, SpamReason::CommercialWords { words });
    sign(is_shouted(title), 15, SpamReason::Shouting);
    sign(language::is_foreign(&all), 40, SpamReason::NotFrench);
    if let Some(run) = repetition(&all) {
        sign(true, 15, SpamReason::Repetition { run });
    }
    let emoji = [all.as_str(), title].map(|text| text.chars().filter(|c| is_emoji(*c)).count());
    sign(emoji[0] >= MANY_EMOJI || emoji[1] >= 3, 20, SpamReason::ManyEmoji { count: emoji[0] });
    sign(has_phone(title), 30, SpamReason::PhoneInTitle);
    sign(has_price(title), 25, SpamReason::PriceInTitle);
    let repeats = folded(title) == folded(content.description.as_str());
    sign(repeats, 20, SpamReason::DescriptionRepeatsTitle);
    suspicion
}

/// The links that a text shows, with their scheme or `www.`.
fn links_in(text: &str) -> Vec<WebLink> {
    text.split(|c: char| c.is_whitespace() || "()[]<>«»\",;".contains(c))
        .filter_map(|word| {
            let lower = word.to_lowercase();
            let starts = ["https://", "http://", "www."].iter().filter_map(|start| lower.find(start)).min();
            let known = SHORTENERS.iter().any(|site| lower.starts_with(&format!("{site}/")));
            let start = if known { 0 } else { starts? };
            WebLink::parse(lower[start..].trim_end_matches(['.', ':', '!', '?'])).ok()
        })
        .collect()
}

fn shortener(link: &WebLink) -> Option<&'static str> {
    let host = link.host().trim_start_matches("www.").to_owned();
    SHORTENERS.iter().copied().find(|site| *site == host)
}

/// Whether nearly all letters of a title, long enough not to be a name, are capitals.
fn is_shouted(title: &str) -> bool {
    let capitals = title.chars().filter(|c| c.is_uppercase()).count();
    let small = title.chars().filter(|c| c.is_lowercase()).count();
    capitals + small >= 15 && capitals >= 4 * small
}

/// The first run of four times the same sign, or of three « ! » or « ? »; rules and dots are layout.
fn repetition(text: &str) -> Option<String> {
    let mut run = String::new();
    for c in text.chars() {
        if !run.ends_with(c) {
            run.clear();
        }
        run.push(c);
        let most = match c {
            '!' | '?' => 3,
            '€' | '$' => 3,
            _ if c.is_alphabetic() || is_emoji(c) => 4,
            _ => continue,
        };
        if run.chars().count() == most {
            return Some(run);
        }
    }
    None
}

fn is_emoji(c: char) -> bool {
    matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B50}' | '\u{2B55}')
}

/// A French number as people write it: ten digits from 0, together or two by two, or `+33`. Dates are none.
fn has_phone(title: &str) -> bool {
    let spaced: String =
        title.chars().map(|c| if matches!(c, '.' | '-' | '\u{a0}') { ' ' } else { c }).collect();
    let national = spaced.replace("(0)", "").replace("+33 ", "0").replace("+33", "0");
    let words: Vec<&str> =
        national.split_whitespace().map(|word| word.trim_matches(|c: char| !c.is_ascii_digit())).collect();
    let digits = |word: &str, count: usize| word.len() == count && word.bytes().all(|b| b.is_ascii_digit());
    let pairs = |run: &[&str]| run.iter().all(|word| digits(word, 2)) && run[0].starts_with('0');
    words.iter().any(|word| digits(word, 10) && word.starts_with('0')) || words.windows(5).any(pairs)
}

/// An amount with its currency: « 99 € », « 1 500 euros ».
fn has_price(title: &str) -> bool {
    let folded = folded(title);
    let words: Vec<&str> = folded.split_whitespace().collect();
    let amount = |word: &str| word.starts_with(|c: char| c.is_ascii_digit());
    let attached = |word: &&str| amount(word) && (word.contains('€') || word.contains("euro"));
    let currency = |word: &str| word.starts_with('€') || word.starts_with("euro");
    words.iter().any(attached) || words.windows(2).any(|pair| amount(pair[0]) && currency(pair[1]))
}
