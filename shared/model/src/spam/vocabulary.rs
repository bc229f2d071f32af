//! The words of a sale. Public innovation has its own prizes, loans and meetings: a lone word counts for little,
//! a phrase that only a seller writes counts for much.

use crate::look_alike::folded;

/// Written by sellers and swindlers only.
const BLATANT: &[&str] = &[
    "casino",
    "viagra",
    "cialis",
    "bitcoin",
    "bitcoins",
    "crypto",
    "cryptomonnaie",
    "cryptomonnaies",
    "forex",
    "porno",
    "sexe",
    "escort",
    "voyance",
    "marabout",
    "crédit immédiat",
    "crédit rapide",
    "prêt rapide",
    "prêt personnel",
    "prêt entre particuliers",
    "prêt sans justificatif",
    "argent facile",
    "gagnez de l’argent",
    "site de rencontre",
    "sites de rencontre",
    "rencontres coquines",
    "paris sportifs",
    "jeux d’argent",
    "perdre du poids",
];
/// Written by those who sell to administrations.
const SELLING: &[&str] = &[
    "achetez",
    "acheter maintenant",
    "bon de réduction",
    "code promo",
    "commandez",
    "démonstration commerciale",
    "démo commerciale",
    "devis gratuit",
    "essai gratuit",
    "essayez gratuitement",
    "en promotion",
    "fois sans frais",
    "livraison gratuite",
    "meilleur prix",
    "meilleurs prix",
    "notre logiciel",
    "nos logiciels",
    "notre produit",
    "nos produits",
    "nos tarifs",
    "nos clients",
    "notre boutique",
    "offre commerciale",
    "offre exceptionnelle",
    "offre exclusive",
    "offre limitée",
    "offre réservée",
    "offre spéciale",
    "offres exclusives",
    "passez commande",
    "petit prix",
    "petits prix",
    "pour cent de remise",
    "pour toute commande",
    "pour tout achat",
    "prix cassé",
    "prix cassés",
    "prix imbattable",
    "prix imbattables",
    "profitez de notre offre",
    "promo",
    "promotion exceptionnelle",
    "rabais",
    "remise de",
    "satisfait ou remboursé",
    "soldes",
    "tarif préférentiel",
    "tarif promotionnel",
    "vente flash",
    "vente privée",
];
/// Ambiguous alone.
const FAINT: &[&str] = &[
    "abonnement",
    "achat",
    "commande",
    "gratuit",
    "offre",
    "prêt",
    "prix",
    "promotion",
    "réduction",
    "remise",
    "rencontre",
    "tarif",
    "tarifs",
    "vente",
];
/// Where the ambiguous words mean something else.
const INNOCENT: &[&str] = &[
    "achat public",
    "achat responsable",
    "achat durable",
    "commande publique",
    "entrée gratuite",
    "offre de service",
    "offre de services",
    "prêt à",
    "prêt de livres",
    "prix de l’innovation",
    "promotion de la",
    "promotion de l’",
    "réduction des",
    "remise à plat",
    "remise au",
    "remise de diplômes",
    "remise de prix",
    "remise de trophées",
    "remise des",
    "remise du prix",
    "remise en",
    "remise de l’",
    "remise de la",
    "remise de ses",
    "remise de leur",
];

/// How many points the commercial words of a text are worth, and which they are.
pub(super) fn commercial_words(text: &str) -> (u8, Vec<String>) {
    let mut text = spaced(text);
    for phrase in INNOCENT {
        text = text.replace(&spaced(phrase), " · ");
    }
    let mut words = Vec::new();
    let mut points: usize = 0;
    for (list, worth) in [(BLATANT, 40), (SELLING, 20), (FAINT, 4)] {
        for phrase in list {
            let found = spaced(phrase);
            if text.contains(&found) {
                // Counted once: « remise de » says « remise » already.
                text = text.replace(&found, " · ");
                points += worth;
                words.push((*phrase).to_owned());
            }
        }
    }
    if text.contains(" % de reduction ") || text.contains(" % de remise ") {
        points += 20;
        words.push("% de remise".to_owned());
    }
    // One or two ambiguous words alone are any event's.
    if points <= 8 { (0, Vec::new()) } else { (u8::try_from(points.min(80)).unwrap_or(80), words) }
}

/// Folded, a single space around each word.
fn spaced(text: &str) -> String {
    let words = folded(text).replace('%', " % ");
    let words = words.split(|c: char| !c.is_alphanumeric() && c != '%').filter(|word| !word.is_empty());
    let mut spaced = String::from(" ");
    for word in words {
        spaced.push_str(word);
        spaced.push(' ');
    }
    spaced
}
