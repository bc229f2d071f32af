//! The same events as a site of Hugo's: a Markdown file each, one template that says of them what our pages say, around it
//! what our pages have around it, and no list.

use std::fs;
use std::path::Path;

use model::material::Material;
use programme::{Programme, Stage};

use crate::hugo::Hugo;
use crate::measure::Measure;
use crate::sample::{BASE_URL, material, setting};

/// Nothing but the pages themselves.
const CONFIGURATION: &str = "\
disableKinds = ['404', 'home', 'robotstxt', 'rss', 'section', 'sitemap', 'taxonomy', 'term']
locale = 'fr'
";

const MAIN: &str = r#"<main id="contenu" role="main" class="fr-container fr-py-4w">
<article>
<h1>{{ .Title }}</h1>
<p class="fr-text--lead">{{ .Params.summary }}</p>
<dl>
{{ range .Params.facts }}<div class="fr-mb-2w"><dt class="fr-text--bold">{{ .label }}</dt><dd>{{ .value }}</dd></div>
{{ end }}</dl>
{{ .Content }}
</article>
"#;

const LINKED_DATA: &str = r#"<script type="application/ld+json">{{ dict "@context" "https://schema.org" "@type" "Event" "name" .Title "description" .Params.summary "url" .Permalink "organizer" (dict "@type" "Organization" "name" .Params.organisation) | jsonify | safeJS }}</script>
"#;

/// A site of so many events, each with so many facts.
pub(crate) struct Site {
    material: Material,
    facts: usize,
}

/// With how many facts Hugo's pages weigh what ours do.
pub(crate) fn facts_for(hugo: &Hugo, ours: &Measure) -> usize {
    let weight = |facts| hugo.page_bytes(&Site::of(ours.events, facts));
    let (none, ten) = (weight(0), weight(10));
    let a_fact = (ten - none) / 10;
    let facts = (ours.event_page_bytes().saturating_sub(none) + a_fact / 2) / a_fact;
    println!("  a page of ours has {} bytes, a page of Hugo’s {}", ours.event_page_bytes(), weight(facts));
    facts
}

impl Site {
    pub(crate) fn of(events: usize, facts: usize) -> Self {
        Self { material: material(events), facts }
    }

    pub(crate) fn pages(&self) -> usize {
        self.material.events.len()
    }

    /// Writes its sources to a folder, in place of what is there.
    pub(crate) fn write(&self, folder: &Path) {
        let _ = fs::remove_dir_all(folder); // on the first run there is nothing
        let (content, layouts) = (folder.join("content/evenements"), folder.join("layouts"));
        fs::create_dir_all(&content).unwrap();
        fs::create_dir_all(&layouts).unwrap();
        fs::write(folder.join("hugo.toml"), format!("baseURL = '{BASE_URL}/'\n{CONFIGURATION}")).unwrap();
        fs::write(layouts.join("single.html"), self.template()).unwrap();
        for event in &self.material.events {
            let content_of = &event.content;
            let facts: Vec<_> = (0..self.facts)
                .map(|fact| {
                    let (label, value) = match fact % 4 {
                        0 => ("Format", content_of.format.label().to_owned()),
                        1 => ("Proposé par", content_of.organisation.name.to_string()),
                        2 => ("En résumé", content_of.summary.to_string()),
                        _ => ("Mis à jour", event.updated_at.to_string()),
                    };
                    serde_json::json!({ "label": label, "value": value })
                })
                .collect();
            let matter = serde_json::json!({
                "title": content_of.title,
                "summary": content_of.summary,
                "organisation": content_of.organisation.name,
                "facts": facts,
            });
            let page = format!("{matter:#}\n\n{}\n", content_of.description.as_str());
            fs::write(content.join(format!("{}-{}.md", event.slug, event.id)), page).unwrap();
        }
    }

    /// The template: what is around our own pages, with Hugo's words where it differs from one to the other.
    fn template(&self) -> String {
        let event = &self.material.events[0];
        let programme = Programme::new(&self.material, setting());
        let path = event.path();
        let pages = programme.files(Stage::Events);
        let page = pages.into_iter().find(|file| file.path.contains(path.trim_matches('/'))).unwrap();
        let page = String::from_utf8(page.body).unwrap();
        let (before, rest) = page.split_once("<main").unwrap();
        let (_, after) = rest.split_once("</main>").unwrap();
        let mut before = before.to_owned();
        while let Some(start) = before.find("<script type=\"application/ld+json\">") {
            let end = before[start..].find("</script>").unwrap() + start + "</script>".len();
            before.replace_range(start..end, "");
        }
        let before = before.replace("</head>", &format!("{LINKED_DATA}</head>"));
        let before = before
            .replace(event.content.title.as_str(), "{{ .Title }}")
            .replace(event.content.summary.as_str(), "{{ .Params.summary }}")
            .replace(&path, "{{ .RelPermalink }}");
        format!("{before}{MAIN}</main>{after}")
    }
}
