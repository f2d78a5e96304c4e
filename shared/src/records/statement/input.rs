//! What is sent about settlement.

use super::entry::amount_fits;
use super::words::*;
use crate::calendar::{FIRST_YEAR, LAST_YEAR, out_of_range};
use crate::ids::{OrganizationId, TicketId};
use crate::money::{Balance, Currency};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::records::report::Month;
use crate::text::{Line, Text};
use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// What is sent to collect what is not settled yet into the drafts of a month.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CollectStatements {
    /// The month: everything up to its end goes in.
    pub month: Month,
    /// Only of this party; by default of all.
    #[serde(default)]
    pub party_id: Option<OrganizationId>,
}

impl CollectStatements {
    /// Whether that month has begun.
    ///
    /// # Errors
    /// `validation_failed` for months that have not, or that nobody reckons with.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        day(&mut check, self.month.first_day(), "/month", today);
        check.finish()
    }
}

/// A day that people write down, and that has come.
fn day(check: &mut Checker, day: NaiveDate, pointer: &str, today: NaiveDate) {
    if (FIRST_YEAR..=LAST_YEAR).contains(&day.year()) {
        check.check(day <= today, pointer, FieldProblem::InFuture);
    } else {
        check.push(out_of_range(pointer));
    }
}

/// Words that go with a party's consent.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AgreeStatement {
    /// A remark; on whose word, where the house says so for the party.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "经销商会计 12 月 3 日电话确认。"))]
    pub note: Option<Text<1000>>,
}

/// What is sent to dispute a line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct DisputeStatementLine {
    /// Why it is wrong.
    #[cfg_attr(feature = "openapi", schema(example = "旧件 11 月 20 日已寄出，运单 SF1390571009。"))]
    pub reason: Text<1000>,
}

/// What is sent to stay with a disputed line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct KeepStatementLine {
    /// The answer to the party.
    #[cfg_attr(feature = "openapi", schema(example = "该运单是另一件旧件，此件仍未收到。"))]
    pub answer: Text<1000>,
}

/// What is sent to put a disputed line right.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CorrectStatementLine {
    /// What it should have been; the difference goes into the next statement.
    #[cfg_attr(feature = "openapi", schema(example = "640.00"))]
    pub amount: Balance,
    /// The answer to the party.
    #[cfg_attr(feature = "openapi", schema(example = "两件中一件已收到，改按一件结算。"))]
    pub answer: Text<1000>,
}

/// What is sent with an invoice.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct InvoiceStatement {
    /// The invoice's number.
    #[cfg_attr(feature = "openapi", schema(example = "24332000000012345678"))]
    pub number: Line<50>,
    /// Its day.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-05"))]
    pub invoiced_on: NaiveDate,
}

impl InvoiceStatement {
    /// Whether the day has come.
    ///
    /// # Errors
    /// `validation_failed` when it has not.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        day(&mut check, self.invoiced_on, "/invoiced_on", today);
        check.finish()
    }
}

/// What is sent with a payment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct PayStatement {
    /// The bank's reference.
    #[cfg_attr(feature = "openapi", schema(example = "ICBC20261128-0093"))]
    pub reference: Line<100>,
    /// The day it was paid.
    #[cfg_attr(feature = "openapi", schema(example = "2026-11-28"))]
    pub paid_on: NaiveDate,
}

impl PayStatement {
    /// Whether the day has come, and is not before the invoice's.
    ///
    /// # Errors
    /// `validation_failed` when it is not so.
    pub fn check(&self, invoiced_on: Option<NaiveDate>, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        day(&mut check, self.paid_on, "/paid_on", today);
        let before = invoiced_on.is_some_and(|invoiced| self.paid_on < invoiced);
        check.check(!before, "/paid_on", FieldProblem::TooEarly);
        check.finish()
    }
}

/// What is sent to ask for an amount to be settled (CSRR).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateSettlementRequest {
    /// With whom.
    pub party_id: OrganizationId,
    /// What for: a paid service, a contract's fee, a penalty or a correction.
    pub kind: EntryKind,
    /// How much: owed to the maker, or by it where negative, which only corrections are.
    #[cfg_attr(feature = "openapi", schema(example = "860.00"))]
    pub amount: Balance,
    /// What it is counted in.
    pub currency: Currency,
    /// The day it arose.
    #[cfg_attr(feature = "openapi", schema(example = "2026-10-18"))]
    pub arose_on: NaiveDate,
    /// The ticket that it is for; needed for a paid service, which is settled once for each ticket.
    #[serde(default)]
    pub ticket_id: Option<TicketId>,
    /// The number of the contract; needed for its fee, which is settled once for each month.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "WB-2026-017"))]
    pub contract: Option<Line<50>>,
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "A 类有偿服务：更换门机皮带，工时 2 小时。"))]
    pub reason: Text<1000>,
}

impl CreateSettlementRequest {
    /// Whether it can be settled by hand, for this amount and with its document.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        check.check(EntryKind::BY_HAND.contains(&self.kind), "/kind", FieldProblem::Inconsistent);
        if self.amount.value().is_zero() {
            check.check(false, "/amount", FieldProblem::AmountZero);
        } else if !amount_fits(self.kind, self.amount) {
            check.check(false, "/amount", FieldProblem::Inconsistent);
        }
        day(&mut check, self.arose_on, "/arose_on", today);
        let needed = |kind| self.kind != kind;
        check.check(
            needed(EntryKind::PaidService) || self.ticket_id.is_some(),
            "/ticket_id",
            FieldProblem::Required,
        );
        check.check(
            needed(EntryKind::ContractFee) || self.contract.is_some(),
            "/contract",
            FieldProblem::Required,
        );
        check.check(
            self.contract.is_none() || self.kind == EntryKind::ContractFee,
            "/contract",
            FieldProblem::Inconsistent,
        );
        check.finish()
    }
}

/// What a request comes from, and by which key it is settled once: a ticket, a contract's month, or the request itself.
pub fn request_source(
    kind: EntryKind,
    (party, arose_on): (OrganizationId, NaiveDate),
    ticket: Option<TicketId>,
    contract: Option<&str>,
    own: uuid::Uuid,
) -> (EntrySource, String) {
    match (kind, ticket, contract) {
        (EntryKind::PaidService, Some(ticket), _) => (EntrySource::Ticket, ticket.to_string()),
        (EntryKind::ContractFee, _, Some(contract)) => {
            let month = Month::of(arose_on);
            (EntrySource::Contract, format!("{party} {} {month}", contract.to_lowercase()))
        }
        _ => (EntrySource::Request, own.to_string()),
    }
}

/// What is sent to turn a settlement request down.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RefuseSettlementRequest {
    /// Why.
    #[cfg_attr(feature = "openapi", schema(example = "该单属质保期内免费服务。"))]
    pub reason: Text<1000>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn today() -> NaiveDate {
        "2026-11-27".parse().unwrap()
    }

    fn wrong(result: Result<(), Refusal>) -> Vec<String> {
        result.err().map(|r| r.fields.into_iter().map(|f| f.pointer).collect()).unwrap_or_default()
    }

    fn fee(change: impl Fn(&mut CreateSettlementRequest)) -> CreateSettlementRequest {
        let mut request = CreateSettlementRequest {
            party_id: OrganizationId(Uuid::from_u128(1)),
            kind: EntryKind::ContractFee,
            amount: "1200".parse().unwrap(),
            currency: Currency::Cny,
            arose_on: "2026-10-18".parse().unwrap(),
            ticket_id: None,
            contract: Some(Line::new("WB-2026-017").unwrap()),
            reason: Text::new("10 月维保费").unwrap(),
        };
        change(&mut request);
        request
    }

    #[test]
    fn each_kind_comes_with_its_document_and_sign() {
        assert_eq!(wrong(fee(|_| ()).check(today())), [""; 0]);
        assert_eq!(wrong(fee(|r| r.contract = None).check(today())), ["/contract"]);
        assert_eq!(wrong(fee(|r| r.amount = "0".parse().unwrap()).check(today())), ["/amount"]);
        assert_eq!(wrong(fee(|r| r.amount = "-1".parse().unwrap()).check(today())), ["/amount"]);
        assert_eq!(wrong(fee(|r| r.arose_on = "2026-11-28".parse().unwrap()).check(today())), ["/arose_on"]);
        assert_eq!(wrong(fee(|r| r.kind = EntryKind::Recovery).check(today())), ["/kind", "/contract"]);
        let paid = |r: &mut CreateSettlementRequest| (r.kind, r.contract) = (EntryKind::PaidService, None);
        assert_eq!(wrong(fee(paid).check(today())), ["/ticket_id"]);
        let credit = fee(|r| {
            (r.kind, r.contract, r.amount) = (EntryKind::Correction, None, "-86.50".parse().unwrap());
        });
        assert_eq!(wrong(credit.check(today())), [""; 0]);
    }

    #[test]
    fn a_contract_is_settled_once_a_month_and_a_ticket_once() {
        let own = Uuid::from_u128(9);
        let key = |r: CreateSettlementRequest| {
            request_source(r.kind, (r.party_id, r.arose_on), r.ticket_id, r.contract.as_deref(), own)
        };
        let first = key(fee(|_| ()));
        assert_eq!(first.0, EntrySource::Contract);
        assert_eq!(first, key(fee(|r| r.arose_on = "2026-10-01".parse().unwrap())));
        assert_eq!(first, key(fee(|r| r.contract = Some(Line::new("wb-2026-017").unwrap()))));
        assert_ne!(first, key(fee(|r| r.arose_on = "2026-11-01".parse().unwrap())));
        assert_ne!(first, key(fee(|r| r.party_id = OrganizationId(Uuid::from_u128(2)))));
        let ticket = TicketId(Uuid::from_u128(7));
        let paid = fee(|r| (r.kind, r.contract, r.ticket_id) = (EntryKind::PaidService, None, Some(ticket)));
        assert_eq!(key(paid), (EntrySource::Ticket, ticket.to_string()));
    }

    #[test]
    fn nobody_pays_before_the_invoice_or_tomorrow() {
        let pay =
            |day: &str| PayStatement { reference: Line::new("X").unwrap(), paid_on: day.parse().unwrap() };
        let invoiced = Some("2026-11-05".parse().unwrap());
        assert_eq!(wrong(pay("2026-11-27").check(invoiced, today())), [""; 0]);
        assert_eq!(wrong(pay("2026-11-04").check(invoiced, today())), ["/paid_on"]);
        assert_eq!(wrong(pay("2026-11-28").check(invoiced, today())), ["/paid_on"]);
    }
}
