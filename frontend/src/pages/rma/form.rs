//! Asking for a return.

use crate::api::rma;
use crate::browser;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, TextField};
use crate::components::finder::{Finder, Found};
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::page_head::PageHead;
use crate::components::record_form::FormFrame;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{self, Record, Route};
use crate::session::use_me;
use patternfly_yew::prelude::Icon;
use serde::Deserialize;
use shared::auth::OrganizationKind;
use shared::i18n::Locale;
use shared::problem::{FieldProblem, Refusal};
use shared::records::rma::{CreateRma, CreateRmaLine, Rma};
use yew::prelude::*;

/// What the form is about, as it stands in the address: two clicks from a ticket.
#[derive(Clone, Default, PartialEq, Deserialize)]
#[serde(default)]
struct About {
    ticket_id: Option<String>,
    ticket_number: Option<String>,
    unit_id: Option<String>,
    unit_serial: Option<String>,
}

/// Fields of a line.
const FIELDS: [&str; 7] = ["part_id", "name", "unit_id", "old_serial", "batch", "fault", "quantity"];

fn field(line: usize, name: &str) -> String {
    format!("lines/{line}/{name}")
}

/// How many lines the form shows; kept in the form, so that nothing typed is lost with the count.
const COUNT: &str = "count";

fn blank(values: &mut Values, line: usize, about: &About) {
    for name in FIELDS {
        put(values, &field(line, name), None::<String>);
    }
    for name in ["part_id", "unit_id"] {
        put(values, &words(&field(line, name)), None::<String>);
    }
    put(values, &field(line, "quantity"), Some(1));
    if let Some((id, serial)) = about.unit_id.clone().zip(about.unit_serial.clone()) {
        put(values, &field(line, "unit_id"), Some(id));
        put(values, &words(&field(line, "unit_id")), Some(serial));
    }
}

fn values(about: &About) -> Values {
    let mut values = Values::new();
    for name in ["dealer_id", "dealer_id#", "ticket_id", "ticket_id#", "reason"] {
        put(&mut values, name, None::<String>);
    }
    if let Some((id, number)) = about.ticket_id.clone().zip(about.ticket_number.clone()) {
        put(&mut values, "ticket_id", Some(id));
        put(&mut values, "ticket_id#", Some(number));
    }
    put(&mut values, COUNT, Some(1));
    blank(&mut values, 0, about);
    values
}

fn count(values: &Values) -> usize {
    values.get(COUNT).and_then(|n| n.parse().ok()).unwrap_or(1)
}

/// A record that is looked for and not chosen is no record.
fn chosen<T: std::str::FromStr>(d: &mut Draft<'_>, name: &str) -> Option<T>
where
    T::Err: Into<crate::components::draft::Wrong>,
{
    if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
        d.refuse(name, FieldProblem::NoSuchRecord);
        return None;
    }
    d.maybe(name)
}

fn read(values: &Values) -> Result<CreateRma, Refusal> {
    let mut d = Draft::new(values);
    let (dealer_id, ticket_id) = (chosen(&mut d, "dealer_id"), chosen(&mut d, "ticket_id"));
    let reason = d.maybe("reason");
    let mut lines = vec![];
    for n in 0..count(values) {
        let (part_id, unit_id) = (chosen(&mut d, &field(n, "part_id")), chosen(&mut d, &field(n, "unit_id")));
        let (name, old_serial) = (d.maybe(&field(n, "name")), d.maybe(&field(n, "old_serial")));
        let (batch, fault) = (d.maybe(&field(n, "batch")), d.maybe(&field(n, "fault")));
        if let Some(quantity) = d.need(&field(n, "quantity")) {
            lines.push(CreateRmaLine { part_id, name, unit_id, old_serial, batch, fault, quantity });
        }
    }
    let body = d.finish(Some(CreateRma { dealer_id, ticket_id, reason, lines }))?;
    body.check()?;
    Ok(body)
}

/// Dealers and service centres.
const DEALERS: &[OrganizationKind] = &[OrganizationKind::Dealer, OrganizationKind::ServiceCenter];

/// The form.
#[component]
pub fn RmaNew() -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let inside = use_me().organization_kind == OrganizationKind::Manufacturer;
    let about = use_memo((), |()| serde_urlencoded::from_str::<About>(&browser::query()).unwrap_or_default());
    let form = use_form(|| values(&about));
    let done = Callback::from(move |made: Rma| {
        toaster.say(t!(l, "rma-filed", number = made.head.number.as_str()));
        route::go(Route::Rmas(Record::One(made.head.id)));
    });
    let submit = use_submit(&form, read, rma::create, done);
    let lines = count(&form.values);
    let more = {
        let (form, about) = (form.clone(), about.clone());
        Callback::from(move |()| {
            let mut fresh = Values::new();
            blank(&mut fresh, lines, &about);
            for (name, value) in fresh {
                form.set(&name, value);
            }
            form.set(COUNT, (lines + 1).to_string());
        })
    };
    let fewer = {
        let form = form.clone();
        Callback::from(move |()| form.set(COUNT, lines.saturating_sub(1).max(1).to_string()))
    };
    html! {
        <>
            <PageHead
                title={t!(l, "rma-new")}
                parent={Some((Route::Rmas(Record::List), AttrValue::from(t!(l, "rma-nav"))))}
            />
            <FormFrame form={form.clone()} {submit} cancel={Route::Rmas(Record::List)} label={t!(l, "rma-ask")}>
                <fieldset class="sb-fieldset">
                    <legend>{ t!(l, "rma-from") }</legend>
                    <div class="sb-grid sb-grid-3">
                        <SearchSelect form={form.clone()} name="ticket_id" label={t!(l, "rma-ticket")} finder={Finder::Ticket} />
                        if inside {
                            <SearchSelect form={form.clone()} name="dealer_id" label={t!(l, "rma-dealer")} hint={t!(l, "rma-dealer-hint")} finder={Finder::Organization(DEALERS)} />
                        }
                    </div>
                    <AreaField form={form.clone()} name="reason" label={t!(l, "rma-reason")} lines=2 max=1000 />
                </fieldset>
                { for (0..lines).map(|n| line(&form, n, l)) }
                <div class="sb-form-foot">
                    <Button label={t!(l, "rma-line-add")} kind={Kind::Link} icon={Icon::Plus} onclick={more} />
                    if lines > 1 {
                        <Button label={t!(l, "rma-line-remove")} kind={Kind::Link} icon={Icon::Times} onclick={fewer} />
                    }
                </div>
            </FormFrame>
        </>
    }
}

fn line(form: &Form, n: usize, l: Locale) -> Html {
    let onpick = {
        let form = form.clone();
        Callback::from(move |found: Option<Found>| {
            // What the catalogue calls it is a good beginning.
            if let Some(found) = found.filter(|_| form.get(&field(n, "name")).is_empty()) {
                form.set(
                    &field(n, "name"),
                    found.label.split_once(' ').map_or(found.label.clone(), |(_, name)| name.to_owned()),
                );
            }
        })
    };
    html! {
        <fieldset class="sb-fieldset" key={n}>
            <legend>{ t!(l, "rma-line", n = i64::try_from(n).unwrap_or_default() + 1) }</legend>
            <div class="sb-grid sb-grid-3">
                <SearchSelect form={form.clone()} name={field(n, "part_id")} label={t!(l, "rma-part")} finder={Finder::Part} {onpick} />
                <TextField form={form.clone()} name={field(n, "name")} label={t!(l, "rma-name")} hint={t!(l, "rma-name-hint")} max=200 />
                <TextField form={form.clone()} name={field(n, "quantity")} label={t!(l, "rma-quantity")} kind="number" required=true />
                <TextField form={form.clone()} name={field(n, "old_serial")} label={t!(l, "rma-serial")} max=100 />
                <TextField form={form.clone()} name={field(n, "batch")} label={t!(l, "rma-batch")} max=100 />
                <SearchSelect form={form.clone()} name={field(n, "unit_id")} label={t!(l, "rma-unit")} finder={Finder::Unit(None)} />
            </div>
            <TextField form={form.clone()} name={field(n, "fault")} label={t!(l, "rma-fault")} max=500 />
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_line_is_read_and_what_is_wrong_stands_beside_it() {
        let mut v = values(&About::default());
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/0/name");
        put(&mut v, &field(0, "name"), Some("门机电机"));
        assert_eq!(read(&v).unwrap().lines[0].quantity, 1);
        put(&mut v, COUNT, Some(2));
        blank(&mut v, 1, &About::default());
        put(&mut v, &field(1, "quantity"), Some("多"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/1/quantity");
        put(&mut v, &words(&field(0, "part_id")), Some("DM"));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/lines/0/part_id");
    }
}
