//! Mappings to begin with.

use shared::records::import::ImportKind;

const REPAIRS: &str = r#"{
  "source": "my_system",
  "columns": {
    "reference": "id",
    "reported_at": "event_date",
    "product_line": "product_category",
    "brand": "brand",
    "description": "problem",
    "repair_outcome": "repair_status"
  },
  "outcomes": { "Fixed": "fixed", "Repairable": "repairable", "End of life": "end_of_life" },
  "empty": ["Unknown", "n/a"]
}"#;

const TICKETS: &str = r#"{
  "source": "my_system",
  "subject": "{product}",
  "cases": { "reference": "case_id", "created_at": "created_utc", "customer": "customer", "product": "product", "urgency": "priority" },
  "events": { "reference": "case_id", "at": "ts_utc", "from": "from_state", "to": "to_state", "actor": "actor", "note": "raw_state" },
  "states": {
    "NEW": { "status": "new" },
    "ASSIGNED": { "status": "assigned" },
    "IN_PROGRESS": { "status": "in_progress" },
    "WAIT_CUSTOMER": { "status": "waiting", "wait_reason": "customer", "ball_holder": "customer" },
    "RESOLVED": { "status": "resolved" },
    "CLOSED": { "status": "closed" },
    "CANCELLED": { "status": "cancelled" }
  },
  "urgencies": { "P1": { "severity": "emergency", "impact": "high" }, "P3": { "severity": "general", "impact": "medium" } }
}"#;

/// A mapping to begin with.
pub fn template(kind: ImportKind) -> &'static str {
    match kind {
        ImportKind::Repairs => REPAIRS,
        ImportKind::Tickets => TICKETS,
    }
}

/// The mapping after another kind was chosen: what somebody wrote stays.
pub fn switched(mapping: &str, kind: ImportKind) -> &str {
    let untouched = ImportKind::ALL.iter().any(|k| template(*k) == mapping);
    if untouched { template(kind) } else { mapping }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_somebody_wrote_stays() {
        assert_eq!(switched(REPAIRS, ImportKind::Tickets), TICKETS);
        assert_eq!(switched(TICKETS, ImportKind::Repairs), REPAIRS);
        assert_eq!(switched("{}", ImportKind::Tickets), "{}");
    }
}
