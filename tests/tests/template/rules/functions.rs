//! Functions: how large, for how long, on which processor.

use pipeline_tests::template::Change;

use crate::rule::{Break, Finding, Rule};
use crate::stacks::{functions, yaml};

pub(crate) const SIZED: Rule = Rule {
    name: "each function says how much memory it takes and how long it may work",
    check: |stacks| {
        let template = stacks.main();
        let functions = functions(template).into_iter();
        functions
            .filter_map(|(id, it)| {
                let memory = template.number(it.get("MemorySize")).unwrap_or_default();
                let timeout = template.number(it.get("Timeout")).unwrap_or_default();
                let right = (128..=10_240).contains(&memory) && (1..=900).contains(&timeout);
                Finding::unless(right, id, "MemorySize and Timeout are to be said")
            })
            .collect()
    },
    breaks: |stacks| {
        let functions = functions(stacks.main()).into_iter();
        functions
            .flat_map(|(id, _)| {
                [Break::remove(id, "Properties.MemorySize"), Break::remove(id, "Properties.Timeout")]
            })
            .collect()
    },
    exceptions: &[],
};

pub(crate) const ARCHITECTURE: Rule = Rule {
    name: "the processor is a parameter, arm64 by default",
    check: |stacks| {
        let template = stacks.main();
        let root = template.root();
        let mut findings = Vec::new();
        let everywhere = root["Globals"]["Function"]["Architectures"] == yaml("[!Ref Architecture]");
        findings.extend(Finding::unless(everywhere, "Globals", "Architectures is to be [!Ref Architecture]"));
        let parameter = &root["Parameters"]["Architecture"];
        let choice = parameter["Default"] == "arm64" && parameter["AllowedValues"] == yaml("[arm64, x86_64]");
        findings.extend(Finding::unless(choice, "Architecture", "it is arm64 by default, or x86_64"));
        let own = functions(template).into_iter().filter(|(_, it)| it.get("Architectures").is_some());
        findings.extend(own.map(|(id, _)| Finding::new(id, "Architectures is for Globals to say")));
        findings
    },
    breaks: |stacks| {
        let own = functions(stacks.main()).into_iter();
        let own = own.map(|(id, _)| Break::set(id, "Properties.Architectures", yaml("[x86_64]")));
        let elsewhere = [
            Break::at("Globals.Function.Architectures", Change::Remove, "Globals"),
            Break::at("Globals.Function.Architectures.0", Change::Set("arm64".into()), "Globals"),
            Break::at("Parameters.Architecture.Default", Change::Set("x86_64".into()), "Architecture"),
            Break::at("Parameters.Architecture.AllowedValues", Change::Set(yaml("[arm64]")), "Architecture"),
        ];
        own.chain(elsewhere).collect()
    },
    exceptions: &[],
};

pub(crate) const TRACED: Rule = Rule {
    name: "every function is traced",
    check: |stacks| {
        let template = stacks.main();
        let everywhere = template.root()["Globals"]["Function"]["Tracing"] == "Active";
        let own = functions(template).into_iter().filter(|(_, it)| it.get("Tracing").is_some());
        let own = own.map(|(id, _)| Finding::new(id, "Tracing is for Globals to say"));
        Finding::unless(everywhere, "Globals", "Tracing is to be Active").into_iter().chain(own).collect()
    },
    breaks: |stacks| {
        let own = functions(stacks.main()).into_iter();
        let own = own.map(|(id, _)| Break::set(id, "Properties.Tracing", "PassThrough"));
        own.chain([Break::at("Globals.Function.Tracing", Change::Remove, "Globals")]).collect()
    },
    exceptions: &[],
};
