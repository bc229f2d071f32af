//! What an editor chooses: before an issue leaves, and while it does.

use jiff::Timestamp;
use model::mailing::Command;
use model::proposal::moment;
use model::zone::Zone;
use web::Typed;

use super::ticked;
use crate::case::Case;
use crate::notice::Notice;
use web::problem::Problem;

/// What becomes of an issue before it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Choice {
    /// It leaves now.
    Launch,
    /// It leaves by itself at this time.
    Schedule { at: Timestamp },
    /// It does not leave by itself after all.
    Unschedule,
    /// It does not leave.
    Discard,
}

/// What becomes of a sending.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wish {
    /// Stop for now.
    Pause,
    /// Go on.
    Resume,
    /// Stop for good.
    Cancel,
}

impl Choice {
    pub(super) fn command(self, case: &Case) -> Command {
        match self {
            // It leaves now, whenever it was scheduled for.
            Self::Launch => Command::Launch { first_of_month: case.is_first_of_month_at(case.now) },
            Self::Schedule { at } => Command::Schedule { at },
            Self::Unschedule => Command::Unschedule,
            Self::Discard => Command::Discard,
        }
    }

    pub(super) fn done(self) -> Notice {
        match self {
            Self::Launch => Notice::Launched,
            Self::Schedule { .. } => Notice::Scheduled,
            Self::Unschedule => Notice::Unscheduled,
            Self::Discard => Notice::Discarded,
        }
    }
}

impl Wish {
    pub(super) fn command(self) -> Command {
        match self {
            Self::Pause => Command::Pause,
            Self::Resume => Command::Resume,
            Self::Cancel => Command::Cancel,
        }
    }

    pub(super) fn done(self) -> Notice {
        match self {
            Self::Pause => Notice::Paused,
            Self::Resume => Notice::Resumed,
            Self::Cancel => Notice::Cancelled,
        }
    }
}

/// The choice that a form makes.
pub(super) fn parse(typed: &Typed) -> Result<Choice, Vec<Problem>> {
    match typed.text("decision") {
        "envoyer" => Ok(Choice::Launch),
        "programmer" => instant(typed).map(|at| Choice::Schedule { at }),
        "deprogrammer" => Ok(Choice::Unschedule),
        "abandonner" => Ok(Choice::Discard),
        _ => Err(vec![Problem::new(
            "decision",
            "Choisissez ce que devient la lettre. Exemple\u{a0}: «\u{a0}Programmer l’envoi\u{a0}», pour qu’elle parte \
             d’elle-même.",
        )]),
    }
}

/// The wish that a form makes.
pub(super) fn parse_wish(typed: &Typed) -> Result<Wish, Vec<Problem>> {
    match typed.text("suite") {
        "pause" => Ok(Wish::Pause),
        "reprendre" => Ok(Wish::Resume),
        "annuler" => {
            let request = "Cochez la case pour annuler l’envoi pour de bon, puis appuyez sur le bouton.";
            ticked(typed, "annuler", request).map(|()| Wish::Cancel)
        }
        _ => Err(vec![Problem::new(
            "suite",
            "Choisissez ce que devient l’envoi. Exemple\u{a0}: «\u{a0}Mettre l’envoi en pause\u{a0}», le temps de \
             vérifier quelque chose.",
        )]),
    }
}

/// The day and the hour of a form, as clocks show them in Paris.
fn instant(typed: &Typed) -> Result<Timestamp, Vec<Problem>> {
    let date = moment::date(typed.text("date"))
        .ok_or_else(|| Problem::new("date", "Indiquez le jour de l’envoi. Exemple\u{a0}: 12/11/2027."));
    let time = moment::time(typed.text("heure")).ok_or_else(|| {
        Problem::new("heure", "Indiquez l’heure de l’envoi, à Paris. Exemple\u{a0}: 9\u{a0}h\u{a0}30.")
    });
    let (date, time) = match (date, time) {
        (Ok(date), Ok(time)) => (date, time),
        (date, time) => return Err(date.err().into_iter().chain(time.err()).collect()),
    };
    let shown = Zone::PARIS.rules().to_ambiguous_zoned(date.to_datetime(time));
    shown.unambiguous().map(|zoned| zoned.timestamp()).map_err(|_| {
        vec![Problem::new(
            "heure",
            "Cette heure n’existe pas, ou existe deux fois, le jour où l’on change d’heure\u{a0}: choisissez-en une autre.",
        )]
    })
}
