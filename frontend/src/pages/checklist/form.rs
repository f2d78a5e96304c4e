//! Writing a checklist: one step to a line, a star before those that are required.

use crate::api::checklist;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::Panel;
use crate::components::field::{AreaField, CheckField, TextField};
use crate::components::fitting::{fitting_fields, put_fitting, read_fitting};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::ChecklistId;
use shared::problem::{FieldProblem, FieldRefusal, Refusal};
use shared::records::checklist::{Checklist, ChecklistInput, ChecklistStep};
use shared::text::{Line, TextError};
use std::rc::Rc;
use yew::prelude::*;

/// What marks a required step.
const STAR: char = '*';

/// Steps as they are typed.
pub fn typed(steps: &[ChecklistStep]) -> String {
    let line = |step: &ChecklistStep| {
        if step.required { format!("{STAR} {}", step.text) } else { step.text.to_string() }
    };
    steps.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Reads the steps; blank lines are none.
pub fn steps(typed: &str) -> Result<Vec<ChecklistStep>, Refusal> {
    let lines = typed.lines().map(str::trim).filter(|line| !line.is_empty());
    let step = |line: &str| {
        let rest = line.strip_prefix([STAR, '＊']);
        Line::new(rest.unwrap_or(line).trim()).map(|text| ChecklistStep { text, required: rest.is_some() })
    };
    lines.map(step).collect::<Result<_, TextError>>().map_err(|error| match error {
        TextError::TooLong(limit) => {
            let limit = i64::try_from(limit).unwrap_or(i64::MAX);
            Refusal::fields(vec![FieldRefusal::new("/steps", FieldProblem::TooLong).arg("limit", limit)])
        }
        TextError::ControlCharacter => Refusal::field("/steps", FieldProblem::ControlCharacter),
        TextError::Blank | TextError::Email => Refusal::field("/steps", FieldProblem::Blank),
    })
}

fn values(list: Option<&Checklist>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "title", list.map(|a| &a.title));
    put(v, "steps", list.map(|a| typed(&a.steps)));
    let kinds = list.map(|a| a.kinds.as_slice()).unwrap_or_default();
    put_fitting(v, kinds, list.and_then(|a| a.topic), list.and_then(|a| a.product_line.as_deref()));
    put(v, "automatic", list.is_some_and(|a| a.automatic).then_some("true"));
    put(v, "active", list.is_none_or(|a| a.active).then_some("true"));
    values
}

fn read(values: &Values) -> Result<ChecklistInput, Refusal> {
    let mut d = Draft::new(values);
    let title = d.need("title");
    let (kinds, topic, product_line) = read_fitting(&mut d);
    let (automatic, active) = (d.on("automatic"), d.on("active"));
    let built = title.map(|title| ChecklistInput {
        title,
        steps: vec![],
        kinds,
        topic,
        product_line,
        automatic,
        active,
    });
    let input = d.finish(built)?;
    let input = ChecklistInput { steps: steps(values.get("steps").map_or("", String::as_str))?, ..input };
    input.check()?;
    Ok(input)
}

fn parent(l: Locale) -> Option<(Route, AttrValue)> {
    Some((Route::Checklists(Record::List), AttrValue::from(t!(l, "checklist-nav"))))
}

/// A new one.
#[component]
pub fn ChecklistNew() -> Html {
    let l = use_locale();
    html! { <><PageHead title={t!(l, "checklist-new")} parent={parent(l)} /><ChecklistForm /></> }
}

/// Properties of [`ChecklistEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The list.
    pub id: ChecklistId,
}

/// Changing one; who does not keep them reads it.
#[component]
pub fn ChecklistEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, checklist::get);
    let asking = use_state_eq(|| false);
    let keeps = may(&use_me(), Permission::ChecklistManage);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "checklist-one"), |a| a.title.clone());
    let set = |on: bool| {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(on))
    };
    let actions = html! {
        if keeps && loaded.data.is_some() {
            <Button label={t!(l, "canned-delete")} icon={Icon::Trash} kind={Kind::Secondary} onclick={set(true)} />
        }
    };
    let view = async_view(
        &loaded,
        |_| None,
        |a| {
            if keeps {
                return html! { <ChecklistForm list={a.clone()} {reload} /> };
            }
            html! {
                <Panel title={t!(l, "checklist-steps")}>
                    <ol class="sb-steps">
                        { for a.steps.iter().map(|step| html! {
                            <li>{ &*step.text }if step.required { <span class="sb-quiet">{ t!(l, "checklist-required") }</span> }</li>
                        }) }
                    </ol>
                </Panel>
            }
        },
    );
    html! {
        <>
            <PageHead {title} parent={parent(l)} {actions} />
            { view }
            if let Some(list) = loaded.data.as_ref().filter(|_| *asking) {
                <Delete list={list.clone()} onclose={set(false)} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DeleteProps {
    list: Rc<Checklist>,
    onclose: Callback<()>,
}

#[component]
fn Delete(props: &DeleteProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.list.id, props.list.version);
    let done = Callback::from(move |()| {
        toaster.say(t!(l, "canned-deleted"));
        route::go(Route::Checklists(Record::List));
    });
    let deed = use_deed(move |_| checklist::delete(id, version), done);
    html! {
        <Confirm title={t!(l, "checklist-delete-ask")} label={t!(l, "canned-delete")} {deed} danger=true onclose={props.onclose.clone()}>
            <p>{ t!(l, "checklist-delete-hint", title = props.list.title.as_str()) }</p>
        </Confirm>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    list: Option<Rc<Checklist>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn ChecklistForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let list = props.list.as_deref();
    let at = list.map(|a| (a.id, a.version));
    let form = use_form(|| values(list));
    use_fresh(&form, at.map(|(_, v)| v), values(list), props.reload.clone());
    let done = Callback::from(move |_: Checklist| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Checklists(Record::List));
    });
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((id, version)) => checklist::update(id, body, version).await,
                None => checklist::create(body, key).await,
            }
        },
        done,
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Checklists(Record::List)}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "checklist-one") }</legend>
                <TextField form={form.clone()} name="title" label={t!(l, "checklist-title")} required=true max=200 autofocus=true />
                <AreaField form={form.clone()} name="steps" label={t!(l, "checklist-steps")} hint={t!(l, "checklist-steps-hint")} required=true lines=10 max=22000 />
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "canned-for") }</legend>
                { fitting_fields(&form, l) }
                <CheckField form={form.clone()} name="automatic" label={t!(l, "checklist-automatic")} hint={t!(l, "checklist-automatic-hint")} />
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "checklist-active-hint")} />
            </fieldset>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_step_is_a_line_and_a_star_makes_it_required() {
        let read = steps("* 断电挂牌\n\n  量张力 \n＊恢复供电").unwrap();
        let shown: Vec<(&str, bool)> = read.iter().map(|s| (&*s.text, s.required)).collect();
        assert_eq!(shown, [("断电挂牌", true), ("量张力", false), ("恢复供电", true)]);
        assert_eq!(steps(&typed(&read)).unwrap(), read);
        assert_eq!(steps(&"长".repeat(201)).unwrap_err().fields[0].code, FieldProblem::TooLong);
        assert_eq!(steps("*").unwrap_err().fields[0].code, FieldProblem::Blank);
    }

    #[test]
    fn a_list_without_steps_is_told_so() {
        let mut v = values(None);
        put(&mut v, "title", Some("门机检修"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/steps");
        put(&mut v, "steps", Some("断电"));
        assert!(read(&v).unwrap().active);
    }
}
