//! What is typed about a material transfer, as it is sent.

use crate::components::form::{Draft, Form, Values, put};
use crate::components::search_select::words;
use serde::{Deserialize, Serialize};
use shared::ids::{CustomerId, TicketId, UnitId};
use shared::problem::{FieldProblem, Refusal};
use shared::records::material_transfer::{
    MaterialTransfer, MaterialTransferInput, TransferCoverage, TransferLineInput,
};

/// How many lines there are.
pub const LINES: &str = "lines#";
/// Where it goes: which of the three fields counts.
pub const TO: &str = "to";
/// Fields that hold the id of another record.
const LINKED: [&str; 6] =
    ["ticket_id", "unit_id", "from_location_id", "to_location_id", "to_organization_id", "to_customer_id"];
/// Fields of a line.
const LINE: [&str; 4] = ["part_id", "part_id#", "quantity", "old_part_due"];

/// Where the parts go.
pub const LOCATION: &str = "to_location_id";
/// To a dealer or service centre.
pub const ORGANIZATION: &str = "to_organization_id";
/// To a customer.
pub const CUSTOMER: &str = "to_customer_id";

/// What another page says it is for.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct About {
    /// The ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ticket_id: Option<TicketId>,
    /// Its number.
    pub ticket: String,
    /// The unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_id: Option<UnitId>,
    /// Its serial number.
    pub unit: String,
    /// The customer.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub customer_id: Option<CustomerId>,
    /// Its name.
    pub customer: String,
    /// Where the unit stands.
    pub address: String,
}

/// The name of a field of a line.
pub fn name(line: usize, field: &str) -> String {
    format!("lines/{line}/{field}")
}

/// The form of a new one, with a first line.
pub fn empty(about: &About) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for field in LINKED {
        put(v, field, None::<String>);
        put(v, &words(field), None::<String>);
    }
    for field in ["urgent", "justification", "reason"] {
        put(v, field, None::<String>);
    }
    put(v, "coverage", Some(TransferCoverage::Warranty));
    put(v, "ticket_id", about.ticket_id);
    put(v, &words("ticket_id"), Some(&about.ticket));
    put(v, "unit_id", about.unit_id);
    put(v, &words("unit_id"), Some(&about.unit));
    put(v, CUSTOMER, about.customer_id);
    put(v, &words(CUSTOMER), Some(&about.customer));
    put(v, "address", Some(&about.address));
    put(v, TO, Some(if about.customer_id.is_some() { CUSTOMER } else { LOCATION }));
    for field in LINE {
        put(v, &name(0, field), None::<String>);
    }
    put(v, LINES, Some(1));
    values
}

/// The form of one that is there.
pub fn of(transfer: &MaterialTransfer) -> Values {
    let head = &transfer.head;
    let mut values = empty(&About::default());
    let v = &mut values;
    put(v, "urgent", head.urgent.then_some("true"));
    put(v, "justification", head.justification.as_ref());
    put(v, "coverage", Some(head.coverage));
    put(v, "ticket_id", head.ticket_id);
    put(v, &words("ticket_id"), head.ticket_number.as_ref());
    put(v, "unit_id", head.unit_id);
    put(v, &words("unit_id"), head.unit_serial.as_ref());
    put(v, "from_location_id", head.from_location_id);
    put(v, &words("from_location_id"), head.from_location_name.as_ref());
    put(v, LOCATION, head.to_location_id);
    put(v, ORGANIZATION, head.to_organization_id);
    put(v, CUSTOMER, head.to_customer_id);
    let to = match (head.to_organization_id, head.to_customer_id) {
        (Some(_), _) => ORGANIZATION,
        (_, Some(_)) => CUSTOMER,
        _ => LOCATION,
    };
    put(v, TO, Some(to));
    put(v, &words(to), Some(&head.to_name));
    put(v, "address", head.address.as_ref());
    put(v, "reason", head.reason.as_ref());
    put(v, LINES, Some(transfer.lines.len()));
    for (n, line) in transfer.lines.iter().enumerate() {
        put(v, &name(n, "part_id"), Some(line.part_id));
        put(v, &name(n, "part_id#"), Some(format!("{} {}", line.part_number, line.part_name)));
        put(v, &name(n, "quantity"), Some(line.quantity));
        put(v, &name(n, "old_part_due"), Some(line.return_days.is_some()));
    }
    values
}

/// What is sent.
pub fn read(values: &Values) -> Result<MaterialTransferInput, Refusal> {
    let mut d = Draft::new(values);
    let lines: usize = d.raw(LINES).parse().unwrap_or_default();
    let to = d.raw(TO).to_owned();
    // Words without a record were not chosen. Of where it goes only one field is seen.
    let seen =
        LINKED.into_iter().filter(|field| !field.starts_with("to_") || *field == to).map(str::to_owned);
    for field in seen.chain((0..lines).map(|n| name(n, "part_id"))) {
        if d.raw(&field).is_empty() && !d.raw(&words(&field)).is_empty() {
            d.refuse(&field, FieldProblem::NoSuchRecord);
        }
    }
    let urgent = d.on("urgent");
    let justification = if urgent { d.maybe("justification") } else { None };
    let coverage = d.need("coverage");
    let (ticket_id, unit_id) = (d.maybe("ticket_id"), d.maybe("unit_id"));
    let from_location_id = d.maybe("from_location_id");
    let to_location_id = if to == LOCATION { d.need(LOCATION) } else { None };
    let to_organization_id = if to == ORGANIZATION { d.need(ORGANIZATION) } else { None };
    let to_customer_id = if to == CUSTOMER { d.need(CUSTOMER) } else { None };
    let address = if to == LOCATION { None } else { d.maybe("address") };
    let reason = d.maybe("reason");
    let mut wanted = vec![];
    for n in 0..lines {
        let (part_id, quantity) = (d.need(&name(n, "part_id")), d.need(&name(n, "quantity")));
        let old_part_due = d.maybe(&name(n, "old_part_due"));
        wanted.extend(part_id.zip(quantity).map(|(part_id, quantity)| TransferLineInput {
            part_id,
            quantity,
            old_part_due,
        }));
    }
    let input = d.finish(coverage.map(|coverage| MaterialTransferInput {
        urgent,
        justification,
        coverage,
        ticket_id,
        unit_id,
        from_location_id,
        to_location_id,
        to_organization_id,
        to_customer_id,
        address,
        reason,
        lines: wanted,
    }))?;
    input.check()?;
    Ok(input)
}

/// Adds an empty line.
pub fn add(form: &Form) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for field in LINE {
        form.set(&name(lines, field), "");
    }
    form.set(LINES, (lines + 1).to_string());
}

/// Takes a line out; those after it move up.
pub fn remove(form: &Form, line: usize) {
    let lines: usize = form.get(LINES).parse().unwrap_or_default();
    for n in line..lines.saturating_sub(1) {
        for field in LINE {
            form.set(&name(n, field), form.get(&name(n + 1, field)));
        }
    }
    form.set(LINES, lines.saturating_sub(1).to_string());
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "01933f6e-0000-7000-8000-000000000001";

    #[test]
    fn a_ticket_fills_in_unit_and_customer_and_urgent_ones_say_why() {
        let about: About =
            serde_urlencoded::from_str(&format!("ticket_id={ID}&unit_id={ID}&customer_id={ID}&customer=甲"))
                .unwrap();
        let mut v = empty(&about);
        assert_eq!(v[TO], CUSTOMER);
        let wrong =
            |v: &Values| read(v).unwrap_err().fields.into_iter().map(|f| f.pointer).collect::<Vec<_>>();
        assert_eq!(wrong(&v), ["/lines/0/part_id", "/lines/0/quantity"]);
        put(&mut v, &name(0, "part_id"), Some(ID));
        put(&mut v, &name(0, "quantity"), Some(2));
        put(&mut v, "urgent", Some("true"));
        assert_eq!(wrong(&v), ["/address", "/justification"]);
        put(&mut v, "address", Some("文三路"));
        put(&mut v, "justification", Some("停梯"));
        let input = read(&v).unwrap();
        assert_eq!(
            (input.ticket_id.is_some(), input.to_customer_id.is_some(), input.lines[0].quantity),
            (true, true, 2)
        );
        put(&mut v, TO, Some(LOCATION));
        assert_eq!(wrong(&v), ["/to_location_id"]);
    }
}
