//! Writing a canned answer.

use crate::api::canned_answer;
use crate::components::alert::Alert;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::caret;
use crate::components::confirm::{Confirm, use_deed};
use crate::components::field::{AreaField, CheckField, ChoiceField, TextField};
use crate::components::fitting::{fitting_fields, put_fitting, read_fitting};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::CannedAnswerId;
use shared::problem::Refusal;
use shared::records::canned_answer::{CannedAnswer, CannedAnswerInput, Placeholder};
use std::rc::Rc;
use yew::prelude::*;

fn values(answer: Option<&CannedAnswer>, locale: Locale) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "title", answer.map(|a| &a.title));
    put(v, "body", answer.map(|a| &a.body));
    put(v, "locale", Some(answer.map_or(locale, |a| a.locale)));
    let kinds = answer.map(|a| a.kinds.as_slice()).unwrap_or_default();
    put_fitting(v, kinds, answer.and_then(|a| a.topic), answer.and_then(|a| a.product_line.as_deref()));
    put(v, "private", answer.is_some_and(|a| a.owner_id.is_some()).then_some("true"));
    put(v, "active", answer.is_none_or(|a| a.active).then_some("true"));
    values
}

/// Reads the form. Whoever does not keep those of the house writes their own.
fn read(values: &Values, keeps_house: bool) -> Result<CannedAnswerInput, Refusal> {
    let mut d = Draft::new(values);
    let (title, body, locale) = (d.need("title"), d.need("body"), d.need("locale"));
    let (kinds, topic, product_line) = read_fitting(&mut d);
    let (private, active) = (!keeps_house || d.on("private"), d.on("active"));
    let built = title.zip(body).zip(locale).map(|((title, body), locale)| CannedAnswerInput {
        title,
        body,
        locale,
        kinds,
        topic,
        product_line,
        private,
        active,
    });
    let input = d.finish(built)?;
    input.check()?;
    Ok(input)
}

fn parent(l: Locale) -> Option<(Route, AttrValue)> {
    Some((Route::CannedAnswers(Record::List), AttrValue::from(t!(l, "canned-nav"))))
}

/// A new one.
#[component]
pub fn CannedAnswerNew() -> Html {
    let l = use_locale();
    html! { <><PageHead title={t!(l, "canned-new")} parent={parent(l)} /><CannedAnswerForm /></> }
}

/// Properties of [`CannedAnswerEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The answer.
    pub id: CannedAnswerId,
}

/// Changing one; what is kept by others is only read.
#[component]
pub fn CannedAnswerEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, canned_answer::get);
    let asking = use_state_eq(|| false);
    let reload = loaded.reload.clone();
    let title = loaded.data.as_ref().map_or_else(|| t!(l, "canned-one"), |a| a.title.clone());
    let ask = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(true))
    };
    let onclose = {
        let asking = asking.setter();
        Callback::from(move |()| asking.set(false))
    };
    let editable = loaded.data.as_ref().is_some_and(|a| a.editable);
    let actions = html! {
        if editable {
            <Button label={t!(l, "canned-delete")} icon={Icon::Trash} kind={Kind::Secondary} onclick={ask} />
        }
    };
    let view = async_view(
        &loaded,
        |_| None,
        |a| {
            if a.editable {
                return html! { <CannedAnswerForm answer={a.clone()} {reload} /> };
            }
            html! {
                <Alert title={t!(l, "canned-read-only")}>
                    <p class="sb-words">{ &a.body }</p>
                </Alert>
            }
        },
    );
    html! {
        <>
            <PageHead {title} parent={parent(l)} {actions} />
            { view }
            if let Some(answer) = loaded.data.as_ref().filter(|_| *asking) {
                <Delete answer={answer.clone()} {onclose} />
            }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct DeleteProps {
    answer: Rc<CannedAnswer>,
    onclose: Callback<()>,
}

#[component]
fn Delete(props: &DeleteProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.answer.id, props.answer.version);
    let done = Callback::from(move |()| {
        toaster.say(t!(l, "canned-deleted"));
        route::go(Route::CannedAnswers(Record::List));
    });
    let deed = use_deed(move |_| canned_answer::delete(id, version), done);
    html! {
        <Confirm title={t!(l, "canned-delete-ask")} label={t!(l, "canned-delete")} {deed} danger=true onclose={props.onclose.clone()}>
            <p>{ t!(l, "canned-delete-hint", title = props.answer.title.as_str()) }</p>
        </Confirm>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    #[prop_or_default]
    answer: Option<Rc<CannedAnswer>>,
    #[prop_or_default]
    reload: Callback<()>,
}

#[component]
fn CannedAnswerForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let keeps_house = may(&use_me(), Permission::CannedAnswerManage);
    let answer = props.answer.as_deref();
    let at = answer.map(|a| (a.id, a.version));
    let form = use_form(|| values(answer, l));
    use_fresh(&form, at.map(|(_, v)| v), values(answer, l), props.reload.clone());
    let done = Callback::from(move |_: CannedAnswer| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::CannedAnswers(Record::List));
    });
    let submit = use_submit(
        &form,
        move |values| read(values, keeps_house),
        move |body, key| async move {
            match at {
                Some((id, version)) => canned_answer::update(id, body, version).await,
                None => canned_answer::create(body, key).await,
            }
        },
        done,
    );
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::CannedAnswers(Record::List)}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "canned-one") }</legend>
                <div class="sb-grid sb-grid-3">
                    <TextField form={form.clone()} name="title" label={t!(l, "canned-title")} hint={t!(l, "canned-title-hint")} required=true max=200 autofocus=true />
                    <ChoiceField form={form.clone()} name="locale" label={t!(l, "canned-locale")} choices={choices!(Locale, l)} />
                </div>
                <AreaField form={form.clone()} name="body" label={t!(l, "canned-body")} required=true lines=8 max=20000 />
                { places(&form, l) }
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "canned-for") }</legend>
                { fitting_fields(&form, l) }
            </fieldset>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "canned-whose") }</legend>
                if keeps_house {
                    <CheckField form={form.clone()} name="private" label={t!(l, "canned-private")} hint={t!(l, "canned-private-hint")} />
                } else {
                    <p class="sb-quiet">{ t!(l, "canned-private-always") }</p>
                }
                <CheckField form={form.clone()} name="active" label={t!(l, "catalogue-active")} hint={t!(l, "canned-active-hint")} />
            </fieldset>
        </FormFrame>
    }
}

/// The placeholders, each put in by a press.
fn places(form: &Form, l: Locale) -> Html {
    html! {
        <div role="group" aria-labelledby="canned-places">
            <p id="canned-places" class="sb-quiet">{ t!(l, "canned-insert-hint") }</p>
            <div class="sb-places">
                { for Placeholder::ALL.iter().map(|place| {
                    let form = form.clone();
                    let words = format!("{{{{{place}}}}}");
                    let title = words.clone();
                    let onclick = Callback::from(move |()| caret::put_in(&form, "body", &words));
                    html! { <Button label={place.label(l)} {title} small=true kind={Kind::Secondary} {onclick} /> }
                }) }
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::problem::FieldProblem;
    use shared::records::ticket::TicketKind;

    #[test]
    fn an_unknown_placeholder_is_told_before_it_is_sent() {
        let mut v = values(None, Locale::ZhCn);
        put(&mut v, "title", Some("已收到"));
        put(&mut v, "body", Some("{{kunde}}"));
        assert_eq!(read(&v, true).unwrap_err().fields[0].code, FieldProblem::PlaceholderUnknown);
        put(&mut v, "body", Some("{{customer.name}}"));
        put(&mut v, "kinds", Some("complaint,inquiry"));
        let input = read(&v, true).unwrap();
        assert!(!input.private && input.kinds == [TicketKind::Complaint, TicketKind::Inquiry]);
        assert!(read(&v, false).unwrap().private, "those of the house are not everybody's");
    }
}
