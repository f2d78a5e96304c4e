//! The lines of a statement, each with its document: agreed to, disputed and answered one by one.

use crate::api::statement;
use crate::components::async_view::use_load;
use crate::components::button::Button;
use crate::components::export::Export;
use crate::components::facts::Panel;
use crate::components::field::{AreaField, TextField};
use crate::components::filters::{FilterBar, Select};
use crate::components::form::{Draft, Values, put, use_form, use_submit};
use crate::components::link::Link;
use crate::components::list::{Nothing, list_view};
use crate::components::money::{balance, typed_balance};
use crate::components::record_form::{FormModal, use_fresh};
use crate::components::status_badge::badge;
use crate::components::table::Row;
use crate::components::toast::use_toaster;
use crate::i18n::use_locale;
use crate::route::{Record, Route, use_query};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};
use shared::i18n::Locale;
use shared::ids::{RecoveryId, RmaId, StatementId, TicketId, WarrantyClaimId};
use shared::page::OneOf;
use shared::problem::{FieldProblem, Refusal};
use shared::records::statement::*;
use std::rc::Rc;
use uuid::Uuid;
use yew::prelude::*;

/// Where the document of an amount is.
pub fn document(source: EntrySource, id: Option<Uuid>, number: &str) -> Html {
    let to = id.and_then(|id| match source {
        EntrySource::Rma => Some(Route::Rmas(Record::One(RmaId(id)))),
        EntrySource::Ticket => Some(Route::Tickets(Record::One(TicketId(id)))),
        EntrySource::Statement => Some(Route::Statements(Record::One(StatementId(id)))),
        EntrySource::Recovery => Some(Route::Recoveries(Record::One(RecoveryId(id)))),
        EntrySource::WarrantyClaim => Some(Route::Claims(Record::One(WarrantyClaimId(id)))),
        EntrySource::Contract | EntrySource::Request => None,
    });
    match to {
        Some(to) => html! { <Link {to} class="sb-number">{ number }</Link> },
        None => html! { <span class="sb-keep">{ number }</span> },
    }
}

/// What the list shows, as it stands in the address.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
struct Filter {
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<StatementLineStatus>,
    #[serde(skip_serializing_if = "Option::is_none")]
    cursor: Option<String>,
}

/// Properties of [`Lines`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The statement.
    pub statement: Rc<Statement>,
    /// Takes it as it is then.
    pub ondone: Callback<Statement>,
    /// Reads it again.
    pub reload: Callback<()>,
}

/// What was said about a line.
fn said(line: &StatementLine, l: Locale) -> Html {
    let reason =
        line.dispute_reason.as_ref().map(|reason| t!(l, "statement-said-reason", words = reason.as_str()));
    let answer = line.answer.as_ref().map(|answer| t!(l, "statement-said-answer", words = answer.as_str()));
    let all = line.note.clone().into_iter().chain(reason).chain(answer);
    html! { { for all.map(|words| html! { <div class="sb-words">{ words }</div> }) } }
}

/// The lines.
#[component]
pub fn Lines(props: &Props) -> Html {
    let l = use_locale();
    let (id, currency) = (props.statement.head.id, props.statement.head.currency);
    let query = use_query::<Filter>();
    let filter = query.value.clone();
    let doing = use_state_eq(|| None::<(StatementLineAction, StatementLine)>);
    // Read anew with each version of the statement.
    let version = props.statement.head.version;
    let loaded = use_load((id, version, filter.clone()), |(id, _, filter)| async move {
        let query = StatementLineQuery {
            status: filter.status.map(|status| OneOf(vec![status])),
            cursor: filter.cursor,
            limit: None,
        };
        statement::lines(id, &query).await
    });
    let clear = filter.status.is_some().then(|| query.push.reform(|()| Filter::default()));
    let choose = query.push.reform(|value: String| Filter { status: value.parse().ok(), cursor: None });
    let row = |line: &StatementLine| {
        let button = |action: &StatementLineAction| {
            let (doing, action, line) = (doing.setter(), *action, line.clone());
            let onclick = Callback::from(move |()| doing.set(Some((action, line.clone()))));
            html! { <Button key={action.as_str()} label={action.label(l)} small=true {onclick} /> }
        };
        Row {
            key: line.id.to_string(),
            to: None,
            cells: vec![
                html! { { line.position } },
                html! { <span class="sb-keep">{ line.arose_on.to_string() }</span> },
                html! { { line.kind.label(l) } },
                document(line.source, line.source_id, &line.source_number),
                html! {
                    <>
                        { balance(line.amount, currency) }
                        if let Some(to) = line.corrected_to {
                            <div class="sb-quiet">{ t!(l, "statement-corrected-to", amount = to.to_string()) }</div>
                        }
                    </>
                },
                badge(line.status, l),
                said(line, l),
                html! { <div class="sb-badges">{ for line.available_actions.iter().map(button) }</div> },
            ],
        }
    };
    let columns = vec![
        t!(l, "statement-place"),
        t!(l, "statement-arose"),
        t!(l, "statement-kind"),
        t!(l, "statement-document"),
        t!(l, "statement-amount"),
        t!(l, "page-status"),
        t!(l, "statement-said"),
        t!(l, "statement-next"),
    ];
    let nothing = Nothing {
        title: t!(l, "statement-no-lines"),
        hint: t!(l, "statement-no-lines-hint"),
        clear: clear.clone(),
    };
    let onclose = {
        let doing = doing.setter();
        Callback::from(move |()| doing.set(None))
    };
    html! {
        <Panel title={t!(l, "statement-lines-of")} actions={html! { <Export list="settlement-entries" query={format!("statement_id={id}")} /> }}>
            <FilterBar {clear}>
                <Select
                    id="filter-line-status"
                    label={t!(l, "page-status")}
                    value={filter.status.map(StatementLineStatus::as_str).unwrap_or_default()}
                    choices={choices!(StatementLineStatus, l)}
                    none={t!(l, "page-all")}
                    onchange={choose}
                />
            </FilterBar>
            { list_view(&loaded, t!(l, "statement-lines-of"), columns, row, nothing) }
            if let Some((action, line)) = (*doing).clone() {
                <LineForm
                    statement={props.statement.clone()}
                    {line}
                    {action}
                    ondone={props.ondone.clone()}
                    reload={props.reload.clone()}
                    {onclose}
                />
            }
        </Panel>
    }
}

/// Properties of [`LineForm`].
#[derive(Clone, PartialEq, Properties)]
struct LineProps {
    statement: Rc<Statement>,
    line: StatementLine,
    action: StatementLineAction,
    ondone: Callback<Statement>,
    reload: Callback<()>,
    onclose: Callback<()>,
}

fn values() -> Values {
    let mut values = Values::new();
    for name in ["reason", "answer", "amount"] {
        put(&mut values, name, None::<String>);
    }
    values
}

fn read(line: &StatementLine, action: StatementLineAction, values: &Values) -> Result<Value, Refusal> {
    let mut d = Draft::new(values);
    match action {
        StatementLineAction::Agree => Ok(json!({})),
        StatementLineAction::Dispute => {
            let reason = d.need("reason");
            d.finish(reason.map(|reason| DisputeStatementLine { reason })).map(|body| json!(body))
        }
        StatementLineAction::Keep => {
            let answer = d.need("answer");
            d.finish(answer.map(|answer| KeepStatementLine { answer })).map(|body| json!(body))
        }
        StatementLineAction::Correct => {
            let (amount, answer) = (typed_balance(&mut d, "amount"), d.need("answer"));
            if amount.is_some_and(|amount| correction(line.amount, amount).is_none()) {
                d.refuse("amount", FieldProblem::Inconsistent);
            }
            let built = amount.zip(answer).map(|(amount, answer)| CorrectStatementLine { amount, answer });
            d.finish(built).map(|body| json!(body))
        }
    }
}

/// The dialogue of a line.
#[component]
fn LineForm(props: &LineProps) -> Html {
    let l = use_locale();
    let toaster = use_toaster();
    let head = &props.statement.head;
    let (id, line, version, action) = (head.id, props.line.id, head.version, props.action);
    let form = use_form(values);
    use_fresh(&form, Some(version), values(), props.reload.clone());
    let done = {
        let (ondone, onclose) = (props.ondone.clone(), props.onclose.clone());
        Callback::from(move |one: Statement| {
            let (number, status) = (one.head.number.as_str(), one.head.status.label(l));
            toaster.say(t!(l, "statement-done", number = number, status = status));
            ondone.emit(one);
            onclose.emit(());
        })
    };
    let known = props.line.clone();
    let submit = use_submit(
        &form,
        move |values: &Values| read(&known, action, values),
        move |body, key| async move { statement::act_on((id, line), action, body, version, key).await },
        done,
    );
    html! {
        <FormModal
            title={format!("{} · {} #{}", action.label(l), head.number, props.line.position)}
            label={action.label(l)}
            form={form.clone()}
            {submit}
            onclose={props.onclose.clone()}
        >
            <p>{ props.line.kind.label(l) }{ " · " }{ &props.line.source_number }{ " · " }<strong>{ balance(props.line.amount, head.currency) }</strong></p>
            if action == StatementLineAction::Dispute {
                <AreaField form={form.clone()} name="reason" label={t!(l, "statement-dispute-reason")} required=true lines=3 max=1000 autofocus=true />
            }
            if action == StatementLineAction::Correct {
                <p class="sb-quiet">{ t!(l, "statement-correct-hint") }</p>
                <TextField form={form.clone()} name="amount" label={t!(l, "statement-should-be")} required=true autofocus=true />
            }
            if matches!(action, StatementLineAction::Keep | StatementLineAction::Correct) {
                <AreaField form={form.clone()} name="answer" label={t!(l, "statement-answer")} required=true lines=3 max=1000 autofocus={action == StatementLineAction::Keep} />
            }
        </FormModal>
    }
}
