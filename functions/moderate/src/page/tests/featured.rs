//! The form that puts a published event on the programme's home, or takes it off.

use model::publication::Publication;

use super::*;
use crate::sample::full;

/// In La Réunion, which Noa looks after.
fn published() -> Case {
    later(decide(Case { revision: full(), ..case() }, Outcome::Publish, None))
}

fn featured(case: Case) -> Case {
    let content = case.revision.content.clone();
    let step = Step::feature(case.event.clone(), true, &case.moderator, &content, case.now).unwrap();
    after(case, step)
}

#[test]
fn the_form_has_a_box_that_is_not_ticked_and_says_which_version_it_showed() {
    let html = page(&published());
    assert_eq!(forms(&html), ["note", "feature", "withdraw"]);
    assert!(
        html.contains("value=\"feature\">\n<input type=\"hidden\" name=\"version\" value=\"2\">"),
        "{html}"
    );
    assert!(html.contains("name=\"une\" value=\"oui\"") && !html.contains(" checked"), "{html}");
    let html = page(&featured(published()));
    assert_eq!(forms(&html), ["note", "unfeature", "withdraw"]);
    assert!(
        html.contains("value=\"unfeature\">\n<input type=\"hidden\" name=\"version\" value=\"3\">"),
        "{html}"
    );
    assert!(html.contains("Mis à la une de l’accueil du programme par Noa."), "{html}");
    assert!(!html.contains(" checked"), "{html}");
}

#[test]
fn it_is_there_while_a_decision_can_be_undone_and_while_a_new_version_waits() {
    let at_once = decide(Case { revision: full(), ..case() }, Outcome::Publish, None);
    assert_eq!(forms(&page(&at_once)), ["undo", "note", "feature"]);
    let edited = edit(published(), "Repenser l’accueil en mairie");
    assert!(forms(&page(&edited)).is_empty(), "one looks at the new version first");
    let followed = sample::at_current(edited);
    assert_eq!(forms(&page(&followed)), ["decide", "assign", "note", "feature", "withdraw"]);
}

#[test]
fn it_is_for_those_who_look_after_the_event_and_for_what_the_programme_shows() {
    let offered = |case: &Case| forms(&page(case)).contains(&"feature");
    let case = Case { revision: full(), ..case() };
    assert!(!offered(&case), "it waits");
    let mut online = later(decide(self::case(), Outcome::Publish, None));
    assert!(!offered(&online), "Noa looks after La Réunion");
    online.moderator = online.team[1].clone();
    assert!(offered(&online), "Alex looks after the whole country");
    let withdrawn = Outcome::Withdraw { message: Prose::parse("La salle est fermée.").unwrap() };
    assert!(!offered(&decide(published(), withdrawn, None)));
    assert!(!offered(&decide(case, refusal(), None)));
}

#[test]
fn whoever_is_entrusted_with_it_has_a_say() {
    let edited = edit(later(decide(case(), Outcome::Publish, None)), "Accueil");
    let mut followed = sample::at_current(edited);
    assert!(!forms(&page(&followed)).contains(&"feature"));
    followed.event.standing.assigned = Some(followed.moderator.id);
    assert!(forms(&page(&followed)).contains(&"feature"));
}

#[test]
fn it_says_how_many_are_there_and_how_many_the_home_shows() {
    let case = published();
    let show = |count: usize| {
        let event = Publication::of(&case.event, &case.revision.content).unwrap();
        let around = Around { featured: vec![event; count], ..Around::default() };
        sent(&case, &around, &Typed::default(), &[]).html().replace('\u{a0}', " ")
    };
    for (count, said) in [
        (0, "Aucun événement n’est à la une en ce moment. L’accueil en montre 6 au plus"),
        (1, "Un événement est à la une en ce moment."),
        (6, "6 événements sont à la une en ce moment."),
    ] {
        let html = show(count);
        assert!(html.contains(said), "{count}: {html}");
        assert_eq!(html.contains("à leur tour"), count == 6);
    }
}

#[test]
fn a_box_that_is_not_ticked_is_asked_for() {
    let typed = Typed::from([("act", "feature"), ("version", "2")]);
    let problems = [Problem::new("une", "Cochez la case.")];
    let answer = sent(&published(), &Around::default(), &typed, &problems);
    assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.html().contains("<a href=\"#une\">Cochez la case.</a>"), "{}", answer.html());
}
