//! The organiser comes back: what they are shown, and what becomes of what they send.

mod how_it_stands;
mod what_becomes_of_it;

use model::event::{Event, Outcome};

use super::basis::Base;
use super::*;
use crate::samples::{at, decided, edited, edition, in_review, number, request, revision, ruled, titled};

fn found(event: Event, current: Revision) -> Found {
    let person = event.organiser.clone();
    Found { event, current, edition: edition(), person, at: at(1000) }
}

fn base(number: u16, revision: Revision) -> Base {
    Base { basis: basis(number), revision }
}

fn basis(number: u16) -> Basis {
    Basis::of(number.into())
}

fn form(found: &Found) -> String {
    let typed = Proposal::of(&found.current);
    let page = CorrectionPage::new(&typed, Some(found.basis()), None).of(found, found.standing());
    page.answer(StatusCode::OK).html().to_owned()
}

fn asked() -> Event {
    decided(&in_review(), Outcome::RequestChanges { request: request() }, at(10))
}

mod what_is_shown {
    use super::*;

    #[test]
    fn a_request_for_changes_is_shown_whole_with_a_way_to_each_field() {
        let html = form(&found(asked(), revision()));
        for told in [
            "<h1>Corriger votre proposition</h1>",
            "Merci pour cette belle proposition &#60;3",
            "<a href=\"#title\">Titre</a>",
            "<a href=\"#schedule\">Date et heure</a>",
            "Le 9 est un mardi.",
            "aria-describedby=\"title-advice\"",
            "name=\"from\" value=\"1\"",
            "Envoyer ma nouvelle version",
        ] {
            assert!(html.contains(told), "{told}: {html}");
        }
        assert_eq!(html.matches("De quel accueil").count(), 2, "at the top and at its field");
        assert_eq!(html.matches("<h1").count(), 1);
    }

    #[test]
    fn the_form_is_filled_with_what_the_event_says() {
        let html = form(&found(asked(), revision()));
        for kept in
            ["value=\"Repenser l’accueil\"", "value=\"2027-11-10\"", "value=\"14:00\"", "value=\"97400\""]
        {
            assert!(html.contains(kept), "{kept}");
        }
        assert!(html.contains("&#60;b&#62;Apportez&#60;/b&#62; vos idées."), "what was typed is text");
    }

    #[test]
    fn the_published_version_is_said_to_stay() {
        let published = decided(&in_review(), Outcome::Publish, at(10));
        let html = form(&found(published.clone(), revision()));
        assert!(
            html.contains("est au programme") && html.contains("la version publiée reste en ligne"),
            "{html}"
        );
        let reviewed = edited(&published, titled("Repenser l’accueil en mairie"), at(1000));
        assert!(form(&found(reviewed, revision())).contains("la version publiée reste en ligne"));
        assert!(!form(&found(in_review(), revision())).contains("la version publiée"));
    }

    #[test]
    fn nothing_on_the_page_is_ticked_or_acts_by_itself() {
        let html = form(&found(asked(), revision()));
        assert!(!html.contains("name=\"remplacer\""), "{html}");
        assert_eq!(html.matches("<script").count(), html.matches(form::SCRIPT).count(), "{html}");
    }
}

mod another_version {
    use super::*;

    fn overtaken_page(found: &Found, base: Option<&Base>, replaces: Option<u16>) -> String {
        let overtaken = Overtaken::new(found, base, replaces.map(number)).expect("another version");
        let typed = Proposal { title: "Le mien".into(), ..Proposal::of(&revision()) };
        let page = CorrectionPage::new(&typed, Some(basis(1)), None).of(found, Standing::InReview);
        page.overtaken_by(Some(&overtaken)).answer(StatusCode::CONFLICT).html().to_owned()
    }

    #[test]
    fn it_is_shown_and_what_was_typed_is_kept() {
        let other = titled("Celui d’une collègue");
        let found = found(edited(&asked(), other.clone(), at(1000)), other);
        let html = overtaken_page(&found, Some(&base(1, revision())), None);
        for told in [
            "Une autre version est arrivée entre-temps",
            "<dd><p class=\"as-typed fr-mb-1v\">Celui d’une collègue</p></dd>",
            "value=\"Le mien\"",
            "name=\"from\" value=\"1\"",
            "name=\"remplacer\" value=\"2\">",
        ] {
            assert!(html.contains(told), "{told}: {html}");
        }
        assert_eq!(html.matches(" autofocus").count(), 1);
        assert!(overtaken_page(&found, Some(&base(1, revision())), Some(2)).contains("value=\"2\" checked>"));
        assert!(overtaken_page(&found, None, None).contains("Nous ne savons plus"));
    }

    #[test]
    fn a_moderators_correction_says_whose_it_is() {
        let corrected = titled("Repenser l’accueil en mairie");
        let event = ruled(&in_review(), Outcome::Publish, Some(corrected.clone()), at(10));
        let html = overtaken_page(&found(event, corrected), Some(&base(1, revision())), None);
        assert!(html.contains("L’équipe a corrigé cet événement"), "{html}");
    }
}

mod in_trouble {
    use super::*;

    #[test]
    fn everything_typed_is_kept_when_the_table_cannot_be_read() {
        let typed = Proposal { title: "Un titre \"long\"".into(), ..Proposal::of(&revision()) };
        let answer = CorrectionPage::new(&typed, Some(basis(3)), None).unavailable(Outage::NothingRecorded);
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        for kept in ["Un titre &#34;long&#34;", "name=\"from\" value=\"3\"", "rien n’a été enregistré"] {
            assert!(answer.html().contains(kept), "{kept}");
        }
    }

    #[test]
    fn a_blank_row_is_added_without_a_script_and_what_was_asked_stays() {
        let found = found(asked(), revision());
        let mut typed = Proposal::of(&found.current);
        let focus = Action::AddSlot.apply(&mut typed, &found.edition);
        let page = CorrectionPage::new(&typed, Some(basis(1)), None).of(&found, found.standing());
        let answer = page.clone().with_other_rows(focus);
        assert!(answer.html().contains("id=\"slot_date-2\"") && answer.html().contains("id=\"demande\""));
        let problems = Proposal { title: String::new(), ..typed.clone() }.check(&found.edition).unwrap_err();
        let answer = page.with_problems(&problems);
        assert_eq!(answer.status(), StatusCode::UNPROCESSABLE_ENTITY);
        assert!(
            answer.html().contains("<li><a href=\"#title\">") && answer.html().contains("id=\"demande\"")
        );
    }

    #[test]
    fn what_happens_next_is_said_and_what_stays_online() {
        let published = decided(&in_review(), Outcome::Publish, at(10));
        let sent = titled("Repenser l’accueil en mairie");
        let page = |event: &Event| {
            let found = found(event.clone(), sent.clone());
            received::page(&found, event, &sent, None).html().to_owned()
        };
        let html = page(&edited(&published, sent.clone(), at(1000)));
        assert!(
            html.contains(&published.id.reference()) && html.contains("la version publiée reste en ligne"),
            "{html}"
        );
        let html = page(&edited(&asked(), sent.clone(), at(1000)));
        assert!(
            html.contains("l’événement paraît au programme") && !html.contains("reste en ligne"),
            "{html}"
        );
        assert!(page(&published).contains("est au programme"));
        assert!(!page(&asked()).contains("au programme"), "nothing puts it there");
    }
}
