//! Four events of La Réunion and elsewhere, narrowed in every way.

use super::*;
use crate::queue::sample;

fn asked(parameters: &[(&str, &str)]) -> Asked {
    let value = |name: &str| {
        parameters
            .iter()
            .find(|(given, _)| *given == name)
            .map(|(_, value)| *value)
            .unwrap_or_default()
            .to_owned()
    };
    Asked {
        pour: value("pour"),
        region: value("region"),
        format: value("format"),
        age: value("age"),
        ressemblance: value("ressemblance"),
        edition: value("edition"),
        q: value("q"),
        ..Asked::default()
    }
}

fn queue() -> Vec<Waiting> {
    let old = sample::waiting("Atelier d’accueil", 100);
    let mut alike = sample::waiting("Visite du labo", 50);
    (alike.format, alike.look_alike) = (Format::Visite, Some(87));
    let mut online = sample::waiting("Webinaire", 10);
    (online.region, online.format) = (None, Format::Webinaire);
    let mut entrusted = sample::waiting("Conférence à Brest", 1);
    (entrusted.region, entrusted.is_edit) = (Some(sample::region("53")), true);
    entrusted.assigned = Some(sample::reunion("Noa").id);
    vec![old, alike, online, entrusted]
}

/// The titles that Alex, of the national team, is shown.
fn shown(parameters: &[(&str, &str)]) -> Vec<String> {
    shown_to(sample::national("Alex"), parameters)
}

fn shown_to(moderator: model::moderation::Moderator, parameters: &[(&str, &str)]) -> Vec<String> {
    let bearer = sample::bearer(moderator);
    let visible = bearer.visible(queue());
    let found = Filters::of(&asked(parameters)).among(&visible, &bearer);
    sample::titles(found).into_iter().map(ToOwned::to_owned).collect()
}

#[test]
fn by_default_the_list_shows_what_waits_for_oneself() {
    assert_eq!(shown(&[]), ["Webinaire"], "what is online is national; La Réunion has Noa");
    let noa = shown_to(sample::reunion("Noa"), &[]);
    assert_eq!(
        noa,
        ["Atelier d’accueil", "Visite du labo", "Conférence à Brest"],
        "and what one is entrusted with"
    );
}

#[test]
fn one_can_see_what_waits_for_others_within_ones_scope() {
    assert_eq!(shown(&[("pour", "toutes")]).len(), 4);
    assert_eq!(shown_to(sample::reunion("Noa"), &[("pour", "toutes")]).len(), 3);
    assert_eq!(shown(&[("pour", "personne")]).len(), 3);
    let noa = sample::reunion("Noa").id.to_string();
    assert_eq!(shown(&[("pour", &noa)]), ["Conférence à Brest"]);
}

#[test]
fn each_filter_narrows() {
    let all = ("pour", "toutes");
    assert_eq!(shown(&[all, ("region", "53")]), ["Conférence à Brest"]);
    assert_eq!(shown(&[all, ("region", "en-ligne")]), ["Webinaire"]);
    assert_eq!(shown(&[all, ("format", "visite")]), ["Visite du labo"]);
    assert_eq!(shown(&[all, ("age", "48")]), ["Atelier d’accueil", "Visite du labo"]);
    assert_eq!(shown(&[all, ("age", "96")]), ["Atelier d’accueil"]);
    assert_eq!(shown(&[all, ("ressemblance", "oui")]), ["Visite du labo"]);
    assert_eq!(shown(&[all, ("edition", "modification")]), ["Conférence à Brest"]);
    assert_eq!(shown(&[all, ("edition", "nouvelle")]).len(), 3);
    assert_eq!(shown(&[all, ("q", "LABO visite")]), ["Visite du labo"]);
    assert_eq!(shown(&[all, ("region", "04"), ("age", "48"), ("q", "atelier")]), ["Atelier d’accueil"]);
}

#[test]
fn what_does_not_exist_narrows_nothing() {
    let unknown =
        [("pour", "toutes"), ("region", "99"), ("format", "concert"), ("age", "1"), ("edition", "x")];
    assert_eq!(shown(&unknown).len(), 4);
    assert!(Filters::of(&asked(&[("pour", "moi"), ("ressemblance", "non")])).are_default());
}

#[test]
fn filters_read_back_from_their_address() {
    let noa = sample::reunion("Noa").id.to_string();
    let parameters = [
        ("pour", noa.as_str()),
        ("region", "en-ligne"),
        ("format", "visite"),
        ("age", "96"),
        ("ressemblance", "oui"),
        ("edition", "modification"),
        ("q", "l’été"),
    ];
    let filters = Filters::of(&asked(&parameters));
    let written = filters.parameters();
    assert_eq!(written.iter().map(|(name, value)| (*name, value.as_str())).collect::<Vec<_>>(), parameters);
    assert!(Filters::default().parameters().is_empty());
}
