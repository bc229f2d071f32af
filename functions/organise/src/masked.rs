//! An address shown to who knows it already, and to nobody else.

use model::email::EmailAddress;

/// « c…@exemple.gouv.fr ».
pub(crate) fn masked(address: &EmailAddress) -> String {
    let (local, domain) = address.as_str().rsplit_once('@').unwrap_or_default();
    let first = local.chars().next().map(String::from).unwrap_or_default();
    format!("{first}…@{domain}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_first_sign_and_the_domain_are_shown() {
        let address = EmailAddress::parse("camille.durand@exemple.gouv.fr").unwrap();
        assert_eq!(masked(&address), "c…@exemple.gouv.fr");
    }
}
