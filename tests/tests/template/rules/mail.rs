//! Mail: nobody's reading is watched.

use pipeline_tests::template::Change;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{MAIN, yaml};

const EVENTS: &str = "AWS::SES::ConfigurationSetEventDestination";

pub(crate) const UNTRACKED: Rule = Rule {
    name: "SES watches neither who opens a mail nor which links are followed",
    check: |stacks| {
        let mut findings = Vec::new();
        for (_, template) in stacks.all() {
            for (id, it) in template.resources(EVENTS) {
                let types = template.texts(&it["Properties"]["EventDestination"]["MatchingEventTypes"]);
                let watched = types.iter().any(|it| ["open", "click"].contains(&it.to_lowercase().as_str()));
                let told = !types.is_empty() && !watched;
                findings.extend(Finding::unless(
                    told,
                    id,
                    "MatchingEventTypes is to hold neither open nor click",
                ));
            }
            for (id, it) in template.resources("AWS::SES::ConfigurationSet") {
                let right = it["Properties"].get("TrackingOptions").is_none()
                    && it["Properties"]["VdmOptions"]["DashboardOptions"]["EngagementMetrics"] != "ENABLED";
                findings.extend(Finding::unless(right, id, "no link is to be rewritten, no opening counted"));
            }
        }
        findings
    },
    breaks: |stacks| {
        let mut breaks = Vec::new();
        for (file, template) in stacks.all() {
            for (id, _) in template.resources(EVENTS) {
                let types = "Properties.EventDestination.MatchingEventTypes";
                breaks.extend(["open", "click", "OPEN"].map(|it| Break::append(id, types, it).of(file)));
                breaks.push(Break::remove(id, types).of(file));
            }
            for (id, _) in template.resources("AWS::SES::ConfigurationSet") {
                let domain = yaml("{ CustomRedirectDomain: clics.example.org }");
                breaks.push(Break::set(id, "Properties.TrackingOptions", domain).of(file));
                let watch = yaml("{ DashboardOptions: { EngagementMetrics: ENABLED } }");
                breaks.push(Break::set(id, "Properties.VdmOptions", watch).of(file));
            }
        }
        let more = format!(
            "{{ Type: \"{EVENTS}\", Properties: {{ EventDestination: {{ MatchingEventTypes: [click] }} }} }}"
        );
        breaks.push(Break::at("Resources.More", Change::Set(yaml(&more)), "More").of(MAIN));
        breaks
    },
    exceptions: &[],
};
