//! The page of an order about four events, as it goes.

use super::*;
use crate::queue::sample;
use jiff::SignedDuration;
use model::id::OrderId;
use model::order::{Action, Order, Target};

fn order(action: Action) -> Order {
    let alex = sample::national("Alex");
    let target = |at: i64| {
        let waiting = sample::waiting(&format!("Atelier {at}"), at);
        Target { event: waiting.event, revision: waiting.revision, assigned: None }
    };
    Order {
        id: OrderId::derive(&[b"order"]),
        edition: sample::edition().year,
        moderator: alex.id,
        moderator_name: alex.name,
        at: sample::now() - SignedDuration::from_mins(1),
        undo_until: sample::now() + SignedDuration::from_mins(4),
        undone_at: None,
        action,
        targets: (0..4).map(target).collect(),
    }
}

fn html(order: Order, progress: [Progress; 4], error: Option<&str>) -> String {
    let bearer = sample::bearer(sample::national("Alex"));
    let left_out = progress.iter().filter(|it| matches!(it, Progress::Overtaken | Progress::Kept)).count();
    let named = vec![("Atelier <3>".to_owned(), "/moderer/abc".to_owned()); left_out.min(1)];
    let targets = order.targets.iter().copied().zip(progress).collect();
    let found = Found { bearer, order, targets, named };
    found.page(StatusCode::OK, error).html().replace('\u{a0}', " ")
}

#[test]
fn while_it_goes_the_page_counts_and_can_be_refreshed() {
    let page = html(
        order(Action::Publish),
        [Progress::Done, Progress::Done, Progress::Waiting, Progress::Overtaken],
        None,
    );
    for told in [
        "<h1>Publication de 4 événements</h1>",
        "C’est en cours",
        "2 événements publiés.",
        "1 événement en cours.",
        "1 événement laissé de côté.",
        "<a href=\"/moderer/abc\">Atelier &#60;3&#62;</a>",
        "Actualiser la page",
    ] {
        assert!(page.contains(told), "{told}: {page}");
    }
}

#[test]
fn it_can_be_undone_for_the_window_and_only_by_ticking() {
    let page = html(order(Action::Publish), [Progress::Done; 4], None);
    assert!(page.contains("C’est fait") && !page.contains("Actualiser"), "{page}");
    assert!(page.contains("partiront après le 3 septembre 2027 à 10 h 36"), "{page}");
    assert!(page.contains("name=\"undo\" value=\"oui\">") && !page.contains("checked"), "{page}");
    let asked_again = html(order(Action::Publish), [Progress::Done; 4], Some(TICK));
    assert!(
        asked_again.contains("href=\"#undo-oui\"") && asked_again.contains("<title>Erreur"),
        "{asked_again}"
    );
}

#[test]
fn after_the_window_the_page_says_that_mails_leave() {
    let late = Order { undo_until: sample::now(), ..order(Action::Publish) };
    let page = html(late, [Progress::Done; 4], None);
    assert!(!page.contains("<form") && page.contains("sont partis ou vont partir"), "{page}");
}

#[test]
fn an_undone_order_says_so_and_what_could_not_be() {
    let undone = Order { undone_at: Some(sample::now()), ..order(Action::Publish) };
    let page = html(undone, [Progress::Undone, Progress::Undone, Progress::Undone, Progress::Kept], None);
    assert!(page.contains("Annulé le 3 septembre 2027 à 10 h 32") && !page.contains("<form"), "{page}");
    assert!(page.contains("Annulé pour 3 événements."), "{page}");
    assert!(page.contains("1 événement que l’on ne peut plus annuler."), "{page}");
}

#[test]
fn what_is_left_out_is_explained_by_what_it_is() {
    let undone = Order { undone_at: Some(sample::now()), ..order(Action::Publish) };
    let (over, kept) = ("Quelqu’un d’autre s’en est occupé", "le courriel est parti");
    let page = html(
        undone.clone(),
        [Progress::Undone, Progress::Undone, Progress::Undone, Progress::Overtaken],
        None,
    );
    assert!(page.contains(over) && !page.contains(kept) && !page.contains("et un autre"), "{page}");
    let page =
        html(undone, [Progress::Undone, Progress::Kept, Progress::Overtaken, Progress::Overtaken], None);
    assert!(page.contains(over) && page.contains(kept) && page.contains("<li>et 2 autres</li>"), "{page}");
    let page = html(
        order(Action::Publish),
        [Progress::Done, Progress::Done, Progress::Overtaken, Progress::Overtaken],
        None,
    );
    assert!(page.contains("<li>et un autre</li>"), "{page}");
}

#[test]
fn a_reason_that_only_announces_a_text_is_that_text() {
    let reason = sample::edition().reasons.refusal(model::reason::OTHER).unwrap().clone();
    let message = model::text::Prose::parse("Déjà au programme.").ok();
    let page = html(order(Action::Reject { reason, message }), [Progress::Done; 4], None);
    assert!(page.contains("Motif : Déjà au programme.") && !page.contains("ci-dessous"), "{page}");
}

#[test]
fn the_page_says_why_and_to_whom() {
    let reason = sample::edition().reasons.refusals[0].clone();
    let rejected = html(order(Action::Reject { reason, message: None }), [Progress::Done; 4], None);
    assert!(rejected.contains("Motif : L’événement ne porte pas sur l’innovation publique."), "{rejected}");
    let entrusted = html(order(Action::Assign { to: sample::reunion("Noa").id }), [Progress::Done; 4], None);
    assert!(
        entrusted.contains("pour Noa") && entrusted.contains("Le courriel à votre collègue"),
        "{entrusted}"
    );
}
