//! A copy of all that is known of someone (GDPR, articles 15 and 20), to be read by people and by programs.

use jiff::Timestamp;
use model::edition::Edition;
use model::ledger::{Fate, Status};
use model::mailing::{CopyId, Mailing};
use model::subscriber::{Consent, Source, Standing, Subscriber, sentence};
use serde_json::{Value, json};
use store::StoreError;
use web::Answer;

use crate::{Deps, chosen};

/// The file.
pub(super) async fn file(
    deps: &Deps,
    known: &Subscriber,
    edition: Option<&Edition>,
) -> Result<Answer, StoreError> {
    let letters = match edition {
        Some(edition) => letters(deps, known, edition).await?,
        None => vec![],
    };
    let content = data(known, edition, &letters, deps.clock.now());
    let text = serde_json::to_string_pretty(&content).unwrap_or_default(); // texts and numbers: nothing can fail
    Ok(Answer::file("mes-donnees.json", "application/json; charset=utf-8", text))
}

/// The issues of the edition that were addressed to them.
async fn letters(deps: &Deps, known: &Subscriber, edition: &Edition) -> Result<Vec<Value>, StoreError> {
    let mut letters = Vec::new();
    for mailing in deps.store.mailings(edition.year).await? {
        let Some(buckets) = mailing.buckets else { continue };
        let copy =
            CopyId { mailing: mailing.id, bucket: buckets.of(&known.person), person: known.person.clone() };
        if let Some(row) = deps.store.delivery(&copy).await? {
            letters.push(letter(&mailing, &row.status, row.fate.as_ref()));
        }
    }
    Ok(letters)
}

fn letter(mailing: &Mailing, status: &Status, fate: Option<&Fate>) -> Value {
    let (state, at) = match status {
        Status::Pending { .. } => ("à envoyer", None),
        Status::Claimed { at, .. } => ("en cours d’envoi", Some(at)),
        Status::Sent { at, .. } => ("envoyée", Some(at)),
        Status::Refused { at, .. } => ("refusée par le prestataire d’envoi", Some(at)),
        Status::Skipped { at } => ("non envoyée", Some(at)),
        Status::Unknown { since, .. } => ("peut-être envoyée", Some(since)),
    };
    let fate = fate.map(|fate| match fate {
        Fate::Delivered { at } => json!({ "quoi": "remise à votre messagerie", "le": at }),
        Fate::Bounced { at, permanent, why } => {
            json!({ "quoi": "rejetée par votre messagerie", "définitivement": permanent, "motif": why, "le": at })
        }
        Fate::Complained { at } => json!({ "quoi": "signalée comme indésirable", "le": at }),
    });
    json!({
        "lettre": mailing.id,
        "objet": mailing.words.subject,
        "édition": mailing.edition,
        "envoi": { "état": state, "le": at },
        "suite": fate,
    })
}

fn data(known: &Subscriber, edition: Option<&Edition>, letters: &[Value], now: Timestamp) -> Value {
    let mut data = json!({
        "copie du": now,
        "empreinte de l’adresse": known.person,
        "lettres de l’édition en cours": letters,
    });
    let parts = match &known.standing {
        Standing::Pending { address, consent, asked, .. } => json!({
            "état": "en attente de confirmation",
            "adresse": address,
            "consentement": proof(consent),
            "confirmation demandée": asked,
        }),
        Standing::Active { address, consent, confirmed_at, reminded_at, soft_bounces, .. } => json!({
            "état": "abonnement actif",
            "adresse": address,
            "consentement": proof(consent),
            "confirmé le": confirmed_at,
            "dernier rappel de votre abonnement": reminded_at,
            "rejets passagers": soft_bounces,
        }),
        Standing::Left(left) => {
            json!({ "état": "abonnement terminé", "motif": left.why.code(), "depuis le": left.at })
        }
    };
    let year = edition.map(|edition| edition.year);
    let choices = known.preferences().map(|preferences| {
        chosen::words(preferences, year)
            .into_iter()
            .map(|(question, answer)| (question.to_owned(), answer.into()))
            .collect()
    });
    if let (Value::Object(data), Value::Object(parts)) = (&mut data, parts) {
        data.extend(parts);
        data.insert("choix".into(), choices.map_or(Value::Null, Value::Object));
    }
    data
}

fn proof(consent: &Consent) -> Value {
    let (source, proof) = match &consent.source {
        Source::Form { network } => ("formulaire d’abonnement", json!({ "empreinte du réseau": network })),
        Source::Move => ("changement d’adresse", Value::Null),
        Source::Import { proof } => ("équipe d’organisation", json!({ "preuve": proof })),
    };
    json!({
        "donné le": consent.at,
        "version": consent.text,
        "phrase": sentence(consent.text),
        "par": source,
        "preuve": proof,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::preferences::samples::{active, at, edition, pending};

    #[test]
    fn the_copy_says_all_that_is_known() {
        let text = |known: &Subscriber| {
            serde_json::to_string_pretty(&data(known, Some(&edition()), &[], at(99))).unwrap()
        };
        insta::assert_snapshot!("copy_of_a_subscriber", text(&active()));
        let left = active().leave(model::subscriber::Departure::Unsubscribed, at(50)).unwrap();
        insta::assert_snapshot!("copy_of_whoever_has_left", text(&left));
        let copy = text(&pending());
        assert!(copy.contains(pending().address().unwrap().as_str()), "{copy}");
    }
}
