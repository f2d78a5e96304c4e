//! One's own profile.

use super::Tabs;
use crate::api::account;
use crate::components::alert::ProblemAlert;
use crate::components::button::{Button, Kind};
use crate::components::facts::{Panel, facts, words};
use crate::components::field::{ChoiceField, TextField};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::Route;
use crate::session::{use_me, use_session};
use crate::unsaved::use_unsaved;
use shared::i18n::Locale;
use shared::problem::Refusal;
use shared::records::account::{Me, UpdateMe};
use yew::prelude::*;

fn values(me: &Me) -> Values {
    let mut values = Values::new();
    put(&mut values, "name", Some(&me.name));
    put(&mut values, "phone", me.phone.as_ref());
    put(&mut values, "locale", Some(me.locale));
    values
}

fn read(values: &Values) -> Result<UpdateMe, Refusal> {
    let mut draft = Draft::new(values);
    let (name, phone, locale) = (draft.need("name"), draft.maybe("phone"), draft.need("locale"));
    draft.finish(name.zip(locale).map(|(name, locale)| UpdateMe { name, phone, locale }))
}

/// One's own profile.
#[component]
pub fn ProfilePage() -> Html {
    let l = use_locale();
    let session = use_session();
    let me = use_me();
    let toaster = use_toaster();
    let form = use_form(|| values(&me));
    use_unsaved(&form);
    {
        let (rebase, me) = (form.rebase.clone(), me.clone());
        use_effect_with(me.version, move |_| rebase.emit(values(&me)));
    }
    let version = me.version;
    let done = Callback::from(move |me: Me| {
        toaster.say(t!(me.locale, "page-saved"));
        session.update.emit(me);
    });
    let submit = use_submit(&form, read, move |body, _| account::update(body, version), done);
    html! {
        <>
            <PageHead title={t!(l, "account-title")}><Tabs here={Route::Profile} /></PageHead>
            <div class="sb-columns">
                <Panel title={t!(l, "account-profile")}>
                    if let Some(problem) = &form.problem {
                        <ProblemAlert problem={problem.clone()} shown={form.pointers()} />
                    }
                    <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
                        <TextField form={form.clone()} name="name" label={t!(l, "people-name")} required=true max=100 autocomplete="name" />
                        <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 autocomplete="tel" />
                        <ChoiceField form={form.clone()} name="locale" label={t!(l, "people-language")} choices={choices!(Locale, l)} />
                        <div class="sb-form-foot">
                            <Button label={t!(l, "page-save")} kind={Kind::Primary} submit=true busy={submit.busy} />
                        </div>
                    </form>
                </Panel>
                <Panel title={t!(l, "account-given")}>
                    { facts(vec![
                        (t!(l, "account-email"), words(Some(&me.email))),
                        (t!(l, "people-organization"), words(Some(&me.organization_name))),
                        (t!(l, "people-organization-kind"), words(Some(me.organization_kind.label(l)))),
                        (t!(l, "people-roles"), words(Some(me.roles.iter().map(|r| r.label(l)).collect::<Vec<_>>().join(" · ")))),
                        (t!(l, "people-zone"), words(Some(&me.zone))),
                    ]) }
                    <p class="sb-quiet">{ t!(l, "account-given-hint") }</p>
                </Panel>
            </div>
        </>
    }
}
