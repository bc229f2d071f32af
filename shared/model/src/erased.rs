//! What stands where a person was, once what was known of them is erased: the same for everybody, so that it tells nothing.

use crate::email::EmailAddress;
use crate::id::{ModeratorId, PersonId};
use crate::text::{Line, Prose};

/// In the place of a name. It is read where events are moderated.
const NAME: &str = "Personne effacée";

/// In the place of an address: of a domain that will never be (RFC 2606 §2).
const ADDRESS: &str = "effacee@personne.invalid";

/// In the place of what someone wrote.
const WORDS: &str = "Texte effacé.";

/// In the place of an organiser, of a colleague: as long as a hash, and the hash of no address.
const NOBODY: [u8; 16] = *b"nobody: erased..";

/// In the place of an organiser, of a colleague.
pub fn person() -> PersonId {
    PersonId::from_bytes(NOBODY)
}

/// In the place of a moderator.
pub fn moderator() -> ModeratorId {
    ModeratorId::from_bytes([0; 8])
}

/// In the place of a name.
pub fn name<const MOST: usize>() -> Line<MOST> {
    let Ok(name) = Line::parse(NAME) else { unreachable!("a name fits in a line") };
    name
}

/// In the place of an address: it is never written to.
pub fn address() -> EmailAddress {
    let Ok(address) = EmailAddress::parse(ADDRESS) else { unreachable!("an address") };
    address
}

/// In the place of what someone wrote.
pub fn words<const MOST: usize>() -> Prose<MOST> {
    let Ok(words) = Prose::parse(WORDS) else { unreachable!("a few words fit") };
    words
}

/// Whether nobody is left where this person was.
pub fn is_person(person: &PersonId) -> bool {
    person.to_bytes() == NOBODY
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_a_persons_place_reads_back() {
        assert!(is_person(&person()) && !is_person(&PersonId::from_bytes([1; 16])));
        assert_eq!(PersonId::parse(person().as_str()), Ok(person()));
        assert_eq!(EmailAddress::parse(address().as_str()), Ok(address()));
        assert_eq!(ModeratorId::parse(&moderator().to_string()), Ok(moderator()));
        assert_eq!((name::<100>().as_str(), words::<500>().as_str()), (NAME, WORDS));
    }
}
