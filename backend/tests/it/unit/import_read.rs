//! From a line of a file of repairs to a record.

use chrono::Utc;
use csv::StringRecord;
use sanbao::records::import::columns::Refused;
use sanbao::records::import::read::{Reader, Repair};
use shared::i18n::Message;
use shared::records::import::RepairMapping;
use shared::records::ticket::RepairOutcome;

fn mapping() -> RepairMapping {
    serde_json::from_value(serde_json::json!({
        "source": "t",
        "columns": { "reference": "id", "reported_at": "day", "product_line": "cat", "brand": "brand",
            "product_age_years": "age", "manufactured_year": "year", "repair_outcome": "status", "description": "text" },
        "outcomes": { "Fixed": "fixed", "Unknown": "unknown" },
        "empty": ["Unknown"],
        "zone": "Asia/Shanghai"
    }))
    .unwrap()
}

fn read(row: &[&str]) -> Result<Repair, Refused> {
    let mapping = mapping();
    let header =
        StringRecord::from(vec!["\u{feff}id", "day", "cat", "brand", "age", "year", "status", "text"]);
    let now = "2026-03-01T00:00:00Z".parse().unwrap();
    Reader::new(&mapping, &header, now).unwrap().read(&StringRecord::from(row.to_vec()), 2)
}

#[test]
fn a_good_line_becomes_a_repair() {
    let repair =
        read(&["r-1", "2026-01-31", "Lamp", "Unknown", "1.5", "2020", "Unknown", "门机 异响"]).unwrap();
    assert_eq!(repair.reported_at.to_rfc3339(), "2026-01-31T04:00:00+00:00");
    assert_eq!((repair.brand, repair.repair_outcome), (None, Some(RepairOutcome::Unknown)));
    assert_eq!(repair.product_age_years, Some("1.5".parse().unwrap()));
}

#[test]
fn a_bad_line_names_its_column() {
    let column = |row: &[&str]| read(row).unwrap_err().column.unwrap();
    assert_eq!(column(&["", "2026-01-31", "Lamp", "", "", "", "", ""]), "id");
    assert_eq!(column(&["r", "31.01.2026", "Lamp", "", "", "", "", ""]), "day");
    assert_eq!(column(&["r", "2027-01-31", "Lamp", "", "", "", "", ""]), "day");
    assert_eq!(column(&["r", "2026-01-31", "", "", "", "", "", ""]), "cat");
    assert_eq!(column(&["r", "2026-01-31", "Lamp", "", "old", "", "", ""]), "age");
    assert_eq!(column(&["r", "2026-01-31", "Lamp", "", "", "99", "", ""]), "year");
    assert_eq!(column(&["r", "2026-01-31", "Lamp", "", "", "", "Broken", ""]), "status");
    assert_eq!(column(&["r", "2026-01-31", "Lamp", "", "", "", "", "a\0b"]), "text");
}

#[test]
fn a_column_that_is_not_there_is_told() {
    let header = StringRecord::from(vec!["id", "day"]);
    let error = Reader::new(&mapping(), &header, Utc::now()).err().unwrap();
    assert_eq!(error, Message::new("import_fault-no-column", &[("name", &"cat"), ("there", &"id, day")]));
}
