//! A new version of a scope, with what it finds while it is typed.

use crate::api::campaign;
use crate::components::alert::summary;
use crate::components::async_view::use_load;
use crate::components::field::{AreaField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use shared::auth::OrganizationKind;
use shared::ids::CampaignId;
use shared::problem::Refusal;
use shared::records::campaign::*;
use yew::prelude::*;

const DAYS: [&str; 6] =
    ["produced_from", "produced_until", "shipped_from", "shipped_until", "installed_from", "installed_until"];

/// The form as the last version has it: the next one mostly narrows it.
fn values(last: Option<&CampaignScope>) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    let c = last.map(|scope| &scope.criteria);
    put(v, "product_id", c.and_then(|c| c.product_id));
    put(v, &words("product_id"), last.and_then(|scope| scope.product_code.as_ref()));
    put(v, "serial_from", c.and_then(|c| c.serial_from.as_ref()));
    put(v, "serial_until", c.and_then(|c| c.serial_until.as_ref()));
    put(v, "batch", c.and_then(|c| c.batch.as_ref()));
    let days = c.map(|c| {
        [
            c.produced_from,
            c.produced_until,
            c.shipped_from,
            c.shipped_until,
            c.installed_from,
            c.installed_until,
        ]
    });
    for (n, name) in DAYS.iter().enumerate() {
        put(v, name, days.and_then(|days| days[n]));
    }
    put(v, "supplier_id", c.and_then(|c| c.supplier_id));
    put(v, &words("supplier_id"), last.and_then(|scope| scope.supplier_name.as_ref()));
    put(v, "component_batch", c.and_then(|c| c.component_batch.as_ref()));
    put(v, "note", None::<String>);
    values
}

fn read(values: &Values) -> Result<ScopeInput, Refusal> {
    let mut d = Draft::new(values);
    let (product_id, supplier_id) = (d.maybe("product_id"), d.maybe("supplier_id"));
    let (serial_from, serial_until) = (d.maybe("serial_from"), d.maybe("serial_until"));
    let (batch, component_batch, note) = (d.maybe("batch"), d.maybe("component_batch"), d.maybe("note"));
    let [produced_from, produced_until, shipped_from, shipped_until, installed_from, installed_until] =
        DAYS.map(|name| d.maybe(name));
    let input = d.finish(Some(ScopeInput {
        product_id,
        serial_from,
        serial_until,
        batch,
        produced_from,
        produced_until,
        shipped_from,
        shipped_until,
        installed_from,
        installed_until,
        supplier_id,
        component_batch,
        note,
    }))?;
    input.check()?;
    Ok(input)
}

/// Properties of [`ScopeForm`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The campaign.
    pub id: CampaignId,
    /// The version before.
    pub last: Option<CampaignScope>,
    /// Takes the campaign as it is then.
    pub ondone: Callback<Campaign>,
    /// Closes the dialogue.
    pub onclose: Callback<()>,
}

/// The dialogue.
#[component]
pub fn ScopeForm(props: &Props) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let id = props.id;
    let form = use_form(|| values(props.last.as_ref()));
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: Campaign| {
            toaster.say(t!(l, "page-saved"));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, move |body, key| campaign::add_scope(id, body, key), done);
    // A note finds nothing.
    let asked = read(&form.values).ok().map(|scope| ScopeInput { note: None, ..scope });
    html! {
        <FormModal title={t!(l, "campaign-scope-new")} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <div class="sb-grid sb-grid-3">
                <SearchSelect form={form.clone()} name="product_id" label={t!(l, "ticket-product")} finder={Finder::Product} autofocus=true />
                <TextField form={form.clone()} name="batch" label={t!(l, "unit-batch")} max=80 />
            </div>
            <div class="sb-grid sb-grid-3">
                <TextField form={form.clone()} name="serial_from" label={t!(l, "campaign-serial-from")} max=80 />
                <TextField form={form.clone()} name="serial_until" label={t!(l, "campaign-serial-until")} max=80 />
                <TextField form={form.clone()} name="produced_from" label={t!(l, "campaign-produced-from")} kind="date" />
                <TextField form={form.clone()} name="produced_until" label={t!(l, "campaign-produced-until")} kind="date" />
                <TextField form={form.clone()} name="shipped_from" label={t!(l, "campaign-shipped-from")} kind="date" />
                <TextField form={form.clone()} name="shipped_until" label={t!(l, "campaign-shipped-until")} kind="date" />
                <TextField form={form.clone()} name="installed_from" label={t!(l, "campaign-installed-from")} kind="date" />
                <TextField form={form.clone()} name="installed_until" label={t!(l, "campaign-installed-until")} kind="date" />
                <SearchSelect
                    form={form.clone()}
                    name="supplier_id"
                    label={t!(l, "campaign-lot-supplier")}
                    finder={Finder::Organization(&[OrganizationKind::Supplier])}
                />
                <TextField form={form.clone()} name="component_batch" label={t!(l, "campaign-lot")} max=80 />
            </div>
            <AreaField form={form.clone()} name="note" label={t!(l, "campaign-scope-note")} lines=2 max=1000 />
            if let Some(scope) = asked {
                <Found {scope} />
            } else {
                <p class="sb-quiet">{ t!(l, "campaign-found-hint") }</p>
            }
        </FormModal>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct FoundProps {
    scope: ScopeInput,
}

/// What it finds.
#[component]
fn Found(props: &FoundProps) -> Html {
    let l = use_locale();
    let loaded = use_load(props.scope.clone(), campaign::preview);
    if let Some(problem) = &loaded.problem {
        return html! { <p class="sb-quiet">{ summary(problem, l) }</p> };
    }
    let Some(found) = loaded.data.clone() else {
        return html! { <p class="sb-quiet">{ t!(l, "page-waiting") }</p> };
    };
    let serials: Vec<&str> = found.items.iter().take(8).map(|unit| unit.serial.as_str()).collect();
    html! {
        <p role="status">
            <strong>{ t!(l, "campaign-found", count = found.units) }</strong>
            <span class="sb-quiet">{ " " }{ serials.join(" · ") }{ if found.units > 8 { " …" } else { "" } }</span>
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_begins_as_the_last_one_was() {
        let criteria = ScopeInput { batch: Some("B-03".parse().unwrap()), ..ScopeInput::default() };
        let last = CampaignScope {
            id: "01933f6e-0000-7000-8000-000000000001".parse().unwrap(),
            number: 1,
            criteria: criteria.clone(),
            product_code: None,
            supplier_name: None,
            author_name: String::new(),
            created_at: chrono::DateTime::UNIX_EPOCH,
        };
        assert_eq!(read(&values(Some(&last))).unwrap(), criteria);
        assert!(read(&values(None)).is_err(), "a scope narrows something");
    }
}
