//! The dialogue of a routing rule.

use crate::components::draft::{Draft, Values, put};
use crate::components::field::{CheckField, Choice, ChoiceField, ManyField, TextField};
use crate::components::form::{use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::i18n::use_locale;
use crate::pages::rule::condition::{condition_fields, put_condition, read_condition};
use crate::pages::rule::names::Names;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::clock::Audience;
use shared::records::condition::TicketCondition;
use shared::records::routing_rule::{AssignMode, RoutingRule, RoutingRules};
use shared::text::Line;
use yew::prelude::*;

/// A rule to begin with.
pub fn new_rule() -> Option<RoutingRule> {
    Some(RoutingRule {
        name: Line::new("·").ok()?,
        source: None,
        active: true,
        when: TicketCondition::default(),
        team: None,
        assign: AssignMode::Queue,
        tell: vec![],
    })
}

/// The values of a rule; `named` is false for a new one.
pub fn values(rule: &RoutingRule, named: bool, names: &Names) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "name", named.then_some(&rule.name));
    put(v, "source", rule.source.as_ref());
    put(v, "active", rule.active.then_some("true"));
    put_condition(v, &rule.when, names);
    put(v, "team", rule.team.as_ref());
    put(v, "assign", Some(rule.assign));
    put(v, "tell", Some(rule.tell.iter().map(|a| a.as_str()).collect::<Vec<_>>().join(",")));
    values
}

/// Reads a rule and asks the shared check. `others` are the names that are taken.
///
/// # Errors
/// `validation_failed` with each field that is wrong.
pub fn read(values: &Values, others: &[String]) -> Result<RoutingRule, Refusal> {
    let mut d = Draft::new(values);
    let name: Option<Line<100>> = d.need("name");
    if name.as_ref().is_some_and(|name| others.iter().any(|other| other == name.as_str())) {
        d.refuse("name", FieldProblem::Taken);
    }
    let (source, active, when) = (d.maybe("source"), d.on("active"), read_condition(&mut d));
    let (team, assign, tell) = (d.maybe("team"), d.need("assign"), d.many("tell"));
    let built =
        name.zip(assign).map(|(name, assign)| RoutingRule { name, source, active, when, team, assign, tell });
    let list = RoutingRules { rules: vec![d.finish(built)?] };
    list.check().map_err(|refusal| {
        let fields = refusal.fields.into_iter().map(|f| FieldRefusal {
            pointer: format!("/{}", f.pointer.trim_start_matches("/rules/0/")),
            ..f
        });
        Refusal::fields(fields.collect())
    })?;
    list.rules.into_iter().next().ok_or_else(|| Refusal::field("/name", FieldProblem::Required))
}

/// Properties of [`RuleForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The rule as it is.
    pub rule: RoutingRule,
    /// Whether it is new.
    pub new: bool,
    /// Names of the others.
    pub others: Vec<String>,
    /// Teams to choose from, by code.
    pub teams: Vec<Choice>,
    /// Names of what conditions mention.
    pub names: Names,
    /// Told the rule as it is to be.
    pub ondone: Callback<RoutingRule>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The teams, and the one that the rule names although there is none of that code.
fn with_named(teams: &[Choice], named: &str) -> Vec<Choice> {
    let mut teams = teams.to_vec();
    if !named.is_empty() && !teams.iter().any(|t| t.value == named) {
        teams.push(Choice::new(named, named));
    }
    teams
}

/// The dialogue of a rule. Nothing is saved by it: the whole list is, once it has been looked over.
#[component]
pub fn RuleForm(props: &Props) -> Html {
    let l = use_locale();
    let form = use_form(|| values(&props.rule, !props.new, &props.names));
    let others = props.others.clone();
    let submit = use_submit(
        &form,
        move |values| read(values, &others),
        |rule, _| async move { Ok(rule) },
        props.ondone.clone(),
    );
    let title = if props.new { t!(l, "rule-new") } else { props.rule.name.to_string() };
    let teams = with_named(&props.teams, form.get("team"));
    html! {
        <FormModal {title} label={t!(l, "rule-take")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "rule-name")} required=true max=100 autofocus=true />
            <TextField form={form.clone()} name="source" label={t!(l, "rule-source")} hint={t!(l, "rule-source-hint")} max=200 />
            <CheckField form={form.clone()} name="active" label={t!(l, "rule-active")} />
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "rule-goes-to") }</legend>
                <div class="sb-grid">
                    <ChoiceField form={form.clone()} name="team" label={t!(l, "ticket-team")} choices={teams} none={t!(l, "rule-no-team")} />
                    <ChoiceField form={form.clone()} name="assign" label={t!(l, "rule-assign")} choices={choices!(AssignMode, l)} />
                </div>
                <ManyField form={form.clone()} name="tell" label={t!(l, "rule-tell")} choices={choices!(Audience, l)} />
            </fieldset>
            { condition_fields(&form, l) }
        </FormModal>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_shipped_rule_survives_its_form() {
        for rule in RoutingRules::default().rules {
            assert_eq!(read(&values(&rule, true, &Names::new()), &[]).unwrap(), rule);
        }
    }

    #[test]
    fn a_rule_must_lead_somewhere() {
        let mut v = values(&new_rule().unwrap(), false, &Names::new());
        put(&mut v, "name", Some("夜间 Night"));
        assert_eq!(read(&v, &[]).unwrap_err().fields[0].pointer, "/team");
        put(&mut v, "assign", Some(AssignMode::LeastLoaded));
        put(&mut v, "tell", Some("supervisors"));
        assert_eq!(read(&v, &[]).unwrap_err().fields[0].pointer, "/assign");
        put(&mut v, "team", Some("night"));
        assert_eq!(read(&v, &[]).unwrap().team.unwrap().as_str(), "night");
    }

    #[test]
    fn a_team_that_does_not_exist_yet_stays_chosen() {
        let teams = [Choice::new("quality", "品质部")];
        assert_eq!(with_named(&teams, "night").len(), 2);
        assert_eq!(with_named(&teams, "quality").len(), 1);
        assert_eq!(with_named(&teams, "").len(), 1);
    }
}
