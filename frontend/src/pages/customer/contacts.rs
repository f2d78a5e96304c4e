//! The people of a customer.

use crate::api::customer;
use crate::components::async_view::{Loaded, async_view, use_load};
use crate::components::button::{Button, Kind};
use crate::components::confirm::{Confirm, use_deed};
use crate::components::facts::Panel;
use crate::components::field::TextField;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use patternfly_yew::prelude::Icon;
use shared::ids::{ContactId, CustomerId};
use shared::page::Page;
use shared::problem::Refusal;
use shared::records::customer::{Contact, ContactInput};
use yew::prelude::*;

/// Properties of [`Contacts`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The customer.
    pub id: CustomerId,
    /// Whether they may be changed.
    pub may_change: bool,
}

#[derive(Clone, PartialEq)]
enum Doing {
    Nothing,
    Adding,
    Changing(ContactId),
    Removing(Contact),
}

/// The people of a customer.
#[component]
pub fn Contacts(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.id, customer::contacts);
    let doing = use_state_eq(|| Doing::Nothing);
    let set = |to: Doing| {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(to.clone()))
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items.is_empty().then(|| html! { <p class="sb-quiet">{ t!(l, "customer-no-contacts") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-earlier" role="list">
                    { for page.items.iter().map(|c| html! {
                        <li key={c.id.to_string()}>
                            <p>
                                <strong>{ &c.name }</strong>{ " " }
                                <span class="sb-quiet">{ c.position.clone().unwrap_or_default() }</span>
                                if props.may_change {
                                    <Button label={t!(l, "customer-edit-contact", name = c.name.as_str())} kind={Kind::Plain} small=true icon={Icon::PencilAlt} onclick={set(Doing::Changing(c.id))} />
                                    <Button label={t!(l, "customer-remove-contact", name = c.name.as_str())} kind={Kind::Plain} small=true icon={Icon::Trash} onclick={set(Doing::Removing(c.clone()))} />
                                }
                            </p>
                            if let Some(phone) = &c.phone {
                                <p><a href={format!("tel:{phone}")}>{ phone }</a></p>
                            }
                            if let Some(email) = &c.email {
                                <p><a href={format!("mailto:{email}")}>{ email }</a></p>
                            }
                        </li>
                    }) }
                </ul>
            }
        },
    );
    let actions = html! {
        if props.may_change {
            <Button label={t!(l, "customer-add-contact")} kind={Kind::Link} small=true icon={Icon::Plus} onclick={set(Doing::Adding)} />
        }
    };
    let (id, reload, onclose) = (props.id, loaded.reload.clone(), set(Doing::Nothing));
    let dialogue = match &*doing {
        Doing::Nothing => html! {},
        Doing::Adding => html! { <ContactForm {id} {reload} {onclose} /> },
        // From the list, so that a second try after somebody else's change knows the newest version.
        Doing::Changing(changed) => match find(&loaded, *changed) {
            Some(contact) => html! { <ContactForm {id} contact={contact} {reload} {onclose} /> },
            None => html! {},
        },
        Doing::Removing(contact) => html! { <Remove {id} contact={contact.clone()} {reload} {onclose} /> },
    };
    html! { <Panel title={t!(l, "customer-contacts")} {actions}>{ view }{ dialogue }</Panel> }
}

fn find(loaded: &Loaded<Page<Contact>>, id: ContactId) -> Option<Contact> {
    loaded.data.as_ref()?.items.iter().find(|one| one.id == id).cloned()
}

fn values(contact: Option<&Contact>) -> Values {
    let mut values = Values::new();
    put(&mut values, "name", contact.map(|c| &c.name));
    put(&mut values, "position", contact.and_then(|c| c.position.as_ref()));
    put(&mut values, "phone", contact.and_then(|c| c.phone.as_ref()));
    put(&mut values, "email", contact.and_then(|c| c.email.as_ref()));
    values
}

fn read(values: &Values) -> Result<ContactInput, Refusal> {
    let mut d = Draft::new(values);
    let name = d.need("name");
    let (position, phone, email) = (d.maybe("position"), d.maybe("phone"), d.email("email"));
    d.finish(name.map(|name| ContactInput { name, position, phone, email }))
}

#[derive(Clone, PartialEq, Properties)]
struct FormProps {
    id: CustomerId,
    #[prop_or_default]
    contact: Option<Contact>,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn ContactForm(props: &FormProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, at) = (props.id, props.contact.as_ref().map(|c| (c.id, c.version)));
    let form = use_form(|| values(props.contact.as_ref()));
    let version = at.map(|(_, version)| version);
    use_fresh(&form, version, values(props.contact.as_ref()), props.reload.clone());
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |_: Contact| {
            toaster.say(t!(l, "page-saved"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(
        &form,
        read,
        move |body, key| async move {
            match at {
                Some((contact, version)) => customer::update_contact(id, contact, body, version).await,
                None => customer::create_contact(id, body, key).await,
            }
        },
        done,
    );
    let title = if at.is_some() { t!(l, "customer-change-contact") } else { t!(l, "customer-add-contact") };
    html! {
        <FormModal {title} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <TextField form={form.clone()} name="name" label={t!(l, "people-name")} required=true max=100 autofocus=true />
            <TextField form={form.clone()} name="position" label={t!(l, "customer-position")} max=100 />
            <TextField form={form.clone()} name="phone" label={t!(l, "people-phone")} kind="tel" max=40 />
            <TextField form={form.clone()} name="email" label={t!(l, "account-email")} kind="email" max=254 />
        </FormModal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct RemoveProps {
    id: CustomerId,
    contact: Contact,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn Remove(props: &RemoveProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let (id, contact, version) = (props.id, props.contact.id, props.contact.version);
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |()| {
            toaster.say(t!(l, "customer-contact-removed"));
            reload.emit(());
            onclose.emit(());
        })
    };
    let deed = use_deed(move |_| customer::delete_contact(id, contact, version), done);
    let title = t!(l, "customer-remove-contact", name = props.contact.name.as_str());
    html! {
        <Confirm {title} label={t!(l, "page-remove")} danger=true {deed} onclose={props.onclose.clone()}>
            <p>{ t!(l, "customer-remove-contact-hint") }</p>
        </Confirm>
    }
}
