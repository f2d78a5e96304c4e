//! Inviting a person, and changing one.

use super::detail::LinkBox;
use crate::api::{organization, user};
use crate::components::async_view::{async_view, use_load};
use crate::components::field::{Choice, ChoiceField, ManyField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::LinkButton;
use crate::components::page_head::PageHead;
use crate::components::record_form::{FormFrame, use_fresh};
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use shared::auth::{OrganizationKind, Role};
use shared::i18n::Locale;
use shared::ids::{OrganizationId, UserId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::user::{InviteUser, OneUseLink, UpdateUser, User};
use std::rc::Rc;
use yew::prelude::*;

fn invitation(locale: Locale) -> Values {
    let mut values = Values::new();
    for name in ["organization_id", "organization_id#", "name", "email", "phone", "roles"] {
        put(&mut values, name, None::<&str>);
    }
    put(&mut values, "locale", Some(locale));
    values
}

fn roles(d: &mut Draft<'_>) -> Vec<Role> {
    let roles = d.many("roles");
    if roles.is_empty() {
        d.refuse("roles", FieldProblem::Required);
    }
    roles
}

fn read_invitation(values: &Values) -> Result<InviteUser, Refusal> {
    let mut d = Draft::new(values);
    let organization_id = d.need("organization_id");
    let name = d.need("name");
    if d.raw("email").is_empty() {
        d.refuse("email", FieldProblem::Required);
    }
    let (email, phone, roles, locale) =
        (d.email("email"), d.maybe("phone"), roles(&mut d), d.maybe("locale"));
    let built = organization_id.zip(name).zip(email).map(|((organization_id, name), email)| InviteUser {
        organization_id,
        name,
        email,
        phone,
        roles,
        locale,
    });
    d.finish(built)
}

/// The roles to choose from in such an organisation.
fn role_choices(kind: Option<OrganizationKind>, l: Locale) -> Vec<Choice> {
    let roles = kind.map_or(&[][..], OrganizationKind::roles);
    roles.iter().map(|r| Choice::new(r.as_str(), r.label(l))).collect()
}

fn parent(l: Locale) -> Option<(Route, AttrValue)> {
    Some((Route::Users(Record::List), AttrValue::from(t!(l, "page-nav-users"))))
}

/// Inviting a person. Afterwards the link to hand over is shown, this once.
#[component]
pub fn UserInvite() -> Html {
    let l = use_locale();
    let form = use_form(|| invitation(l));
    let made = use_state(|| None::<OneUseLink>);
    let done = {
        let made = made.setter();
        Callback::from(move |link| made.set(Some(link)))
    };
    let submit = use_submit(&form, read_invitation, user::invite, done);
    let chosen: Option<OrganizationId> = form.get("organization_id").parse().ok();
    // Which roles there are depends on what the organisation is.
    let kind = use_load(chosen, |id| async move {
        match id {
            Some(id) => organization::get(id).await.map(|o| Some(o.kind)),
            None => Ok(None),
        }
    });
    let kind = kind.data.as_deref().copied().flatten().filter(|_| chosen.is_some());
    let onpick = {
        let form = form.clone();
        Callback::from(move |_| form.set("roles", ""))
    };
    if let Some(link) = &*made {
        return html! {
            <>
                <PageHead title={t!(l, "people-invite")} parent={parent(l)} />
                <LinkBox link={link.clone()} />
                <LinkButton to={Route::Users(Record::One(link.user.id))} label={t!(l, "people-to-person", name = link.user.name.as_str())} />
            </>
        };
    }
    html! {
        <>
            <PageHead title={t!(l, "people-invite")} parent={parent(l)} />
            <FormFrame form={form.clone()} {submit} cancel={Route::Users(Record::List)} label={t!(l, "people-invite")}>
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "people-person") }</legend>
                    <p class="sb-quiet">{ t!(l, "people-invite-hint") }</p>
                    <div class="sb-grid">
                        <SearchSelect form={form.clone()} name="organization_id" label={t!(l, "people-organization")} required=true finder={Finder::Organization(&[])} {onpick} autofocus=true />
                        <TextField form={form.clone()} name="name" label={t!(l, "people-name")} required=true max=100 />
                        <TextField form={form.clone()} name="email" label={t!(l, "account-email")} kind="email" required=true max=254 />
                        <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 />
                        <ChoiceField form={form.clone()} name="locale" label={t!(l, "people-language")} choices={choices!(Locale, l)} />
                    </div>
                    if kind.is_some() {
                        <ManyField form={form.clone()} name="roles" label={t!(l, "people-roles")} required=true choices={role_choices(kind, l)} />
                    } else {
                        <p class="sb-quiet">{ t!(l, "people-roles-later") }</p>
                    }
                </fieldset>
            </FormFrame>
        </>
    }
}

fn values(user: &User) -> Values {
    let mut values = Values::new();
    put(&mut values, "name", Some(&user.name));
    put(&mut values, "phone", user.phone.as_ref());
    put(&mut values, "roles", Some(user.roles.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(",")));
    put(&mut values, "locale", Some(user.locale));
    put(&mut values, &words("organization_id"), Some(&user.organization_name));
    values
}

fn read(values: &Values) -> Result<UpdateUser, Refusal> {
    let mut d = Draft::new(values);
    let (name, phone, roles, locale) = (d.need("name"), d.maybe("phone"), roles(&mut d), d.need("locale"));
    d.finish(name.zip(locale).map(|(name, locale)| UpdateUser { name, phone, roles, locale }))
}

/// Properties of [`UserEdit`].
#[derive(Clone, PartialEq, Properties)]
pub struct EditProps {
    /// The person.
    pub id: UserId,
}

/// Changing a person.
#[component]
pub fn UserEdit(props: &EditProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, user::get);
    let reload = loaded.reload.clone();
    let parent = loaded.data.as_ref().map_or_else(|| t!(l, "page-nav-users"), |u| u.name.clone());
    html! {
        <>
            <PageHead
                title={t!(l, "people-edit")}
                parent={Some((Route::Users(Record::One(props.id)), AttrValue::from(parent)))}
            />
            { async_view(&loaded, |_| None, |u| html! { <UserForm user={u.clone()} {reload} /> }) }
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    user: Rc<User>,
    reload: Callback<()>,
}

#[component]
fn UserForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, version) = (props.user.id, props.user.version);
    let form = use_form(|| values(&props.user));
    use_fresh(&form, Some(version), values(&props.user), props.reload.clone());
    let kind = use_load(props.user.organization_id, organization::get);
    let kind = kind.data.as_ref().map(|o| o.kind);
    let done = Callback::from(move |user: User| {
        toaster.say(t!(l, "page-saved"));
        route::go(Route::Users(Record::One(user.id)));
    });
    let submit = use_submit(&form, read, move |body, _| user::update(id, body, version), done);
    html! {
        <FormFrame form={form.clone()} {submit} cancel={Route::Users(Record::One(id))}>
            <fieldset class="sb-fieldset">
                <legend>{ t!(l, "people-person") }</legend>
                <div class="sb-grid">
                    <TextField form={form.clone()} name="name" label={t!(l, "people-name")} required=true max=100 autofocus=true />
                    <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 />
                    <ChoiceField form={form.clone()} name="locale" label={t!(l, "people-language")} choices={choices!(Locale, l)} />
                </div>
                <ManyField form={form.clone()} name="roles" label={t!(l, "people-roles")} required=true choices={role_choices(kind, l)} />
            </fieldset>
        </FormFrame>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_invitation_needs_organisation_name_address_and_a_role() {
        let mut v = invitation(Locale::ZhCn);
        let missing: Vec<_> =
            read_invitation(&v).unwrap_err().fields.into_iter().map(|f| f.pointer).collect();
        assert_eq!(missing, ["/organization_id", "/name", "/email", "/roles"]);
        put(&mut v, "organization_id", Some("01933f6e-0000-7000-8000-000000000001"));
        put(&mut v, "name", Some("王芳"));
        put(&mut v, "email", Some("wang.fang@sanbao.example"));
        put(&mut v, "roles", Some("technician,engineer"));
        assert_eq!(read_invitation(&v).unwrap().roles, [Role::Technician, Role::Engineer]);
    }

    #[test]
    fn the_kind_of_organisation_says_which_roles_there_are() {
        assert_eq!(role_choices(Some(OrganizationKind::Supplier), Locale::En).len(), 1);
        assert!(role_choices(None, Locale::En).is_empty());
    }
}
