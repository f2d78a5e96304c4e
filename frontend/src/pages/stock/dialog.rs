//! Receiving, moving, issuing and adjusting: one dialogue, whose fields follow what is done.

use crate::api::{self, Key, stock};
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::field::{AreaField, Choice, ChoiceField, TextField};
use crate::components::finder::Finder;
use crate::components::form::{Draft, Form, Values, put, use_form, use_submit};
use crate::components::record_form::FormModal;
use crate::components::search_select::{SearchSelect, words};
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::ids::{LocationId, PartId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::stock::{
    AdjustStock, IssueStock, Move, MovementKind, ReceiveStock, StockLevel, StockMovement, StockQuery,
    TransferStock,
};
use yew::prelude::*;

/// What is known before the dialogue opens.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Prefill {
    /// The part, with its words.
    pub part: Option<(PartId, String)>,
    /// The location, with its name.
    pub location: Option<(LocationId, String)>,
}

impl Prefill {
    /// What a line of stock says.
    pub fn of(level: &StockLevel) -> Self {
        let part = format!("{} {}", level.part_number, level.part_name);
        Self {
            part: Some((level.part_id, part)),
            location: Some((level.location_id, level.location_name.clone())),
        }
    }
}

/// Properties of [`MoveButton`].
#[derive(Clone, PartialEq, Properties)]
pub struct ButtonProps {
    /// What is known before.
    #[prop_or_default]
    pub prefill: Prefill,
    /// Reads again what has changed.
    pub reload: Callback<()>,
    /// A link within a row.
    #[prop_or_default]
    pub small: bool,
    /// What the row is called, for those who cannot see it.
    #[prop_or_default]
    pub about: AttrValue,
}

/// A button that opens the dialogue, for whoever may move stock.
#[component]
pub fn MoveButton(props: &ButtonProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let open = use_state_eq(|| false);
    if !may(&me, Permission::StockMove) && !may(&me, Permission::StockAdjust) {
        return html! {};
    }
    let set = |to: bool| {
        let open = open.setter();
        Callback::from(move |()| open.set(to))
    };
    html! {
        <>
            if props.small {
                <Button label={t!(l, "stock-move-short")} kind={Kind::Link} small=true title={props.about.clone()} onclick={set(true)} />
            } else {
                <Button label={t!(l, "stock-move")} kind={Kind::Primary} icon={Icon::SyncAlt} onclick={set(true)} />
            }
            if *open {
                <MoveDialog prefill={props.prefill.clone()} reload={props.reload.clone()} onclose={set(false)} />
            }
        </>
    }
}

fn values(prefill: &Prefill, kind: MovementKind) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    put(v, "kind", Some(kind));
    put(v, "part_id", prefill.part.as_ref().map(|(id, _)| *id));
    put(v, &words("part_id"), prefill.part.as_ref().map(|(_, words)| words));
    for field in ["location_id", "from_location_id"] {
        put(v, field, prefill.location.as_ref().map(|(id, _)| *id));
        put(v, &words(field), prefill.location.as_ref().map(|(_, name)| name));
    }
    for field in ["to_location_id", "quantity", "difference", "batch", "reference", "reason"] {
        put(v, field, None::<String>);
    }
    put(v, &words("to_location_id"), None::<String>);
    values
}

/// What is sent.
#[derive(Clone, Debug, PartialEq)]
enum Said {
    Receive(ReceiveStock),
    Transfer(TransferStock),
    Issue(IssueStock),
    Adjust(AdjustStock),
}

impl Said {
    fn moved(&self) -> Move {
        match self.clone() {
            Self::Receive(said) => said.into(),
            Self::Transfer(said) => said.into(),
            Self::Issue(said) => said.into(),
            Self::Adjust(said) => said.into(),
        }
    }

    async fn send(self, key: Key) -> api::Answer<StockMovement> {
        match self {
            Self::Receive(said) => stock::receive(said, key).await,
            Self::Transfer(said) => stock::transfer(said, key).await,
            Self::Issue(said) => stock::issue(said, key).await,
            Self::Adjust(said) => stock::adjust(said, key).await,
        }
    }
}

/// A record that was chosen; words without one were not.
fn chosen<T: std::str::FromStr<Err = uuid::Error>>(d: &mut Draft<'_>, field: &str) -> Option<T> {
    if d.raw(field).is_empty() && !d.raw(&words(field)).is_empty() {
        d.refuse(field, FieldProblem::NoSuchRecord);
        return None;
    }
    d.need(field)
}

fn read(values: &Values) -> Result<Said, Refusal> {
    let mut d = Draft::new(values);
    let kind = d.need::<MovementKind>("kind").unwrap_or(MovementKind::Receipt);
    let part = chosen(&mut d, "part_id");
    let (batch, reference) = (d.maybe("batch"), d.maybe("reference"));
    let built = match kind {
        MovementKind::Transfer => {
            let from = chosen(&mut d, "from_location_id");
            let to = chosen(&mut d, "to_location_id");
            let (quantity, reason) = (d.need("quantity"), d.maybe("reason"));
            part.zip(from).zip(to).zip(quantity).map(
                |(((part_id, from_location_id), to_location_id), quantity)| {
                    Said::Transfer(TransferStock {
                        from_location_id,
                        to_location_id,
                        part_id,
                        quantity,
                        batch,
                        reference,
                        reason,
                    })
                },
            )
        }
        MovementKind::Adjustment => {
            let place = chosen(&mut d, "location_id");
            let (difference, reason) = (d.need("difference"), d.need("reason"));
            part.zip(place).zip(difference).zip(reason).map(
                |(((part_id, location_id), difference), reason)| {
                    Said::Adjust(AdjustStock { location_id, part_id, difference, batch, reference, reason })
                },
            )
        }
        _ => {
            let place = chosen(&mut d, "location_id");
            let (quantity, reason) = (d.need("quantity"), d.maybe("reason"));
            part.zip(place).zip(quantity).map(|((part_id, location_id), quantity)| {
                if kind == MovementKind::Issue {
                    Said::Issue(IssueStock { location_id, part_id, quantity, batch, reference, reason })
                } else {
                    Said::Receive(ReceiveStock { location_id, part_id, quantity, batch, reference, reason })
                }
            })
        }
    };
    let said = d.finish(built)?;
    // Whether the batch must be named, the server says.
    said.moved().check(false)?;
    Ok(said)
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    prefill: Prefill,
    reload: Callback<()>,
    onclose: Callback<()>,
}

#[component]
fn MoveDialog(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let toaster = use_toaster();
    let mut kinds = vec![];
    if may(&me, Permission::StockMove) {
        kinds.extend([MovementKind::Receipt, MovementKind::Transfer, MovementKind::Issue]);
    }
    if may(&me, Permission::StockAdjust) {
        kinds.push(MovementKind::Adjustment);
    }
    // Whoever comes from a line of stock mostly takes from it.
    let first = if props.prefill.location.is_some() { MovementKind::Issue } else { MovementKind::Receipt };
    let first = if kinds.contains(&first) { first } else { MovementKind::Adjustment };
    let form = use_form(|| values(&props.prefill, first));
    let done = {
        let (reload, onclose) = (props.reload.clone(), props.onclose.clone());
        Callback::from(move |made: StockMovement| {
            toaster.say(t!(
                l,
                "stock-moved",
                kind = made.kind.label(l),
                part = made.part_number,
                count = made.quantity
            ));
            reload.emit(());
            onclose.emit(());
        })
    };
    let submit = use_submit(&form, read, Said::send, done);
    let kind: MovementKind = form.get("kind").parse().unwrap_or(first);
    let choices = kinds.iter().map(|kind| Choice::new(kind.as_str(), kind.label(l))).collect::<Vec<_>>();
    let source = if kind == MovementKind::Transfer { "from_location_id" } else { "location_id" };
    let place = match kind {
        MovementKind::Receipt => t!(l, "stock-to"),
        MovementKind::Adjustment => t!(l, "stock-location"),
        _ => t!(l, "stock-from"),
    };
    html! {
        <FormModal title={t!(l, "stock-move")} label={kind.label(l)} form={form.clone()} {submit} onclose={props.onclose.clone()}>
            <ChoiceField form={form.clone()} name="kind" label={t!(l, "stock-kind")} {choices} autofocus=true />
            <SearchSelect form={form.clone()} name="part_id" label={t!(l, "part-one")} required=true finder={Finder::Part} />
            <div class="sb-grid">
                <SearchSelect key={source} form={form.clone()} name={source} label={place} required=true finder={Finder::Location} />
                if kind == MovementKind::Transfer {
                    <SearchSelect form={form.clone()} name="to_location_id" label={t!(l, "stock-to")} required=true finder={Finder::Location} />
                }
                if kind == MovementKind::Adjustment {
                    <TextField form={form.clone()} name="difference" label={t!(l, "stock-difference")} hint={t!(l, "stock-difference-hint")} kind="number" required=true />
                } else {
                    <TextField form={form.clone()} name="quantity" label={t!(l, "stock-quantity")} kind="number" required=true />
                }
                <TextField form={form.clone()} name="batch" label={t!(l, "stock-batch")} hint={t!(l, "stock-batch-hint")} max=80 />
                <TextField form={form.clone()} name="reference" label={t!(l, "stock-reference")} hint={t!(l, "stock-reference-hint")} max=100 />
            </div>
            if kind != MovementKind::Receipt {
                <Free part={part(&form)} location={form.get(source).parse::<LocationId>().ok()} />
            }
            <AreaField form={form.clone()} name="reason" label={t!(l, "stock-reason")} required={kind == MovementKind::Adjustment} lines=2 max=500 />
        </FormModal>
    }
}

fn part(form: &Form) -> Option<PartId> {
    form.get("part_id").parse().ok()
}

/// Properties of [`Free`].
#[derive(Clone, PartialEq, Properties)]
pub struct FreeProps {
    /// The part, once it is chosen.
    pub part: Option<PartId>,
    /// The location, once it is chosen.
    pub location: Option<LocationId>,
}

/// How many can be taken there, before anything is sent.
#[component]
pub fn Free(props: &FreeProps) -> Html {
    let l = use_locale();
    let loaded = use_load((props.part, props.location), |(part, location)| async move {
        let (Some(part), Some(location)) = (part, location) else { return Ok(None) };
        let query = StockQuery { part_id: Some(part), location_id: Some(location), ..StockQuery::default() };
        let page = stock::list(&query).await?;
        Ok(Some(page.items.first().map_or(0, |level| level.free)))
    });
    let free = loaded.data.as_ref().and_then(|free| **free);
    html! {
        <p class="sb-quiet" role="status">
            { free.map(|free| t!(l, "stock-free-now", count = free)).unwrap_or_default() }
        </p>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled(kind: MovementKind) -> Values {
        let id = |n: u8| format!("01933f6e-0000-7000-8000-0000000000{n:02}");
        let prefill = Prefill {
            part: Some((id(1).parse().unwrap(), "DM-2201".into())),
            location: Some((id(2).parse().unwrap(), "CD-01".into())),
        };
        values(&prefill, kind)
    }

    #[test]
    fn a_line_of_stock_fills_in_part_and_location() {
        let mut v = filled(MovementKind::Issue);
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/quantity");
        put(&mut v, "quantity", Some(2));
        let said = read(&v).unwrap();
        assert!(matches!(&said, Said::Issue(said) if said.quantity == 2), "{said:?}");
    }

    #[test]
    fn a_difference_needs_a_reason_and_a_transfer_somewhere_to_go() {
        let mut v = filled(MovementKind::Adjustment);
        put(&mut v, "difference", Some(-2));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/reason");
        put(&mut v, "reason", Some("盘亏"));
        assert_eq!(read(&v).unwrap().moved().quantity, 2);
        let mut v = filled(MovementKind::Transfer);
        put(&mut v, "quantity", Some(1));
        assert_eq!(read(&v).unwrap_err().fields[0].pointer, "/to_location_id");
        let from = v["from_location_id"].clone();
        put(&mut v, "to_location_id", Some(from));
        assert_eq!(read(&v).unwrap_err().fields[0].code, FieldProblem::Inconsistent);
    }
}
