//! Cutting a list into pages.

use std::ops::Range;

use askama::Template;

/// How many events a page shows.
pub(super) const PER_PAGE: usize = 50;

/// The page shown, among how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Pages {
    pub(super) current: usize,
    pub(super) last: usize,
    count: usize,
}

/// An element of the pagination.
#[derive(Debug, PartialEq, Eq)]
enum Mark {
    /// The page shown.
    Current(usize),
    /// Another one.
    Page(usize),
    /// Pages left out.
    Gap,
}

/// The design system's pagination: where each link leads.
#[derive(Template)]
#[template(path = "queue-pages.html")]
struct Pagination {
    first_and_previous: Option<(String, String)>,
    numbers: Vec<(Mark, String)>,
    next_and_last: Option<(String, String)>,
}

impl Pages {
    /// The page asked for, or the nearest that there is.
    pub(super) fn of(count: usize, asked: &str) -> Self {
        let last = count.div_ceil(PER_PAGE).max(1);
        Self { current: asked.parse().unwrap_or(1).clamp(1, last), last, count }
    }

    /// Which of the list's lines the page shows.
    pub(super) fn lines(self) -> Range<usize> {
        let first = (self.current - 1) * PER_PAGE;
        first..(first + PER_PAGE).min(self.count)
    }

    /// The pagination, where `address` says where a page is; nothing for one page.
    pub(super) fn html(self, address: impl Fn(usize) -> String) -> String {
        if self.last == 1 {
            return String::new();
        }
        let back = (self.current > 1).then(|| (address(1), address(self.current - 1)));
        let forth = (self.current < self.last).then(|| (address(self.current + 1), address(self.last)));
        let numbers = self.marks().into_iter().map(|mark| match mark {
            Mark::Page(page) => (mark, address(page)),
            mark => (mark, String::new()),
        });
        let pagination =
            Pagination { first_and_previous: back, numbers: numbers.collect(), next_and_last: forth };
        pagination.render().unwrap_or_default() // formats strings only: it has nothing to fail on
    }

    /// The first, the last and those around the current one.
    fn marks(self) -> Vec<Mark> {
        let mut marks = Vec::new();
        let mut before = 0;
        for page in 1..=self.last {
            let is_near = page.abs_diff(self.current) <= 1;
            if page == 1 || page == self.last || is_near {
                if page > before + 1 {
                    marks.push(Mark::Gap);
                }
                marks.push(if page == self.current { Mark::Current(page) } else { Mark::Page(page) });
                before = page;
            }
        }
        marks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_fifty_lines_and_the_last_what_is_left() {
        assert_eq!(Pages::of(120, "").lines(), 0..50);
        assert_eq!(Pages::of(120, "3").lines(), 100..120);
        assert_eq!(Pages::of(100, "").last, 2);
        assert_eq!(Pages::of(0, "").lines(), 0..0);
    }

    #[test]
    fn a_page_that_does_not_exist_is_the_nearest() {
        let current = |asked| Pages::of(120, asked).current;
        assert_eq!(["0", "-1", "x", "9"].map(current), [1, 1, 1, 3]);
    }

    #[test]
    fn the_pagination_stays_short() {
        use Mark::{Current, Gap, Page};
        let middle = Pages::of(1000, "10").marks();
        assert_eq!(middle, [Page(1), Gap, Page(9), Current(10), Page(11), Gap, Page(20)]);
        assert_eq!(Pages::of(120, "1").marks(), [Current(1), Page(2), Page(3)]);
    }

    #[test]
    fn the_links_lead_to_their_pages() {
        let html = Pages::of(120, "2").html(|page| format!("/liste?page={page}"));
        assert_eq!(html.matches("href=\"/liste?page=1\"").count(), 3, "first, previous, 1: {html}");
        assert_eq!(html.matches("href=\"/liste?page=3\"").count(), 3, "next, last, 3: {html}");
        assert!(html.contains("aria-current=\"page\" title=\"Page 2\""), "{html}");
        assert_eq!(Pages::of(50, "").html(|_| String::new()), "", "one page needs none");
    }
}
