//! Logging in, and what the pages outside of the log-in share.

use crate::api::account;
use crate::browser;
use crate::components::alert::{Alert, Gravity};
use crate::components::button::{Button, Kind};
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::record_form::Problems;
use crate::i18n::use_locale;
use crate::session::use_session;
use crate::shell::{LanguageSwitch, ThemeSwitch};
use shared::problem::{FieldProblem, Refusal};
use shared::records::account::{Login as Credentials, Password};
use yew::prelude::*;

/// Properties of [`Outside`].
#[derive(Clone, PartialEq, Properties)]
pub struct OutsideProps {
    /// The name of the page.
    pub title: AttrValue,
    /// The page.
    pub children: Html,
}

/// The frame of pages for whom nobody is logged in.
#[component]
pub fn Outside(props: &OutsideProps) -> Html {
    let l = use_locale();
    use_effect_with((props.title.clone(), l), |(title, l)| {
        browser::set_title(&format!("{title} · {}", t!(*l, "page-brand")));
    });
    html! {
        <div class="sb-outside">
            <header class="sb-outside-head">
                <span class="sb-brand">{ t!(l, "page-brand") }</span>
                <span class="sb-tools"><LanguageSwitch /><ThemeSwitch /></span>
            </header>
            <main id="main" class="sb-outside-main">
                <div class="pf-v6-c-card sb-outside-card">
                    <div class="pf-v6-c-card__body">
                        <h1 class="pf-v6-c-title pf-m-2xl">{ &props.title }</h1>
                        { props.children.clone() }
                    </div>
                </div>
            </main>
        </div>
    }
}

/// Reads a password; whether it is good is the server's to say.
pub fn password(draft: &mut Draft<'_>, values: &Values, name: &str) -> Option<Password> {
    // Blanks at the ends may belong to a password, so it is not trimmed.
    let raw = values.get(name).map_or("", String::as_str);
    if raw.is_empty() {
        draft.refuse(name, FieldProblem::Required);
        return None;
    }
    Some(Password::new(raw))
}

fn read(values: &Values) -> Result<Credentials, Refusal> {
    let mut draft = Draft::new(values);
    if draft.raw("email").is_empty() {
        draft.refuse("email", FieldProblem::Required);
    }
    let email = draft.email("email");
    let password = password(&mut draft, values, "password");
    draft.finish(email.zip(password).map(|(email, password)| Credentials { email, password }))
}

/// Properties of [`Login`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// A session has ended, and its page waits underneath.
    #[prop_or_default]
    pub ended: bool,
    /// Whose session it was.
    #[prop_or_default]
    pub email: String,
}

/// Logging in. Afterwards the page shows what the address asked for.
#[component]
pub fn Login(props: &Props) -> Html {
    let l = use_locale();
    let session = use_session();
    let form = use_form(|| {
        Values::from([("email".into(), props.email.clone()), ("password".into(), String::new())])
    });
    let begin = session.begin.clone();
    let submit = use_submit(&form, read, |body, _| account::login(body), begin);
    html! {
        <Outside title={t!(l, "account-log-in")}>
            if props.ended {
                <Alert gravity={Gravity::Warning} live=true title={t!(l, "account-ended")}>
                    <p>{ t!(l, "account-ended-hint") }</p>
                </Alert>
            } else {
                <p class="sb-quiet">{ t!(l, "account-log-in-hint") }</p>
            }
            <Problems form={form.clone()} />
            <form class="pf-v6-c-form" novalidate=true onsubmit={submit.onsubmit()}>
                <TextField
                    form={form.clone()}
                    name="email"
                    label={t!(l, "account-email")}
                    kind="email"
                    autocomplete="username"
                    required=true
                    autofocus={props.email.is_empty()}
                />
                <TextField
                    form={form.clone()}
                    name="password"
                    label={t!(l, "account-password")}
                    kind="password"
                    autocomplete="current-password"
                    required=true
                    autofocus={!props.email.is_empty()}
                />
                <Button label={t!(l, "account-log-in")} kind={Kind::Primary} submit=true busy={submit.busy} class="pf-m-block" />
            </form>
        </Outside>
    }
}
