//! Units: serialised equipment in the field, the install base.

use crate::auth::Permission;
use crate::ids::{CustomerId, OrganizationId, ProductId, SiteId, TicketId, UnitComponentId, UnitId, UserId};
use crate::page::OneOf;
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use crate::warranty::{WarrantyExclusion, WarrantyExtension, WarrantyStatus, WarrantyVerdict};
use crate::workflow::{Target, Transition, Workflow};
use chrono::{DateTime, Datelike, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

text_enums! {
    /// Where a unit is in its life. "Out of warranty" is no state: it is the warranty verdict for a
    /// day, and a day passes without anybody acting.
    UnitStatus in "unit_status" {
        /// Known, not yet in use.
        Registered = "registered",
        /// In use.
        InService = "in_service",
        /// Taken out for repair.
        UnderRepair = "under_repair",
        /// Lent to a customer while theirs is repaired.
        OnLoan = "on_loan",
        /// Out of use for good.
        Retired = "retired",
    }

    /// What can be done with a unit.
    UnitAction in "unit_action" {
        /// Put into service.
        Commission = "commission",
        /// Take out for repair.
        TakeForRepair = "take_for_repair",
        /// Lend.
        Lend = "lend",
        /// Put back into service.
        ReturnToService = "return_to_service",
        /// Retire.
        Retire = "retire",
    }

    /// Orders of the list of units.
    UnitSort in "unit_sort" {
        /// By serial number.
        Serial = "serial",
        /// Newest first.
        CreatedDesc = "-created_at",
    }
}

impl Workflow for UnitAction {
    type State = UnitStatus;
    type Action = UnitAction;
    const STATE_GROUP: &'static str = "unit_status";
    const ACTION_GROUP: &'static str = "unit_action";
    const TRANSITIONS: &'static [Transition<UnitStatus, UnitAction>] = {
        use UnitStatus::*;
        const fn line(
            action: UnitAction,
            from: &'static [UnitStatus],
            to: UnitStatus,
        ) -> Transition<UnitStatus, UnitAction> {
            Transition { action, from, to: Target::To(to), permission: Permission::UnitManage }
        }
        &[
            line(UnitAction::Commission, &[Registered], InService),
            line(UnitAction::TakeForRepair, &[InService, OnLoan], UnderRepair),
            line(UnitAction::Lend, &[Registered, InService], OnLoan),
            line(UnitAction::ReturnToService, &[UnderRepair, OnLoan], InService),
            line(UnitAction::Retire, &[Registered, InService, UnderRepair, OnLoan], Retired),
        ]
    };
}

/// A serialised piece of equipment.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Unit {
    /// Its id.
    pub id: UnitId,
    /// Serial number, unique within the product model.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-24-00017"))]
    pub serial: String,
    /// Its model.
    pub product_id: ProductId,
    /// The model's code.
    pub product_code: String,
    /// The model's name.
    pub product_name: String,
    /// Production batch.
    pub batch: Option<String>,
    /// Where it is in its life.
    pub status: UnitStatus,
    /// Its owner.
    pub customer_id: Option<CustomerId>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// Where it stands.
    pub site_id: Option<SiteId>,
    /// Name of that place.
    pub site_name: Option<String>,
    /// The dealer or service centre that looks after it.
    pub dealer_id: Option<OrganizationId>,
    /// Its name.
    pub dealer_name: Option<String>,
    /// Day of production.
    pub produced_on: Option<NaiveDate>,
    /// Day of shipment.
    pub shipped_on: Option<NaiveDate>,
    /// Day of the invoice.
    pub invoiced_on: Option<NaiveDate>,
    /// Day of installation.
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance.
    pub accepted_on: Option<NaiveDate>,
    /// Last known usage, in the product's usage unit.
    pub usage_value: Option<i64>,
    /// What usage is counted in.
    pub usage_unit: Option<String>,
    /// Longer warranty granted to it.
    pub extensions: Vec<WarrantyExtension>,
    /// What its warranty does not cover.
    pub exclusions: Vec<WarrantyExclusion>,
    /// Today's warranty: part, labour, travel.
    pub warranty: Vec<WarrantyVerdict>,
    /// What the caller can do with it now.
    pub available_actions: Vec<UnitAction>,
    /// Grows with each change; the ETag.
    pub version: i32,
    /// When it was registered.
    pub created_at: DateTime<Utc>,
    /// When it was last changed.
    pub updated_at: DateTime<Utc>,
}

/// A unit as a row of a list.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitSummary {
    /// Its id.
    pub id: UnitId,
    /// Serial number.
    pub serial: String,
    /// The model's code.
    pub product_code: String,
    /// The model's name.
    pub product_name: String,
    /// Where it is in its life.
    pub status: UnitStatus,
    /// Its owner.
    pub customer_id: Option<CustomerId>,
    /// The owner's name.
    pub customer_name: Option<String>,
    /// Name of the place where it stands.
    pub site_name: Option<String>,
    /// Name of the dealer that looks after it.
    pub dealer_name: Option<String>,
    /// Today's warranty for parts.
    pub warranty: WarrantyStatus,
    /// The last day of that warranty.
    pub warranty_ends_on: Option<NaiveDate>,
}

/// What is sent to register or replace a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitInput {
    /// Serial number, unique within the product model.
    #[cfg_attr(feature = "openapi", schema(example = "SB1000P-24-00017"))]
    pub serial: Line<80>,
    /// Its model.
    pub product_id: ProductId,
    /// Production batch.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// Its owner. A change is kept in the owner history.
    #[serde(default)]
    pub customer_id: Option<CustomerId>,
    /// Where it stands: a site of the owner.
    #[serde(default)]
    pub site_id: Option<SiteId>,
    /// The dealer or service centre that looks after it.
    #[serde(default)]
    pub dealer_id: Option<OrganizationId>,
    /// Day of production.
    #[serde(default)]
    pub produced_on: Option<NaiveDate>,
    /// Day of shipment, not before production.
    #[serde(default)]
    pub shipped_on: Option<NaiveDate>,
    /// Day of the invoice.
    #[serde(default)]
    pub invoiced_on: Option<NaiveDate>,
    /// Day of installation, not before shipment.
    #[serde(default)]
    pub installed_on: Option<NaiveDate>,
    /// Day of acceptance, not before installation.
    #[serde(default)]
    pub accepted_on: Option<NaiveDate>,
    /// Last known usage, in the product's usage unit.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage_value: Option<i64>,
}

/// Nothing older is looked after, and the database's calendar does not begin with chrono's.
const FIRST_YEAR: i32 = 1800;

impl UnitInput {
    /// The days in the order in which they must come, with their JSON pointers.
    pub fn days(&self) -> [(&'static str, Option<NaiveDate>); 4] {
        [
            ("/produced_on", self.produced_on),
            ("/shipped_on", self.shipped_on),
            ("/installed_on", self.installed_on),
            ("/accepted_on", self.accepted_on),
        ]
    }

    /// Whether the days come in order and none lies after today, and the usage is no nonsense.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let mut latest: Option<NaiveDate> = None;
        for (pointer, day) in self.days() {
            let Some(day) = day else { continue };
            check.check(
                latest.is_none_or(|l| l <= day) && day.year() >= FIRST_YEAR,
                pointer,
                FieldProblem::TooEarly,
            );
            check.check(day <= today, pointer, FieldProblem::InFuture);
            latest = latest.max(Some(day));
        }
        if let Some(day) = self.invoiced_on {
            check.check(day.year() >= FIRST_YEAR, "/invoiced_on", FieldProblem::TooEarly);
            check.check(day <= today, "/invoiced_on", FieldProblem::InFuture);
        }
        if let Some(usage) = self.usage_value {
            check.range(usage, 0..=1_000_000_000_000, "/usage_value");
        }
        check.finish()
    }
}

/// What is sent with an action on a unit.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitActionInput {
    /// Why, for the unit's history.
    #[serde(default)]
    pub note: Option<Text<1000>>,
}

/// A component fitted in a unit, with its own history.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitComponent {
    /// Its id.
    pub id: UnitComponentId,
    /// The component it is built into, if not into the unit itself.
    pub parent_id: Option<UnitComponentId>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器"))]
    pub name: String,
    /// Class of part, for the warranty.
    #[cfg_attr(feature = "openapi", schema(example = "door_operator"))]
    pub part_class: Option<String>,
    /// Its own serial number.
    pub serial: Option<String>,
    /// Its supplier.
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's name.
    pub supplier_name: Option<String>,
    /// The supplier's batch.
    pub batch: Option<String>,
    /// When it was fitted.
    pub fitted_on: Option<NaiveDate>,
    /// When it was taken out.
    pub removed_on: Option<NaiveDate>,
    /// The last day of the supplier's own warranty.
    pub supplier_warranty_until: Option<NaiveDate>,
    /// Grows with each change; the ETag.
    pub version: i32,
}

/// What is sent to add or replace a component.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct UnitComponentInput {
    /// The component it is built into, if not into the unit itself.
    #[serde(default)]
    pub parent_id: Option<UnitComponentId>,
    /// What it is.
    #[cfg_attr(feature = "openapi", schema(example = "门机控制器"))]
    pub name: Line<200>,
    /// Class of part, for the warranty.
    #[serde(default)]
    pub part_class: Option<Line<100>>,
    /// Its own serial number.
    #[serde(default)]
    pub serial: Option<Line<80>>,
    /// Its supplier.
    #[serde(default)]
    pub supplier_id: Option<OrganizationId>,
    /// The supplier's batch.
    #[serde(default)]
    pub batch: Option<Line<80>>,
    /// When it was fitted.
    #[serde(default)]
    pub fitted_on: Option<NaiveDate>,
    /// When it was taken out; not before it was fitted.
    #[serde(default)]
    pub removed_on: Option<NaiveDate>,
    /// The last day of the supplier's own warranty.
    #[serde(default)]
    pub supplier_warranty_until: Option<NaiveDate>,
}

impl UnitComponentInput {
    /// Whether the component was taken out after it was fitted, and neither lies after today.
    ///
    /// # Errors
    /// `validation_failed` with each field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<(), Refusal> {
        let mut check = Checker::default();
        for (pointer, day) in [("/fitted_on", self.fitted_on), ("/removed_on", self.removed_on)] {
            check.check(day.is_none_or(|d| d <= today), pointer, FieldProblem::InFuture);
            check.check(day.is_none_or(|d| d.year() >= FIRST_YEAR), pointer, FieldProblem::TooEarly);
        }
        let in_order = self.removed_on.is_none_or(|r| self.fitted_on.is_none_or(|f| f <= r));
        check.check(in_order, "/removed_on", FieldProblem::TooEarly);
        let known = self.supplier_warranty_until.is_none_or(|d| d.year() >= FIRST_YEAR);
        check.check(known, "/supplier_warranty_until", FieldProblem::TooEarly);
        check.finish()
    }
}

/// What is sent to extend a unit's warranty or exclude something from it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct WarrantyInput {
    /// All extensions, at most 50.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub extensions: Vec<WarrantyExtension>,
    /// All exclusions, at most 50.
    #[cfg_attr(feature = "openapi", schema(max_items = 50))]
    pub exclusions: Vec<WarrantyExclusion>,
}

impl WarrantyInput {
    /// Whether they are few enough to be read.
    ///
    /// # Errors
    /// `validation_failed` when they are not.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        let count = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
        check.range(count(self.extensions.len()), 0..=50, "/extensions").range(
            count(self.exclusions.len()),
            0..=50,
            "/exclusions",
        );
        check.finish()
    }
}

/// What is asked about a unit's warranty.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct WarrantyQuery {
    /// The day; today by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<NaiveDate>,
    /// Class of the part that failed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub part_class: Option<Line<100>>,
    /// Usage on that day; the last known by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 0, maximum = 1_000_000_000_000_i64))]
    pub usage: Option<i64>,
}

impl WarrantyQuery {
    /// Whether the usage is no nonsense.
    ///
    /// # Errors
    /// `validation_failed` when it is.
    pub fn check(&self) -> Result<(), Refusal> {
        let mut check = Checker::default();
        if let Some(usage) = self.usage {
            check.range(usage, 0..=1_000_000_000_000, "?usage");
        }
        check.finish()
    }
}

/// A unit's whole life in one answer.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitLife {
    /// The unit.
    pub unit: Unit,
    /// Its components, those taken out included.
    pub components: Vec<UnitComponent>,
    /// Its owners, the present one last.
    pub owners: Vec<UnitOwner>,
    /// Its tickets, newest first, at most 100.
    pub tickets: Vec<UnitTicket>,
    /// What happened to it, newest first, at most 200.
    pub events: Vec<UnitEvent>,
}

/// An owner of a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitOwner {
    /// The owner.
    pub customer_id: CustomerId,
    /// The owner's name.
    pub customer_name: String,
    /// From when.
    pub from_at: DateTime<Utc>,
    /// Until when; absent for the present owner.
    pub until_at: Option<DateTime<Utc>>,
}

/// A ticket in a unit's life.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitTicket {
    /// Its id.
    pub id: TicketId,
    /// Its printed number.
    pub number: String,
    /// What it is about.
    pub subject: String,
    /// Its kind.
    pub kind: crate::records::ticket::TicketKind,
    /// Its state.
    pub status: crate::records::ticket::TicketStatus,
    /// When the customer reported it.
    pub reported_at: DateTime<Utc>,
    /// What was done.
    pub solution: Option<String>,
}

/// Something that happened to a unit.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct UnitEvent {
    /// When.
    pub at: DateTime<Utc>,
    /// What: an action, `created`, `updated`, `warranty`, `component`.
    pub kind: String,
    /// Who.
    pub actor_id: Option<UserId>,
    /// Who, by the name of that day.
    pub actor_name: String,
    /// A note.
    pub note: Option<String>,
}

/// Filters of the list of units.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams), into_params(parameter_in = Query))]
#[serde(deny_unknown_fields)]
pub struct UnitQuery {
    /// Part of the serial number, or of the owner's name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(value_type = Option<String>, max_length = 100))]
    pub q: Option<Line<100>>,
    /// Only units of this customer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Only units of this model.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub product_id: Option<ProductId>,
    /// Only units looked after by this dealer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub dealer_id: Option<OrganizationId>,
    /// Only units in these states, separated by commas.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(style = Form, explode = false, value_type = Option<Vec<UnitStatus>>))]
    pub status: Option<OneOf<UnitStatus>>,
    /// Order.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sort: Option<UnitSort>,
    /// Rows on a page, 1–100; 50 by default.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// From `next_cursor` of the page before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(max_length = 1000))]
    pub cursor: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The whole table typed out again; every pair that is not here is refused.
    #[test]
    fn the_unit_machine_typed_out_again() {
        use UnitAction::*;
        use UnitStatus::*;
        let table = [
            (Registered, Commission, InService),
            (InService, TakeForRepair, UnderRepair),
            (OnLoan, TakeForRepair, UnderRepair),
            (Registered, Lend, OnLoan),
            (InService, Lend, OnLoan),
            (UnderRepair, ReturnToService, InService),
            (OnLoan, ReturnToService, InService),
            (Registered, Retire, Retired),
            (InService, Retire, Retired),
            (UnderRepair, Retire, Retired),
            (OnLoan, Retire, Retired),
        ];
        for state in UnitStatus::ALL {
            for action in UnitAction::ALL {
                let expected =
                    table.iter().find(|(s, a, _)| s == state && a == action).map(|t| Target::To(t.2));
                let line = UnitAction::line(*action).unwrap();
                let got = line.from.contains(state).then_some(line.to);
                assert_eq!(got, expected, "{state} {action}");
            }
        }
    }

    fn pointers(result: Result<(), Refusal>) -> Vec<String> {
        result.map_or_else(|r| r.fields.into_iter().map(|f| f.pointer).collect(), |()| vec![])
    }

    #[test]
    fn a_component_is_taken_out_after_it_was_fitted_and_not_tomorrow() {
        let day = |s: &str| Some(s.parse::<NaiveDate>().unwrap());
        let check = |fitted: &str, removed: &str| {
            pointers(
                UnitComponentInput {
                    parent_id: None,
                    name: Line::new("门机控制器").unwrap(),
                    part_class: None,
                    serial: None,
                    supplier_id: None,
                    batch: None,
                    fitted_on: day(fitted),
                    removed_on: day(removed),
                    supplier_warranty_until: None,
                }
                .check(day("2026-05-01").unwrap()),
            )
        };
        assert!(check("2026-05-01", "2026-05-01").is_empty());
        assert_eq!(check("2026-04-02", "2026-04-01"), ["/removed_on"]);
        assert_eq!(check("2026-04-02", "2026-05-02"), ["/removed_on"]);
        assert_eq!(check("-4999-01-01", "2026-04-01"), ["/fitted_on"]);
    }

    #[test]
    fn more_extensions_than_anybody_reads_are_refused() {
        let extension = WarrantyExtension {
            coverage: None,
            part_class: None,
            until: "2028-01-01".parse().unwrap(),
            reason: Text::new("延保").unwrap(),
        };
        let check = |n| {
            pointers(WarrantyInput { extensions: vec![extension.clone(); n], exclusions: vec![] }.check())
        };
        assert!(check(50).is_empty());
        assert_eq!(check(51), ["/extensions"]);
    }
}
