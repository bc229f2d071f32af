//! Searching by words, whatever the case and the accents.

use model::look_alike::folded;
use model::territory::Region;
use model::waiting::Waiting;

/// More words than anyone types: what comes beyond is ignored.
const MOST_WORDS: usize = 10;

/// The words that must all be there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    pub(super) fn parse(typed: &str) -> Self {
        let mut words = words(typed);
        words.truncate(MOST_WORDS);
        Self(words)
    }

    /// Whether each word begins a word of the title, the summary, the organisation, the place or the reference.
    pub(super) fn are_in(&self, waiting: &Waiting) -> bool {
        if self.0.is_empty() {
            return true;
        }
        let reference = waiting.event.reference();
        let regions: Vec<_> = waiting.regions().iter().map(Region::name).collect();
        let regions = regions.join(" ");
        let texts = [
            waiting.title.as_str(),
            waiting.summary.as_str(),
            waiting.organisation.as_str(),
            waiting.place.as_str(),
            &regions,
            &reference,
        ];
        let present: Vec<String> = texts.into_iter().flat_map(words).collect();
        self.0.iter().all(|sought| present.iter().any(|word| word.starts_with(sought)))
    }
}

fn words(text: &str) -> Vec<String> {
    let folded = folded(text);
    let words = folded.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(ToOwned::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::queue::sample;

    fn finds(typed: &str) -> bool {
        Words::parse(typed).are_in(&sample::waiting("L’Été des œuvres à l’ÉCOLE", 1))
    }

    #[test]
    fn case_accents_ligatures_and_apostrophes_do_not_matter() {
        for typed in
            ["été", "ETE", "e\u{301}te\u{301}", "l'ete", "Oeuvres", "œuv", "ecole été", "  école,  ŒUVRES "]
        {
            assert!(finds(typed), "{typed}");
        }
    }

    #[test]
    fn every_word_must_be_there_wherever_it_is() {
        assert!(finds("ecole accueil departement saint-denis 974"), "title, summary, organisation, place");
        assert!(!finds("ecole brest"));
    }

    #[test]
    fn a_word_is_found_by_its_beginning_only() {
        assert!(finds("dépar") && !finds("partement"));
    }

    #[test]
    fn an_event_is_found_by_its_reference() {
        let waiting = sample::waiting("Atelier", 1);
        assert!(Words::parse(&waiting.event.reference().to_lowercase()).are_in(&waiting));
    }

    #[test]
    fn nothing_typed_is_everywhere() {
        assert!(finds("") && finds(" – … "));
    }
}
