//! The colours of an issue: the template writes them, the checks measure them.

/// The colours by day, or by night.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Palette {
    /// Behind all.
    pub(crate) page: &'static str,
    /// Behind what is read.
    pub(crate) card: &'static str,
    /// What is read.
    pub(crate) ink: &'static str,
    /// What is read less.
    pub(crate) quiet: &'static str,
    /// Links, lines and the button.
    pub(crate) accent: &'static str,
    /// What is written on the button.
    pub(crate) label: &'static str,
}

/// As the design system has them.
pub(crate) const LIGHT: Palette = Palette {
    page: "#f6f6f6",
    card: "#ffffff",
    ink: "#161616",
    quiet: "#3a3a3a",
    accent: "#000091",
    label: "#ffffff",
};

/// For those whose screen is dark.
pub(crate) const DARK: Palette = Palette {
    page: "#161616",
    card: "#1e1e1e",
    ink: "#ffffff",
    quiet: "#cecece",
    accent: "#8585f6",
    label: "#000091",
};

/// The least contrast between a text and what is behind it (WCAG 2.2, 1.4.3).
const LEAST_CONTRAST: f64 = 4.5;

impl Palette {
    /// Every text of the template with what is behind it.
    fn pairs(&self) -> [(&'static str, &'static str); 7] {
        [
            (self.ink, self.card),
            (self.quiet, self.card),
            (self.accent, self.card),
            (self.ink, self.page),
            (self.quiet, self.page),
            (self.accent, self.page),
            (self.label, self.accent),
        ]
    }

    /// The least contrast of any of its texts.
    pub(crate) fn contrast(&self) -> f64 {
        self.pairs().into_iter().map(|(text, behind)| contrast(text, behind)).fold(f64::INFINITY, f64::min)
    }

    /// Whether everyone can read its texts.
    pub(crate) fn is_readable(&self) -> bool {
        self.contrast() >= LEAST_CONTRAST
    }
}

/// The contrast of two colours, from 1 to 21 (WCAG 2.2, "contrast ratio").
fn contrast(one: &str, other: &str) -> f64 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// The relative luminance of a colour written `#rrggbb` (WCAG 2.2); that of black for any other.
fn luminance(colour: &str) -> f64 {
    let channel = |start: usize| {
        let digits = colour.get(start..start + 2).unwrap_or_default();
        let value = f64::from(u8::from_str_radix(digits, 16).unwrap_or_default()) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrasts_are_those_that_the_recommendation_gives() {
        let close =
            |one, other, ratio: f64| assert!((contrast(one, other) - ratio).abs() < 0.01, "{one} {other}");
        close("#000000", "#ffffff", 21.0);
        close("#ffffff", "#ffffff", 1.0);
        close("#767676", "#ffffff", 4.54);
        close("#ffffff", "#0000ff", 8.59);
    }

    #[test]
    fn a_pale_text_is_not_readable() {
        assert!(LIGHT.is_readable() && DARK.is_readable());
        assert!(!Palette { quiet: "#999999", ..LIGHT }.is_readable());
        assert!(!Palette { label: "#ffffff", accent: "#8585f6", ..DARK }.is_readable());
    }
}
