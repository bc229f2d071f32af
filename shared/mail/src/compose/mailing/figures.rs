//! The figures of an issue, in words.

use jiff::SignedDuration;
use model::french;
use model::mailing::Progress;

use crate::compose::words::paragraph;
use crate::message::Block;

pub(super) fn number(count: u32) -> String {
    french::number(usize::try_from(count).unwrap_or(usize::MAX))
}

/// « 1 personne », « 10 000 personnes ».
pub(super) fn people(count: u32) -> String {
    format!("{}\u{a0}personne{}", number(count), if count > 1 { "s" } else { "" })
}

/// « moins d’une minute », « environ 12 minutes », « environ 3 heures », « environ 2 jours ».
pub(super) fn duration(lasts: SignedDuration) -> String {
    let minutes = (lasts.as_secs() + 59) / 60;
    match minutes {
        ..=1 => "moins d’une minute".into(),
        2..120 => format!("environ {minutes}\u{a0}minutes"),
        120..2880 => format!("environ {}\u{a0}heures", (minutes + 59) / 60),
        _ => format!("environ {}\u{a0}jours", (minutes + 1439) / 1440),
    }
}

/// Where the copies stand, then what is known of those that were sent.
pub(super) fn standing(progress: &Progress) -> Vec<Block> {
    vec![Block::Facts(where_they_stand(progress)), paragraph(OF_THOSE_SENT), Block::Facts(fates(progress))]
}

/// The same at the end, with what the numbers mean: `audience` is how many people were to receive the issue.
pub(super) fn report(progress: &Progress, audience: Option<u32>, cancelled: bool) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(where_they_stand(progress)), paragraph(sum(progress, audience))];
    if progress.skipped > 0 {
        blocks.push(paragraph(if cancelled {
            "Non envoyés\u{a0}: ces personnes ont quitté la liste après le lancement, ou l’envoi a été annulé avant leur tour."
        } else {
            "Non envoyés\u{a0}: ces personnes ont quitté la liste entre le lancement et leur tour."
        }));
    }
    if progress.unknown > 0 {
        blocks.push(paragraph(
            "Incertains\u{a0}: la réponse du service d’envoi s’est perdue. Ces exemplaires sont peut-être partis\u{a0}; ils \
             ne sont jamais renvoyés, pour que personne ne reçoive la lettre deux fois.",
        ));
    }
    blocks.push(paragraph(format!(
        "{OF_THOSE_SENT} Ces nombres se précisent peu à peu, sur la page de la lettre."
    )));
    blocks.push(Block::Facts(fates(progress)));
    blocks
}

const OF_THOSE_SENT: &str = "Ce que l’on sait des exemplaires envoyés.";

fn where_they_stand(progress: &Progress) -> Vec<(&'static str, String)> {
    let Progress { sent, refused, skipped, unknown, waiting, .. } = *progress;
    let counts = [
        ("Destinataires", progress.audience()),
        ("Envoyés", sent),
        ("Refusés par le service d’envoi", refused),
        ("Non envoyés", skipped),
        ("Incertains", unknown),
        ("En attente", waiting),
    ];
    counts.map(|(label, count)| (label, number(count))).to_vec()
}

fn fates(progress: &Progress) -> Vec<(&'static str, String)> {
    let counts = [
        ("Arrivés, selon les serveurs des destinataires", progress.delivered),
        ("Adresses qui n’existent pas", progress.bounced),
        ("Signalés comme courrier indésirable", progress.complained),
    ];
    counts.map(|(label, count)| (label, number(count))).to_vec()
}

/// That nobody is forgotten or counted twice; or else, that someone is.
fn sum(progress: &Progress, audience: Option<u32>) -> String {
    let Progress { sent, refused, skipped, unknown, waiting, .. } = *progress;
    let total = number(progress.audience());
    match audience.filter(|&frozen| frozen != progress.audience()) {
        None => {
            let terms = [sent, refused, skipped, unknown, waiting].map(number).join(" + ");
            format!(
                "Le compte est bon\u{a0}: {terms} = {total}. Chaque destinataire est dans une de ces lignes, et une seule."
            )
        }
        Some(frozen) => format!(
            "Attention\u{a0}: la liste des destinataires en comptait {}, et les lignes ci-dessus en font {total}. Prévenez \
             l’équipe technique.",
            number(frozen)
        ),
    }
}

/// Which of the two limits an issue has reached.
pub(super) fn why_halted(progress: &Progress) -> String {
    let sent = u64::from(progress.sent);
    let rate = |part: u32| percentage(u64::from(part), sent);
    let mut said = Vec::new();
    if u64::from(progress.bounced) * 100 >= sent * 4 && progress.bounced > 0 {
        said.push(format!(
            "{} visaient une adresse qui n’existe pas ({})",
            number(progress.bounced),
            rate(progress.bounced)
        ));
    }
    if u64::from(progress.complained) * 10_000 >= sent * 8 && progress.complained > 0 {
        let were = if progress.complained > 1 { "ont été signalés" } else { "a été signalé" };
        said.push(format!(
            "{} {were} comme courrier indésirable ({})",
            number(progress.complained),
            rate(progress.complained)
        ));
    }
    if said.is_empty() {
        return "Trop d’adresses étaient en erreur, ou trop de personnes l’ont signalé comme courrier indésirable.".into();
    }
    format!("Sur {}\u{a0}exemplaires envoyés, {}.", number(progress.sent), said.join(", et "))
}

/// « 4,5 % », « 0,08 % »: two decimals at most, rounded down.
fn percentage(part: u64, whole: u64) -> String {
    let hundredths = part * 10_000 / whole.max(1);
    let decimals = format!("{:02}", hundredths % 100);
    match decimals.trim_end_matches('0') {
        "" => format!("{}\u{a0}%", hundredths / 100),
        decimals => format!("{},{decimals}\u{a0}%", hundredths / 100),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn percentages_are_written_as_people_write_them() {
        let written = [(45, 1_000), (8, 10_000), (40, 1_000), (1, 200), (1, 3), (0, 0)];
        let written = written.map(|(part, whole)| percentage(part, whole).replace('\u{a0}', " "));
        assert_eq!(written, ["4,5 %", "0,08 %", "4 %", "0,5 %", "33,33 %", "0 %"]);
    }

    #[test]
    fn durations_are_in_the_largest_unit_that_says_enough() {
        let said = |seconds| duration(SignedDuration::from_secs(seconds)).replace('\u{a0}', " ");
        let written = [0, 60, 61, 714, 7_199, 7_201, 172_799, 172_801].map(said);
        assert_eq!(
            written,
            [
                "moins d’une minute",
                "moins d’une minute",
                "environ 2 minutes",
                "environ 12 minutes",
                "environ 2 heures",
                "environ 3 heures",
                "environ 2 jours",
                "environ 3 jours",
            ]
        );
    }
}
