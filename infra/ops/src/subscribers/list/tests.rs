use super::*;
use model::territory::Region;
use model::vocabulary::{Administration, Interest, Profession};
use proptest::prelude::*;

fn read(content: &str) -> List {
    List::read(content.as_bytes()).unwrap()
}

fn refused(content: &[u8]) -> String {
    format!("{:#}", List::read(content).unwrap_err())
}

fn addresses(list: &List) -> Vec<&str> {
    list.people.iter().map(|person| person.address.as_str()).collect()
}

#[test]
fn what_french_excel_saves_is_read() {
    let list = read(
        "\u{feff}Adresse;Administration;Profession;Région;Intérêts\r\n\
         a@exemple.fr;collectivite;Numérique et données;4;evenements|appels\r\n\
         \"b@exemple.fr\";;;Bretagne;\r\n;;;;\r\n",
    );
    assert_eq!((list.mistakes.as_slice(), list.lines()), ([].as_slice(), 2));
    let first = &list.people[0].preferences;
    assert_eq!(first.administration, Some(Administration::Collectivite));
    assert_eq!(first.profession, Some(Profession::Numerique));
    assert!(first.regions.iter().eq([&Region::LA_REUNION]));
    assert!(first.interests.iter().eq([&Interest::Evenements, &Interest::Appels]));
    assert_eq!(addresses(&list), ["a@exemple.fr", "b@exemple.fr"]);
}

#[test]
fn commas_tabs_a_single_column_and_any_order_are_read() {
    for content in [
        "adresse\na@exemple.fr\n",
        "region,ADRESSE\n53,a@exemple.fr",
        "adresse\tregion\na@exemple.fr\t53\n",
        "\nadresse;region\n\n\na@exemple.fr;\n\n",
    ] {
        assert_eq!(addresses(&read(content)), ["a@exemple.fr"], "{content:?}");
    }
}

#[test]
fn whoever_comes_twice_whatever_the_case_is_counted_once_with_the_first_choices() {
    let list = read("adresse,region\na@exemple.fr,53\nA@Exemple.FR,11\nb@exemple.fr,\n");
    assert_eq!((addresses(&list), list.again), (vec!["a@exemple.fr", "b@exemple.fr"], 1));
    assert!(list.people[0].preferences.regions.contains(&Region::BRETAGNE));
}

#[test]
fn each_mistake_has_its_line_and_its_column() {
    let list = read(
        "adresse;administration;region\na@exemple.fr;;\npersonne;mairie;\nb@exemple.fr\n\"c@exemple.fr\nd@exemple.fr\";;\n",
    );
    let places: Vec<_> = list.mistakes.iter().map(|mistake| (mistake.line, mistake.column)).collect();
    assert_eq!(places, [(3, "adresse"), (3, "administration"), (4, ""), (5, "adresse")]);
    assert_eq!((list.people.len(), list.wrong, list.lines()), (1, 3, 4));
    assert_eq!(
        list.mistakes[0].to_string(),
        "line 3, column adresse: not an electronic address (example: camille.durand@exemple.gouv.fr)"
    );
    assert!(list.mistakes[2].to_string().starts_with("line 4: cells: 1, where the first line has 3"));
}

#[test]
fn a_file_that_is_no_such_list_is_refused_with_what_to_do() {
    assert!(refused(b"").contains("empty"));
    assert!(refused(b"nom,adresse\n").contains("remove the others"));
    assert!(refused(b"region\n53\n").contains("no column adresse"));
    assert!(refused(b"adresse,Adresse\n").contains("two columns"));
    assert!(refused(b"\xff\xfea\0d\0").contains("UTF-16"));
    assert!(refused(b"adresse,r\xe9gion\n").contains("CSV UTF-8"));
    let latin = List::read(b"adresse,region\na@exemple.fr,La R\xe9union\n").unwrap();
    assert!(latin.mistakes[0].what.contains("CSV UTF-8"));
}

#[test]
fn a_hundred_thousand_lines_are_read() {
    let lines: Vec<_> = (0..100_000).map(|n| format!("agent{n}@exemple.fr;53\r\n")).collect();
    assert_eq!(read(&format!("adresse;region\r\n{}", lines.concat())).people.len(), 100_000);
}

/// What breaks readers of CSV, among plain cells.
const FRAGMENTS: [&str; 16] = [
    "a@exemple.fr",
    "b@exemple.fr",
    "\"",
    "\"\"",
    ",",
    ";",
    "\t",
    "\n",
    "\r\n",
    "\r",
    "\0",
    "\u{feff}",
    "53",
    "=cmd|' /C'!A0",
    "\u{1b}[2J",
    "é",
];

proptest! {
    #[test]
    fn nothing_is_lost_whatever_a_list_holds(parts in prop::collection::vec(prop::sample::select(&FRAGMENTS[..]), 0..40)) {
        let list = read(&format!("adresse;region\n{}", parts.concat()));
        prop_assert_eq!(list.mistakes.is_empty(), list.wrong == 0);
        // An address that is read stands in the list; one that stands there is read, or its line is a mistake.
        let typed = parts.iter().filter(|part| part.contains('@')).count();
        prop_assert!(list.people.len() <= typed.min(2));
        prop_assert!(typed == 0 || list.lines() > 0);
        for mistake in &list.mistakes {
            let said = mistake.to_string();
            prop_assert!(mistake.line >= 2 && !said.contains(['\u{1b}', '\n', '\0']), "{}", said);
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(content in prop::collection::vec(any::<u8>(), 0..200), headed in any::<bool>()) {
        let content = if headed { [b"adresse;region\n".as_slice(), &content].concat() } else { content };
        if let Ok(list) = List::read(&content) {
            let once: HashSet<_> = addresses(&list).into_iter().map(str::to_lowercase).collect();
            prop_assert_eq!(once.len(), list.people.len());
            prop_assert!(list.lines() <= content.len());
        }
    }
}
