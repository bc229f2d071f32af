//! What people typed, well-meaning or not.

use jiff::civil::date;
use model::content::Revision;
use model::edition::Edition;
use model::email::EmailAddress;
use model::event::{ChangeRequest, Outcome, Wish};
use model::id::PictureId;
use model::part::Part;
use model::picture::Frame;
use model::practical::{Practical, Status};
use model::proposal::{LINK_FOR_REGISTERED, PUBLIC_LINK, Proposal, YES};
use model::reason::{Reason, Reasons};
use model::schedule::Period;
use model::text::{Line, Prose};

/// The texts of people, everywhere that a letter repeats some.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    pub(crate) title: &'static str,
    pub(crate) summary: &'static str,
    pub(crate) description: &'static str,
    pub(crate) place: &'static str,
    pub(crate) organisation: &'static str,
    pub(crate) name: &'static str,
    pub(crate) words: &'static str,
}

pub(crate) const HONEST: Said = Said {
    title: "Repenser l’accueil avec les usagers",
    summary: "Un atelier pour améliorer ensemble l’accueil des usagers.",
    description: "L’accueil est la première image que l’on a d’un service public. Pendant deux heures et demi, agents et \
                  usagers dessineront ensemble celui de demain.\n\nAu programme : un tour de ce qui marche ailleurs, un \
                  temps de parole pour chacun, et des maquettes en carton. Vous repartirez avec une fiche pour essayer chez \
                  vous ce que nous aurons imaginé. Venez avec vos idées.",
    place: "Médiathèque François-Mitterrand",
    organisation: "Département de La Réunion",
    name: "Camille Durand",
    words: "Dites en une phrase ce que les participants feront.\n\nUn exemple aiderait.",
};

pub(crate) const HOSTILE: Said = Said {
    title: "<b>Gagnez</b>\r\nBcc: tous@example.org \u{202E}http://mechant.example/ [ici](https://mechant.example) & \"cie\"",
    summary: "www.mechant.example, mailto:moi@mechant.example ou mechant．example\r\nCc: tous@example.org",
    description: "<a href=\"https://mechant.example\">Cliquez</a>\n\nhttps://mechant.example/?a=b#c et <https://mechant.example>",
    place: "Salle https://mechant.example/\"onclick=\"x",
    organisation: "mechant.example <script>alert(1)</script>",
    name: "Camille <camille@mechant.example>\r\nBcc: tous@example.org",
    words: "Voyez https://mechant.example/ ou http://www.mechant.example.\n\n<img src=\"https://mechant.example/x.png\">",
};

pub(crate) fn edition() -> Edition {
    Edition {
        year: 2027.into(),
        ordinal: 14,
        name: Line::parse("Mois de l’innovation publique").unwrap(),
        period: Period::new(date(2027, 11, 4), date(2027, 11, 30)).unwrap(),
        operator: Line::parse("DITP").unwrap(),
        contact: EmailAddress::parse("mip@exemple.gouv.fr").unwrap(),
        reasons: Reasons::default(),
        themes: Vec::new(),
        data_protection: model::data_protection::DataProtection::default(),
        legal: model::legal::Legal::default(),
        state: model::edition::State::default(),
    }
}

impl Said {
    /// A workshop in Saint-Denis, on two days.
    pub(crate) fn proposal(&self) -> Proposal {
        let strings = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        Proposal {
            title: self.title.into(),
            summary: self.summary.into(),
            description: self.description.into(),
            format: "atelier".into(),
            slot_date: strings(&["2027-11-09", "2027-11-16"]),
            slot_start: strings(&["10:00", "10:00"]),
            slot_end: strings(&["12:30", "12:30"]),
            mode: "on-site".into(),
            place_name: strings(&[self.place]),
            postcode: strings(&["97400"]),
            commune: strings(&["Saint-Denis"]),
            audience: strings(&["agents"]),
            organisation: self.organisation.into(),
            organisation_kind: "collectivite".into(),
            organiser_name: self.name.into(),
            organiser_email: "camille.durand@exemple.gouv.fr".into(),
            ..Proposal::default()
        }
    }

    pub(crate) fn revision(&self) -> Revision {
        self.proposal().check(&edition()).unwrap()
    }

    /// The same with another title, one hour later.
    pub(crate) fn revised(&self) -> Revision {
        let proposal = Proposal {
            title: format!("{} (suite)", self.title),
            slot_start: vec!["11:00".into(), "11:00".into()],
            ..self.proposal()
        };
        proposal.check(&edition()).unwrap()
    }

    /// The same with small corrections.
    pub(crate) fn corrected(&self) -> Revision {
        let proposal = Proposal {
            title: self.title.replace("Repenser", "Repensons"),
            summary: format!("{} Entrée libre.", self.summary),
            description: format!("{}\n\nEntrée libre.", self.description.replace("demi,", "demie,")),
            ..self.proposal()
        };
        proposal.check(&edition()).unwrap()
    }

    /// The same as far as the title goes, online.
    pub(crate) fn online(&self) -> Revision {
        let proposal = Proposal {
            mode: "online".into(),
            online_access: PUBLIC_LINK.into(),
            online_link: "https://visio.exemple.fr/".into(),
            ..self.proposal()
        };
        proposal.check(&edition()).unwrap()
    }

    /// The same with all that the form lets one say.
    pub(crate) fn full(&self) -> Revision {
        let strings = |list: &[&str]| list.iter().map(|&text| text.to_owned()).collect();
        let frame = Frame { id: PictureId::derive(&[b"picture"]), width: 1200, height: 800 };
        let proposal = Proposal {
            mode: "hybrid".into(),
            place_name: strings(&[self.place, "Mairie annexe"]),
            address: strings(&["", "3 rue de la Source"]),
            postcode: strings(&["97400", "97410"]),
            commune: strings(&["Saint-Denis", "Saint-Pierre"]),
            online_access: LINK_FOR_REGISTERED.into(),
            capacity: "40".into(),
            registration_link: "https://inscription.exemple.fr/atelier".into(),
            registration_email: "inscription@exemple.gouv.fr".into(),
            registration_phone: "0262010203".into(),
            registration_deadline: "2027-11-05".into(),
            accessibility: strings(&["hi", "mi"]),
            accessibility_contact: self.name.into(),
            accessibility_details: self.words.into(),
            partners: format!("{}\nUniversité de La Réunion", self.organisation),
            contact_name: self.name.into(),
            contact_email: "accueil@exemple.gouv.fr".into(),
            organiser_role: self.title.into(),
            organiser_phone: "+262 262 01 02 04".into(),
            picture: frame.code(),
            picture_alt: self.place.into(),
            picture_credit: self.name.into(),
            picture_rights: YES.into(),
            ..self.proposal()
        };
        proposal.check(&edition()).unwrap()
    }

    /// Another room, another day, and a word to those who want to come.
    pub(crate) fn practical(&self) -> Practical {
        let proposal = Proposal {
            slot_date: vec!["2027-11-23".into()],
            slot_start: vec!["14:00".into()],
            slot_end: vec!["16:00".into()],
            ..self.proposal()
        };
        Practical {
            status: Status::Postponed,
            news: Some(self.prose()),
            schedule: Some(proposal.check(&edition()).unwrap().content.schedule),
            room: Some(Line::parse(&format!("{}, grande salle", self.place)).unwrap()),
            ..Practical::default()
        }
    }

    pub(crate) fn prose<const MAX: usize>(&self) -> Prose<MAX> {
        Prose::parse(self.words).unwrap()
    }

    /// Two parts from the list, one with a text, and one with a text alone.
    pub(crate) fn request(&self) -> Outcome {
        let wish = |part, code: &str, text: Option<Prose<{ model::event::WISH_MAX }>>| Wish {
            part,
            reason: edition().reasons.change(code).cloned(),
            text,
        };
        Outcome::RequestChanges {
            request: ChangeRequest {
                wishes: vec![
                    wish(Part::Title, "trop-technique", None),
                    wish(Part::Summary, "a-preciser", Some(self.prose())),
                    wish(Part::When, model::reason::OTHER, Some(self.prose())),
                ],
                message: Some(self.prose()),
            },
        }
    }

    pub(crate) fn refusal(&self) -> Outcome {
        Outcome::Reject { reason: reason("public-restreint"), message: Some(self.prose()) }
    }
}

pub(crate) fn reason(code: &str) -> Reason {
    edition().reasons.refusal(code).unwrap().clone()
}
