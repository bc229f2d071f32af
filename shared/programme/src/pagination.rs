//! A list on several pages: which cards each has, and how one goes from page to page.

use std::ops::Range;

use askama::Template;

use crate::address;

/// Most cards of a page: a day's crowd on one page, and still a page that a phone shows at once.
pub(crate) const MOST_CARDS: usize = 600;

/// Page numbers shown around the present one.
const AROUND: usize = 2;

/// How many pages that many cards take; a list without one has a page that says so.
pub(crate) fn pages(cards: usize) -> usize {
    cards.div_ceil(MOST_CARDS).max(1)
}

/// Which cards a page has, of that many; pages are counted from one.
pub(crate) fn cards_of(page: usize, cards: usize) -> Range<usize> {
    let first = (page.saturating_sub(1) * MOST_CARDS).min(cards);
    first..(first + MOST_CARDS).min(cards)
}

/// On which page a card is.
pub(crate) fn page_of(card: usize) -> usize {
    card / MOST_CARDS + 1
}

/// The design system's pagination, for screens of all widths.
#[derive(Template)]
#[template(path = "pagination.html")]
pub(crate) struct Pagination<'a> {
    /// The address of the first page.
    pub(crate) list: &'a str,
    pub(crate) page: usize,
    pub(crate) pages: usize,
}

impl Pagination<'_> {
    /// HTML; nothing where there is one page.
    pub(crate) fn html(&self) -> String {
        if self.pages == 1 { String::new() } else { self.render().unwrap_or_default() } // formats strings only
    }

    /// The pages around the present one, each with its address.
    fn near(&self) -> impl Iterator<Item = (usize, String)> {
        let pages = self.page.saturating_sub(AROUND).max(1)..=(self.page + AROUND).min(self.pages);
        pages.map(|page| (page, address::numbered_page(self.list, page)))
    }

    fn last(&self) -> String {
        address::numbered_page(self.list, self.pages)
    }

    fn previous(&self) -> Option<String> {
        (self.page > 1).then(|| address::numbered_page(self.list, self.page - 1))
    }

    fn next(&self) -> Option<String> {
        (self.page < self.pages).then(|| address::numbered_page(self.list, self.page + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_card_is_on_one_page_and_none_is_empty() {
        for cards in [0, 1, MOST_CARDS - 1, MOST_CARDS, MOST_CARDS + 1, 2 * MOST_CARDS, 2 * MOST_CARDS + 1] {
            let all: Vec<usize> = (1..=pages(cards)).flat_map(|page| cards_of(page, cards)).collect();
            assert_eq!(all, (0..cards).collect::<Vec<_>>(), "{cards}");
            assert!(
                cards == 0 || (1..=pages(cards)).all(|page| !cards_of(page, cards).is_empty()),
                "{cards}"
            );
            assert!(all.iter().all(|card| cards_of(page_of(*card), cards).contains(card)), "{cards}");
        }
        assert_eq!((pages(600), pages(601)), (1, 2));
    }
}
