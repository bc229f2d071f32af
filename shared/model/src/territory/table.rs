//! Sorted lines of text searched where they lie: nothing is parsed or copied at start-up.

/// Lines ended by `\n`, sorted by their bytes, each starting with a key of ASCII characters.
pub(super) struct Table(pub(super) &'static str);

impl Table {
    /// What follows the key and a space on the one line that has this key.
    pub(super) fn get(&self, key: &str) -> Option<&'static str> {
        self.starting_with(key).next()?.strip_prefix(key)?.strip_prefix(' ')
    }

    /// The lines whose key starts like this, in order; with an empty start, every line.
    pub(super) fn starting_with<'a>(&self, start: &'a str) -> impl Iterator<Item = &'static str> + use<'a> {
        let text = self.0;
        text[self.first_line_from(start)..].lines().take_while(move |line| line.starts_with(start))
    }

    /// Where the first line begins that is not before `start`; a binary search.
    fn first_line_from(&self, start: &str) -> usize {
        let text = self.0;
        let (mut low, mut high) = (0, text.len()); // both always at the beginning of a line
        while low < high {
            let middle = text.floor_char_boundary(low.midpoint(high));
            let line = text[low..middle].rfind('\n').map_or(low, |at| low + at + 1);
            if text[line..] < *start {
                low = text[middle..high].find('\n').map_or(high, |at| middle + at + 1);
            } else {
                high = line;
            }
        }
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: Table = Table("01 Ain\n2A Corse-du-Sud\n2B Haute-Corse\n30 Gard\n");

    #[test]
    fn every_line_is_found_by_its_key_and_nothing_else() {
        for (key, rest) in [("01", "Ain"), ("2A", "Corse-du-Sud"), ("2B", "Haute-Corse"), ("30", "Gard")] {
            assert_eq!(TABLE.get(key), Some(rest));
        }
        for key in ["", "00", "0", "2", "29", "2A ", "2AA", "2a", "31", "99", "é", "01 Ain"] {
            assert_eq!(TABLE.get(key), None, "{key:?}");
        }
    }

    #[test]
    fn a_start_gives_its_lines_in_order() {
        assert_eq!(TABLE.starting_with("2").collect::<Vec<_>>(), ["2A Corse-du-Sud", "2B Haute-Corse"]);
        assert_eq!(TABLE.starting_with("").count(), 4);
        assert_eq!(TABLE.starting_with("4").count(), 0);
        assert_eq!(Table("").starting_with("").count(), 0);
    }
}
