//! How long an issue takes to leave, in words.

use jiff::{SignedDuration, Timestamp};
use mail::Quota;
use model::french;
use model::zone::Zone;

/// Below so many hours one also says the minutes.
const ROUND_HOURS: i64 = 6;

/// What is said of so many copies that start to leave at `start`, a sentence each.
pub(crate) fn told(copies: usize, start: Timestamp, quota: Option<&Quota>) -> Vec<String> {
    let count = u32::try_from(copies).unwrap_or(u32::MAX);
    let copies = plural(copies, "copie à envoyer", "copies à envoyer");
    let Some(quota) = quota else {
        return vec![
            format!("{copies}."),
            "Le service d’envoi ne dit pas, pour l’instant, ce qu’il permet d’envoyer\u{a0}: la durée n’est pas connue. \
             Cela n’empêche pas d’envoyer."
                .into(),
        ];
    };
    let rate = format!("{:.1}", quota.rate()).replace('.', ",");
    let rate = rate.strip_suffix(",0").unwrap_or(&rate);
    let mut told = vec![format!(
        "{copies}, {rate}\u{a0}par seconde au plus\u{a0}: 80\u{a0}% de ce que le service d’envoi permet, le reste est pour \
         les accusés de réception et les liens de décision."
    )];
    match quota.duration_of(count) {
        None => told.push(
            "Le quota d’envoi du compte est nul\u{a0}: rien ne partira tant qu’il l’est. Prévenez l’équipe technique."
                .into(),
        ),
        Some(duration) => {
            told.push(format!("Durée estimée\u{a0}: {}.", words(duration)));
            told.push(day(quota, count, start + duration));
        }
    }
    told
}

fn day(quota: &Quota, copies: u32, ends: Timestamp) -> String {
    let Some(left) = quota.left() else {
        return "Aucun quota par jour ne limite l’envoi.".into();
    };
    let left = plural(
        usize::try_from(left).unwrap_or(usize::MAX),
        "copie peut encore partir",
        "copies peuvent encore partir",
    );
    if quota.suffices_for(copies) {
        return format!("Le quota du jour suffit\u{a0}: {left}.");
    }
    let last = french::full_day(Zone::PARIS.date(ends));
    format!(
        "Le quota du jour ne suffit pas\u{a0}: {left}. L’envoi s’arrêtera, reprendra de lui-même dès que le quota le \
         permettra, et se terminera le {last}."
    )
}

/// « moins d’une minute », « 18 minutes », « 2 h 30 », « 3 jours ».
pub(crate) fn words(duration: SignedDuration) -> String {
    let minutes = duration.as_secs().div_euclid(60) + i64::from(duration.as_secs() % 60 > 0);
    match (minutes, minutes / 60) {
        (..=1, _) => "une minute au plus".into(),
        (_, 0) => format!("environ {minutes}\u{a0}minutes"),
        (_, hours @ 1..ROUND_HOURS) if minutes % 60 > 0 => {
            format!("environ {hours}\u{a0}h\u{a0}{:02}", minutes % 60)
        }
        (_, hours @ 1..48) => plural(usize::try_from(hours).unwrap_or(0), "heure environ", "heures environ"),
        (_, hours) => format!("environ {}\u{a0}jours", (hours + 12) / 24),
    }
}

/// « 1 copie », « 2 000 copies ».
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{}\u{a0}{}", french::number(count), if count < 2 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quota(max_24_hours: Option<u32>, sent_last_24_hours: u32) -> Quota {
        Quota { max_24_hours, sent_last_24_hours, max_rate: 14.0 }
    }

    fn start() -> Timestamp {
        "2027-11-04T08:00:00Z".parse().unwrap()
    }

    #[test]
    fn durations_read_aloud() {
        let said = [0, 30, 61, 45 * 60, 3_600, 9_000, 10 * 3_600 + 60, 26 * 3_600, 60 * 3_600]
            .map(|seconds| words(SignedDuration::from_secs(seconds)).replace('\u{a0}', " "));
        let read = [
            "une minute au plus",
            "une minute au plus",
            "environ 2 minutes",
            "environ 45 minutes",
            "1 heure environ",
            "environ 2 h 30",
            "10 heures environ",
            "26 heures environ",
            "environ 3 jours",
        ];
        assert_eq!(said, read);
    }

    #[test]
    fn a_day_that_suffices_and_one_that_does_not() {
        let said = told(11_200, start(), Some(&quota(Some(50_000), 0))).join(" ").replace('\u{a0}', " ");
        assert!(said.contains("11 200 copies à envoyer, 11,2 par seconde"), "{said}");
        assert!(
            said.contains("environ 17 minutes") && said.contains("quota du jour suffit : 40 000"),
            "{said}"
        );
        let said = told(50_000, start(), Some(&quota(Some(50_000), 0))).join(" ").replace('\u{a0}', " ");
        assert!(
            said.contains("ne suffit pas") && said.contains("se terminera le vendredi 5 novembre 2027"),
            "{said}"
        );
    }

    #[test]
    fn what_is_not_known_or_cannot_be_is_said() {
        let said = told(1, start(), None).join(" ");
        assert!(said.contains("n’empêche pas d’envoyer"), "{said}");
        let said = told(1, start(), Some(&quota(Some(0), 0))).join(" ");
        assert!(said.contains("est nul"), "{said}");
        let said = told(1, start(), Some(&quota(None, 0))).join(" ");
        assert!(said.contains("Aucun quota par jour"), "{said}");
    }
}
