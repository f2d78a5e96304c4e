//! Where an invitation or a reset link leads: choosing a password. The token stands behind `#`, so that it
//! reaches no server log, and is taken out of the address at once.

use crate::api::account;
use crate::browser;
use crate::components::alert::{Alert, Gravity};
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::record_form::Problems;
use crate::i18n::use_locale;
use crate::pages::login::{Outside, password};
use crate::route::Route;
use shared::problem::{FieldProblem, Refusal};
use shared::records::account::{Password, RedeemLink};
use shared::text::Line;
use wasm_bindgen::JsValue;
use yew::prelude::*;

/// The token of a fragment: `token=…`.
pub fn token(fragment: &str) -> Option<String> {
    fragment
        .split('&')
        .find_map(|part| part.strip_prefix("token="))
        .filter(|t| !t.is_empty())
        .map(str::to_owned)
}

/// Two passwords that must be the same.
pub fn chosen(draft: &mut Draft<'_>, values: &Values) -> Option<Password> {
    let first = password(draft, values, "new_password");
    let second = values.get("repeat").map_or("", String::as_str);
    if let Some(first) = &first
        && first.reveal() != second
    {
        draft.refuse("repeat", FieldProblem::Inconsistent);
    }
    first
}

fn read(token: &str, values: &Values) -> Result<RedeemLink, Refusal> {
    let mut draft = Draft::new(values);
    let new_password = chosen(&mut draft, values);
    let token = Line::new(token).ok();
    draft.finish(token.zip(new_password).map(|(token, new_password)| RedeemLink { token, new_password }))
}

/// Choosing a password.
#[component]
pub fn Welcome() -> Html {
    let l = use_locale();
    let token = use_state_eq(|| token(&browser::fragment()));
    let done = use_state_eq(|| false);
    use_effect_with((), |()| {
        let history = gloo_utils::history();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/welcome"));
    });
    let form =
        use_form(|| Values::from([("new_password".into(), String::new()), ("repeat".into(), String::new())]));
    let submit = {
        let token = (*token).clone().unwrap_or_default();
        let done = done.setter();
        use_submit(
            &form,
            move |values| read(&token, values),
            |body, _| account::redeem_link(body),
            Callback::from(move |()| done.set(true)),
        )
    };
    html! {
        <Outside title={t!(l, "account-welcome")}>
            if *done {
                <Alert gravity={Gravity::Success} live=true title={t!(l, "account-password-set")} />
                <LinkButton to={Route::Home} label={t!(l, "account-log-in")} kind={Kind::Primary} />
            } else if token.is_none() {
                <Alert gravity={Gravity::Warning} title={t!(l, "account-no-token")}>
                    <p>{ t!(l, "account-no-token-hint") }</p>
                </Alert>
            } else {
                <p class="sb-quiet">{ t!(l, "account-welcome-hint") }</p>
                <Problems form={form.clone()} />
                <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
                    <TextField
                        form={form.clone()}
                        name="new_password"
                        label={t!(l, "account-new-password")}
                        hint={t!(l, "account-password-rule")}
                        kind="password"
                        autocomplete="new-password"
                        required=true
                        autofocus=true
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
                    <Button label={t!(l, "account-set-password")} kind={Kind::Primary} submit=true busy={submit.busy} class="pf-m-block" />
                </form>
            }
        </Outside>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_token_is_read_from_the_fragment() {
        assert_eq!(token("token=abc-_1").as_deref(), Some("abc-_1"));
        assert_eq!(token("token="), None);
        assert_eq!(token("other=1"), None);
    }

    #[test]
    fn both_passwords_must_be_the_same() {
        let values = |a: &str, b: &str| {
            Values::from([("new_password".into(), a.to_owned()), ("repeat".into(), b.to_owned())])
        };
        assert!(read("t", &values("correct horse", "correct horse")).is_ok());
        assert_eq!(read("t", &values("correct horse", "other")).unwrap_err().fields[0].pointer, "/repeat");
        assert_eq!(read("t", &values("", "")).unwrap_err().fields[0].pointer, "/new_password");
    }
}
