//! The sample events: one readable file each, in `infra/local/samples`.

use std::path::Path;

use anyhow::Context;
use model::edition::Edition;
use serde::Deserialize;

/// A sample event, as its organiser would type it: the form's fields.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct Sample {
    /// Why the moderator refuses it; published when absent.
    pub refused_because: Option<String>,
    pub title: String,
    pub summary: String,
    pub description: String,
    pub format: String,
    #[serde(default)]
    pub themes: Vec<String>,
    pub mode: String,
    #[serde(default)]
    pub online_link: String,
    pub audience: Vec<String>,
    #[serde(default)]
    pub capacity: String,
    #[serde(default)]
    pub registration_link: String,
    #[serde(default)]
    pub registration_email: String,
    /// A day of the edition's month.
    pub registration_deadline: Option<i8>,
    #[serde(default)]
    pub accessibility: Vec<String>,
    #[serde(default)]
    pub accessibility_contact: String,
    #[serde(default)]
    pub accessibility_details: String,
    pub organisation: String,
    pub organisation_kind: String,
    #[serde(default)]
    pub partners: String,
    #[serde(default)]
    pub contact_name: String,
    #[serde(default)]
    pub contact_email: String,
    pub organiser_name: String,
    #[serde(default)]
    pub organiser_role: String,
    pub organiser_email: String,
    /// What its organiser says of it once it is published: the code of a status.
    pub becomes: Option<String>,
    /// What they say to the public then.
    #[serde(default)]
    pub news: String,
    pub picture: Option<SamplePicture>,
    #[serde(default)]
    pub places: Vec<SamplePlace>,
    #[serde(default)]
    pub slots: Vec<SampleSlot>,
    pub period: Option<SamplePeriod>,
}

/// What is said of the picture that [`super::picture`] draws.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct SamplePicture {
    pub alt: String,
    pub credit: String,
}

/// A place.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct SamplePlace {
    pub name: String,
    #[serde(default)]
    pub address: String,
    pub postcode: String,
    pub commune: String,
}

/// A slot; the day is that of the edition's month.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct SampleSlot {
    pub day: i8,
    pub start: String,
    pub end: String,
}

/// The days of the edition's month over which a sample is available.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[expect(missing_docs, reason = "the fields are those of the form")]
pub struct SamplePeriod {
    pub from: i8,
    pub to: i8,
}

impl Sample {
    /// Every sample, in the order of their files' names.
    pub fn all(folder: &Path) -> anyhow::Result<Vec<Self>> {
        let mut files: Vec<_> = std::fs::read_dir(folder)
            .with_context(|| format!("no samples in {}", folder.display()))?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        files.retain(|file| file.extension().is_some_and(|extension| extension == "toml"));
        files.sort();
        files.iter().map(|file| Self::read(file)).collect()
    }

    fn read(file: &Path) -> anyhow::Result<Self> {
        let text = std::fs::read_to_string(file)?;
        Self::parse(&text).with_context(|| format!("{} cannot be read", file.display()))
    }

    /// A sample from the text of its file.
    pub fn parse(text: &str) -> anyhow::Result<Self> {
        Ok(toml::from_str(text)?)
    }

    /// Whether it is to be published.
    pub fn is_published(&self) -> bool {
        self.refused_because.is_none()
    }

    /// The postcode of its first place; blank when it is online only.
    pub fn postcode(&self) -> &str {
        self.places.first().map_or("", |place| &place.postcode)
    }

    /// The first words of its title, for the list of steps.
    pub fn short(&self) -> String {
        let short: String = self.title.chars().take(34).collect();
        if short == self.title { short } else { format!("{}…", short.trim_end()) }
    }
}

/// A day of the edition's month, as a date field takes it.
pub fn date(edition: &Edition, day: i8) -> String {
    let month = edition.period.first();
    format!("{:04}-{:02}-{day:02}", month.year(), month.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_samples_show_what_the_month_is_made_of() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
        let samples = Sample::all(&folder).unwrap();
        let published: Vec<_> = samples.iter().filter(|sample| sample.is_published()).collect();
        assert!(published.len() >= 12);
        assert_eq!(samples.len() - published.len(), 1);
        for mode in ["on-site", "online", "hybrid"] {
            assert!(published.iter().any(|sample| sample.mode == mode), "none is {mode}");
        }
        assert!(published.iter().any(|sample| sample.postcode().starts_with("974")));
        assert!(published.iter().any(|sample| sample.places.len() > 1), "none is in several places");
        assert!(published.iter().any(|sample| sample.picture.is_some()), "none has a picture");
        for status in ["full", "cancelled"] {
            assert!(
                published.iter().any(|sample| sample.becomes.as_deref() == Some(status)),
                "none is {status}"
            );
        }
        assert!(published.iter().any(|sample| sample.format == "podcast" && sample.slots.is_empty()));
        for sample in &samples {
            let domain = sample.organiser_email.split('@').nth(1).unwrap();
            assert!(["exemple.gouv.fr", "example.org"].contains(&domain));
            assert_eq!(sample.slots.is_empty(), sample.period.is_some(), "{}", sample.title);
            assert_eq!(sample.places.is_empty(), sample.mode == "online", "{}", sample.title);
        }
    }
}
