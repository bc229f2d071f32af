//! What the event is, and its picture.

use model::picture::Frame;
use model::proposal::{Field, YES};
use model::vocabulary::{Format, Language};

use super::{Line, one};
use crate::Form;

impl<'a> Form<'a> {
    pub(super) fn event_lines(&self) -> Vec<Option<Line<'a>>> {
        let typed = self.typed;
        let format = Format::from_code(&typed.format).map(Format::label);
        let language = Language::from_code(&typed.language).unwrap_or_default().label();
        vec![
            self.told(Field::Title),
            self.told(Field::Summary),
            self.told(Field::Description),
            self.chosen(Field::Format, format),
            self.themes_told(),
            self.chosen(Field::Language, Some(language)),
        ]
    }

    fn themes_told(&self) -> Option<Line<'a>> {
        let edition = self.edition.filter(|edition| !edition.themes.is_empty())?;
        let ticked = edition.themes.iter().filter(|theme| self.typed.themes.contains(&theme.code));
        self.told_as(Field::Themes, ticked.map(|theme| vec![theme.label.to_string()]).collect())
    }

    pub(super) fn picture_lines(&self) -> Vec<Option<Line<'a>>> {
        let typed = self.typed;
        if typed.picture.is_empty() {
            return vec![];
        }
        let size = Frame::from_code(&typed.picture)
            .map(|frame| format!("Ajoutée, {}\u{a0}× {}\u{a0}pixels", frame.width, frame.height));
        let alt = if typed.picture_decorative == YES {
            self.chosen(Field::PictureAlt, Some("Aucun\u{a0}: l’image est décorative"))
        } else {
            self.told(Field::PictureAlt)
        };
        let rights = (typed.picture_rights == YES).then_some("Vous avez le droit d’utiliser cette image");
        vec![
            self.told_as(Field::Picture, one(size.as_deref())),
            alt,
            self.told(Field::PictureCredit),
            self.chosen(Field::PictureRights, rights),
        ]
    }
}
