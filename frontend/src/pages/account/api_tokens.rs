//! One's own tokens for scripts. The secret of a new one is shown this once.

use super::Tabs;
use crate::api::api_token;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{Empty, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::copy_box::CopyBox;
use crate::components::field::{Choice, ManyField, TextField};
use crate::components::form::{Draft, Values, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormModal;
use crate::components::status_badge::label;
use crate::components::table::{Row, Table};
use crate::components::time::Time;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::Route;
use crate::session::use_me;
use chrono::{DateTime, Utc};
use patternfly_yew::prelude::{Color, Icon};
use shared::i18n::Locale;
use shared::ids::ApiTokenId;
use shared::problem::{Checker, FieldProblem, Refusal};
use shared::records::api_token::{ApiToken, CreateApiToken, MAX_DAYS, NewApiToken};
use yew::prelude::*;

fn read(values: &Values) -> Result<CreateApiToken, Refusal> {
    let mut draft = Draft::new(values);
    let (name, days) = (draft.need("name"), draft.need::<i64>("days"));
    let permissions = draft.many("permissions");
    if permissions.is_empty() {
        draft.refuse("permissions", FieldProblem::Required);
    }
    let body = draft.finish(name.zip(days).map(|(name, days)| CreateApiToken { name, permissions, days }))?;
    let mut check = Checker::default();
    check.range(body.days, 1..=MAX_DAYS, "/days");
    check.finish()?;
    Ok(body)
}

/// How a token stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It works.
    Valid,
    /// Its time is over.
    Expired,
    /// It was revoked.
    Revoked,
}

/// How a token stands.
pub fn standing(token: &ApiToken, now: DateTime<Utc>) -> Standing {
    match (token.revoked_at, token.expires_at <= now) {
        (Some(_), _) => Standing::Revoked,
        (None, true) => Standing::Expired,
        (None, false) => Standing::Valid,
    }
}

/// One's own tokens for scripts.
#[component]
pub fn ApiTokensPage() -> Html {
    let l = use_locale();
    let loaded = use_load((), |()| api_token::list());
    let making = use_state_eq(|| false);
    let made = use_state(|| None::<NewApiToken>);
    let revoking = use_state_eq(|| None::<ApiTokenId>);
    let open = {
        let making = making.setter();
        Callback::from(move |()| making.set(true))
    };
    let on_made = {
        let (making, made, reload) = (making.setter(), made.setter(), loaded.reload.clone());
        Callback::from(move |token: NewApiToken| {
            making.set(false);
            made.set(Some(token));
            reload.emit(());
        })
    };
    let view = async_view(
        &loaded,
        |tokens| {
            tokens.is_empty().then(|| {
                html! {
                    <Empty title={t!(l, "account-no-tokens")} icon={Icon::Key}>
                        <p>{ t!(l, "account-no-tokens-hint") }</p>
                    </Empty>
                }
            })
        },
        |tokens| {
            let rows = tokens.iter().map(|t| row(t, l, &revoking)).collect::<Vec<_>>();
            let columns = vec![
                t!(l, "account-token-name"),
                t!(l, "account-token-permissions"),
                t!(l, "account-last-used"),
                t!(l, "account-ends"),
                t!(l, "page-status"),
                t!(l, "page-actions"),
            ];
            html! { <Table label={t!(l, "account-tokens")} {columns} {rows} /> }
        },
    );
    let actions = html! {
        <Button label={t!(l, "account-new-token")} kind={Kind::Primary} icon={Icon::Plus} onclick={open} />
    };
    html! {
        <>
            <PageHead title={t!(l, "account-title")} {actions}><Tabs here={Route::ApiTokens} /></PageHead>
            if let Some(made) = &*made {
                <div class="sb-secret">
                    <Alert gravity={Gravity::Success} live=true title={t!(l, "account-token-made", name = made.api_token.name.as_str())}>
                        <p>{ t!(l, "account-token-once") }</p>
                        <CopyBox label={t!(l, "account-token-secret")} text={made.secret.clone()} />
                    </Alert>
                </div>
            }
            { view }
            if *making {
                <Make onmade={on_made} onclose={let making = making.setter(); Callback::from(move |()| making.set(false))} />
            }
            if let Some(id) = *revoking {
                <Revoke {id} reload={loaded.reload.clone()} onclose={let revoking = revoking.setter(); Callback::from(move |()| revoking.set(None))} />
            }
        </>
    }
}

fn row(token: &ApiToken, l: Locale, revoking: &UseStateHandle<Option<ApiTokenId>>) -> Row {
    let id = token.id;
    let onclick = {
        let revoking = revoking.setter();
        Callback::from(move |()| revoking.set(Some(id)))
    };
    let standing = standing(token, Utc::now());
    Row {
        key: id.to_string(),
        to: None,
        cells: vec![
            html! { <strong>{ &token.name }</strong> },
            html! { { token.permissions.iter().map(|p| p.label(l)).collect::<Vec<_>>().join(" · ") } },
            match token.last_used_at {
                Some(at) => html! { <Time {at} relative=true /> },
                None => html! { <span class="sb-quiet">{ t!(l, "account-never-used") }</span> },
            },
            html! { <Time at={token.expires_at} /> },
            match standing {
                Standing::Valid => label(Color::Green, Some(Icon::CheckCircle), t!(l, "account-token-valid")),
                Standing::Expired => {
                    label(Color::Grey, Some(Icon::TimesCircle), t!(l, "account-token-expired"))
                }
                Standing::Revoked => label(Color::Grey, Some(Icon::Ban), t!(l, "account-token-revoked")),
            },
            if standing == Standing::Valid {
                html! { <Button label={t!(l, "account-revoke")} small=true {onclick} /> }
            } else {
                html! {}
            },
        ],
    }
}

#[derive(Clone, PartialEq, Properties)]
struct MakeProps {
    onmade: Callback<NewApiToken>,
    onclose: Callback<()>,
}

#[component]
fn Make(props: &MakeProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let form = use_form(|| {
        Values::from([
            ("name".into(), String::new()),
            ("days".into(), "90".into()),
            ("permissions".into(), String::new()),
        ])
    });
    let submit = use_submit(&form, read, api_token::create, props.onmade.clone());
    let choices = me.permissions.iter().map(|p| Choice::new(p.as_str(), p.label(l))).collect::<Vec<_>>();
    html! {
        <FormModal title={t!(l, "account-new-token")} label={t!(l, "account-make-token")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "account-token-name")} hint={t!(l, "account-token-name-hint")} required=true max=100 autofocus=true />
            <TextField form={form.clone()} name="days" label={t!(l, "account-token-days")} kind="number" required=true />
            <ManyField form={form.clone()} name="permissions" label={t!(l, "account-token-permissions")} required=true {choices} />
        </FormModal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RevokeProps {
    id: ApiTokenId,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Revoke(props: &RevokeProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.id;
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "account-token-was-revoked"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let deed = use_deed(move |_| api_token::revoke(id), done);
    html! {
        <Confirm title={t!(l, "account-revoke")} label={t!(l, "account-revoke")} danger=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "account-revoke-hint") }</p>
        </Confirm>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_needs_a_name_a_right_and_a_sensible_end() {
        let values = |name: &str, days: &str, permissions: &str| {
            Values::from([
                ("name".into(), name.into()),
                ("days".into(), days.into()),
                ("permissions".into(), permissions.into()),
            ])
        };
        assert!(read(&values("ERP", "90", "ticket.read")).is_ok());
        assert_eq!(read(&values("", "x", "")).unwrap_err().fields.len(), 3);
        assert_eq!(
            read(&values("ERP", "367", "ticket.read")).unwrap_err().fields[0].code,
            FieldProblem::TooLarge
        );
    }
}
