//! What is wrong, at its field and at the top.

use model::proposal::Problem;

use super::*;

fn problem(field: Field, row: usize) -> Problem {
    Problem { field, row, message: format!("Corrigez <{}>.", field.name()) }
}

#[test]
fn an_error_at_any_field_is_tied_to_it_and_the_summary_leads_there() {
    let (typed, edition) = (workshop(), edition());
    for field in FIELDS {
        let row = usize::from(field.is_in_rows()); // the second one
        let (problems, anchor) = ([problem(field, row)], field.anchor(row));
        let form = form(&typed, &edition).with_problems(&problems);
        let page = Html::parse_fragment(&(form.summary() + &form.fields()));

        let link = only(&page, ".fr-alert--error li a");
        assert_eq!(link.attr("href"), Some(format!("#{anchor}").as_str()));
        assert_eq!(text(link), problems[0].message);

        let asked = only(&page, &format!("[id=\"{anchor}\"]"));
        // A group is named by its legend and its error: what describes a group is rarely read out.
        let tie = if asked.value().name() == "fieldset" { "aria-labelledby" } else { "aria-describedby" };
        let tied = asked.attr(tie).unwrap().split(' ').next_back().unwrap();
        let told = only(&page, &format!("[id=\"{tied}\"]"));
        assert_eq!(text(told), problems[0].message, "{field:?}");
        assert_eq!(all(&page, ".fr-message--error").len(), 1, "{field:?}");
    }
}

#[test]
fn every_problem_of_a_blank_form_has_its_place_in_the_page() {
    let (typed, edition) = (Proposal::default(), edition());
    let problems = typed.check(&edition).unwrap_err();
    let form = form(&typed, &edition).with_problems(&problems);
    let page = Html::parse_fragment(&(form.summary() + &form.fields()));
    let links = all(&page, ".fr-alert--error li a");
    assert!(links.len() > 8 && text(only(&page, ".fr-alert__title")).starts_with(&links.len().to_string()));
    for link in links {
        only(&page, &format!("[id=\"{}\"]", link.attr("href").unwrap().strip_prefix('#').unwrap()));
    }
}

#[test]
fn a_form_without_a_problem_has_no_summary_and_no_message() {
    let (typed, edition) = (workshop(), edition());
    let form = form(&typed, &edition);
    assert_eq!(form.summary(), "");
    assert!(!form.fields().contains("aria-invalid") && !form.fields().contains("error"));
}
