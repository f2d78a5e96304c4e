//! One's own password.

use super::Tabs;
use crate::api::account;
use crate::components::button::{Button, Kind};
use crate::components::facts::Panel;
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::Problems;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::pages::login::password;
use crate::pages::welcome::chosen;
use crate::route::Route;
use crate::session::use_me;
use shared::problem::Refusal;
use shared::records::account::ChangePassword;
use yew::prelude::*;

fn empty() -> Values {
    ["current_password", "new_password", "repeat"].map(|name| (name.to_owned(), String::new())).into()
}

fn read(values: &Values) -> Result<ChangePassword, Refusal> {
    let mut draft = Draft::new(values);
    let current = password(&mut draft, values, "current_password");
    let new = chosen(&mut draft, values);
    draft.finish(
        current
            .zip(new)
            .map(|(current_password, new_password)| ChangePassword { current_password, new_password }),
    )
}

/// One's own password.
#[component]
pub fn PasswordPage() -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let form = use_form(empty);
    let done = {
        let reset = form.reset.clone();
        Callback::from(move |()| {
            reset.emit(empty());
            toaster.say(t!(l, "account-password-changed"));
        })
    };
    let submit = use_submit(&form, read, |body, _| account::change_password(body), done);
    html! {
        <>
            <PageHead title={t!(l, "account-title")}><Tabs here={Route::Password} /></PageHead>
            <div class="sb-columns">
                <Panel title={t!(l, "account-change-password")}>
                    <Problems form={form.clone()} />
                    <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
                        // Password managers want to know whose it is.
                        <input type="hidden" autocomplete="username" value={me.email.clone()} />
                        <TextField
                            form={form.clone()}
                            name="current_password"
                            label={t!(l, "account-current-password")}
                            kind="password"
                            autocomplete="current-password"
                            required=true
                        />
                        <TextField
                            form={form.clone()}
                            name="new_password"
                            label={t!(l, "account-new-password")}
                            hint={t!(l, "account-password-rule")}
                            kind="password"
                            autocomplete="new-password"
                            required=true
                        />
                        <TextField
                            form={form.clone()}
                            name="repeat"
                            label={t!(l, "account-repeat-password")}
                            wrong={t!(l, "account-repeat-wrong")}
                            kind="password"
                            autocomplete="new-password"
                            required=true
                        />
                        <p class="sb-quiet">{ t!(l, "account-others-end") }</p>
                        <div class="sb-form-foot">
                            <Button label={t!(l, "account-change-password")} kind={Kind::Primary} submit=true busy={submit.busy} />
                        </div>
                    </form>
                </Panel>
            </div>
        </>
    }
}
