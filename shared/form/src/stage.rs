//! The steps, one at a time or one after the other.

use model::proposal::{Field, Stage};
use web::answer::escape;

use super::Form;

impl Form<'_> {
    /// The fields of one step, without the form around them nor the buttons to go on. The first step also holds the
    /// trap for robots ([`HONEYPOT`](super::HONEYPOT)). The page of the picture asks for its fields itself.
    pub fn stage(&self, stage: Stage) -> String {
        match stage {
            Stage::Event => format!("{}\n{}", super::event::trap(), self.event()),
            Stage::Dates => self.dates(),
            Stage::Place => self.place(),
            Stage::Public => self.public(),
            Stage::Organisation => self.organisation(),
            Stage::Picture => self.picture(),
        }
    }

    /// All the steps one after the other, each under its title.
    pub fn fields(&self) -> String {
        let mut html = String::new();
        for stage in Stage::STEPS {
            let fields = if stage == Stage::Event { self.event() } else { self.stage(stage) };
            html.extend(["<h2 class=\"fr-h4 fr-mt-6w\">", &escape(stage.title()), "</h2>\n", &fields, "\n"]);
        }
        let picture = self.picture();
        if !picture.is_empty() {
            html.extend(["<h2 class=\"fr-h4 fr-mt-6w\">", Stage::Picture.title(), "</h2>\n", &picture, "\n"]);
        }
        html
    }

    /// What the team asks about the picture, which has a page of its own; nothing if nothing is.
    fn picture(&self) -> String {
        let advice = self.advice(Field::Picture);
        if advice.is_empty() {
            return String::new();
        }
        let (name, advice) = (Field::Picture.name(), escape(&advice));
        format!(
            "<div id=\"{name}\" tabindex=\"-1\" aria-describedby=\"{name}-advice\">\n\
             <div class=\"fr-messages-group\" id=\"{name}-advice\"><p class=\"fr-message fr-message--info advice\">{advice}</p></div>\n\
             <p>L’image se change sur sa propre page.</p>\n</div>"
        )
    }
}
