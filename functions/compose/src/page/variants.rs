//! The previews of an issue, one for each choice of regional news, with how many readers each has.

use std::collections::BTreeSet;

use askama::Template;
use model::french;
use model::territory::Region;

use super::Sheet;
use crate::readiness::Readiness;
use crate::timing::plural;

/// Most variants for readers of several regions that are listed: readers combine regions as they like.
const MOST_COMBINED: usize = 20;

#[derive(Template)]
#[template(path = "variants.html")]
struct Variants<'a> {
    readiness: &'a Readiness,
    counts: Vec<String>,
    list: Vec<Variant>,
    /// How many combinations of regions are not listed.
    more: usize,
}

struct Variant {
    name: String,
    readers: String,
    light: String,
    dark: String,
    text: String,
}

/// The part of the page.
pub(super) fn html(sheet: &Sheet<'_>, readiness: &Readiness) -> String {
    let audience = &readiness.audience;
    let alone = std::iter::once(BTreeSet::new())
        .chain(readiness.issue.regions().into_iter().map(|region| BTreeSet::from([region])));
    let mut combined: Vec<_> = audience.variants.iter().filter(|(regions, _)| regions.len() > 1).collect();
    combined.sort_by_key(|(regions, readers)| (std::cmp::Reverse(**readers), (*regions).clone()));
    let more = combined.len().saturating_sub(MOST_COMBINED);
    let combined = combined.into_iter().take(MOST_COMBINED).map(|(regions, _)| regions.clone());
    let variants = alone.chain(combined).map(|regions| {
        let readers = audience.variants.get(&regions).copied().unwrap_or_default();
        variant(sheet, &regions, readers)
    });
    let list = variants.collect();
    let variants = Variants { readiness, counts: counts(sheet, readiness), list, more };
    variants.render().unwrap_or_default() // formats strings only
}

fn variant(sheet: &Sheet<'_>, regions: &BTreeSet<Region>, readers: usize) -> Variant {
    let names: Vec<_> = regions.iter().map(Region::name).collect();
    let link = |form| sheet.case.link.preview(regions, form);
    Variant {
        name: if names.is_empty() { "Sans nouvelles régionales".into() } else { names.join(", ") },
        readers: plural(readers, "destinataire", "destinataires"),
        light: link(""),
        dark: link("sombre"),
        text: link("texte"),
    }
}

fn counts(sheet: &Sheet<'_>, readiness: &Readiness) -> Vec<String> {
    let audience = &readiness.audience;
    let whole = if sheet.case.mailing.segment.is_everyone() {
        "la lettre est pour tous".to_owned()
    } else {
        format!("{} dans la partie choisie", french::number(audience.segment))
    };
    let monthly = plural(audience.monthly, "abonné en fait partie", "abonnés en font partie");
    let month = if sheet.case.is_first_of_month() {
        format!(
            "C’est la première lettre du mois\u{a0}: elle va aussi à qui n’en veut qu’une par mois. {monthly}."
        )
    } else {
        format!(
            "Une lettre est déjà partie ce mois-ci\u{a0}: celle-ci ne va pas à qui n’en veut qu’une par mois. {monthly}."
        )
    };
    vec![
        format!("{}, {whole}.", plural(audience.readers, "abonné en tout", "abonnés en tout")),
        month,
        format!("{} en ce moment.", plural(audience.chosen, "destinataire", "destinataires")),
    ]
}
