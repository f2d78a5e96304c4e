//! Lists as files: all rows, in the order and with the filters of the list, and no cell a formula.

use crate::support::desk::{Desk, FOREIGN_UNIT};
use crate::support::{Client, Response};
use calamine::{Data, Range, Reader, Xlsx, open_workbook_from_rs};
use serde_json::json;
use std::io::Cursor;

/// The sheet of a spreadsheet.
fn sheet(answer: &Response, name: &str) -> Range<Data> {
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(answer.header("content-type"), Some(kind));
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(answer.bytes.clone())).unwrap();
    let formulas = book.worksheet_formula(name).unwrap();
    assert!(formulas.cells().all(|(_, _, formula)| formula.is_empty()), "{formulas:?}");
    book.worksheet_range(name).unwrap()
}

pub(super) fn rows(answer: &Response) -> Vec<Vec<String>> {
    assert_eq!(answer.header("content-type"), Some("text/csv; charset=utf-8"));
    let text = answer.body.strip_prefix('\u{feff}').expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
    reader.records().map(|r| r.unwrap().iter().map(str::to_owned).collect()).collect()
}

/// The place of a column by its heading.
pub(super) fn place(headings: &[String], name: &str) -> usize {
    headings.iter().position(|h| h == name).unwrap_or_else(|| panic!("no {name} in {headings:?}"))
}

pub(super) fn english(client: &Client) -> Client {
    client.with("accept-language", "en")
}

#[test]
fn a_formula_in_a_ticket_stays_text_in_both_kinds_of_file() {
    let desk = Desk::open();
    desk.file("service_specialist", json!({ "subject": "=cmd|' /C calc'!A0" }));
    desk.file("service_specialist", json!({ "subject": "+86 571, \"门机\"", "kind": "inquiry" }));
    let who = english(&desk.as_("supervisor"));
    let csv = who.get("/tickets/export?format=csv&sort=created_at").expect(200);
    let name = csv.header("content-disposition").unwrap();
    assert!(name.starts_with("attachment; filename=\"tickets-2") && name.ends_with(".csv\""), "{name}");
    let lines = rows(&csv);
    let subject = place(&lines[0], "Subject");
    assert_eq!(lines[1][subject], "'=cmd|' /C calc'!A0");
    assert_eq!(lines[2][subject], "'+86 571, \"门机\"");
    let xlsx = who.get("/tickets/export?format=xlsx&sort=created_at").expect(200);
    assert!(xlsx.header("content-disposition").unwrap().ends_with(".xlsx\""));
    let sheet = sheet(&xlsx, "Tickets");
    let cell = |row: u32, column: usize| sheet.get_value((row, column as u32)).unwrap();
    assert_eq!(cell(1, subject), &Data::String("=cmd|' /C calc'!A0".into()));
    assert_eq!(cell(2, subject), &Data::String("+86 571, \"门机\"".into()));
    // Numbers are numbers and times are times, on the clock of the organisation.
    assert_eq!(cell(1, place(&lines[0], "Times reopened")), &Data::Float(0.0));
    let Data::DateTime(at) = cell(1, place(&lines[0], "Created")) else { panic!("{sheet:?}") };
    let written = at.as_datetime().unwrap().format("%Y-%m-%d %H:%M:%S").to_string();
    assert_eq!(written, lines[1][place(&lines[0], "Created")]);
    let utc = who.get("/tickets?sort=created_at").expect(200).text("/items/0/created_at");
    let utc: chrono::DateTime<chrono::Utc> = utc.parse().unwrap();
    let shanghai = utc.with_timezone(&chrono_tz::Asia::Shanghai).format("%Y-%m-%d %H:%M:%S").to_string();
    assert_eq!(written, shanghai);
}

#[test]
fn filters_order_language_and_scope_are_those_of_the_list() {
    let desk = Desk::open();
    let own = desk.file("service_specialist", json!({ "kind": "inquiry" }));
    desk.file("service_specialist", json!({}));
    desk.file("service_specialist", json!({ "unit_id": FOREIGN_UNIT }));
    let specialist = desk.as_("service_specialist").with("accept-language", "zh-CN");
    let lines = rows(&specialist.get("/tickets/export?format=csv&kind=inquiry").expect(200));
    assert_eq!((lines.len(), lines[0][0].as_str()), (2, "编号"));
    let number = specialist.get(&own.path()).expect(200).text("/number");
    assert_eq!(lines[1][0], number);
    // The house's own words go along for the house only.
    specialist
        .post("/tickets/bulk/tag", json!({ "ticket_ids": [own.id], "add": ["回访", "VIP"] }))
        .expect(200);
    let tags = |who: &Client| {
        let lines = rows(&who.get("/tickets/export?format=csv&kind=inquiry").expect(200));
        lines[1][place(&lines[0], "标签")].clone()
    };
    assert_eq!(tags(&specialist), "VIP · 回访");
    assert_eq!(tags(&desk.as_("north_dealer").with("accept-language", "zh-CN")), "");
    assert_eq!(lines[1][place(&lines[0], "类别")], "咨询");
    let dealer = english(&desk.as_("north_dealer"));
    assert_eq!(rows(&dealer.get("/tickets/export?format=csv").expect(200)).len(), 3);
    assert_eq!(sheet(&dealer.get("/tickets/export?format=xlsx").expect(200), "Tickets").height(), 3);
    desk.as_("supplier").get("/tickets/export?format=csv").refused(403, "forbidden");
}

/// Makes many tickets behind the server's back.
fn many(desk: &Desk, count: u32) {
    desk.world.execute(&format!(
        "INSERT INTO tickets (id, number, kind, channel, status, priority, subject, reported_at, topic, severity, impact, \
            safety_risk, crisis_status, crisis_kinds, individual_case, complaint_count, warranty, reopen_count, version, \
            created_at, updated_at) \
         SELECT gen_random_uuid(), 'X-' || n, 'inquiry', 'api', 'new', 'p4', 'x', now(), 'other', 'inquiry', 'low', false, \
            'none', '{{}}', false, 0, '[]', 0, 1, now() - n * interval '1 minute', now() FROM generate_series(1, {count}) AS n"
    ));
}

#[test]
fn every_row_comes_once_however_many_pages_it_takes() {
    let desk = Desk::open();
    many(&desk, 1234);
    let who = desk.as_("finance");
    let lines = rows(&who.get("/tickets/export?format=csv&limit=7").expect(200));
    let mut numbers: Vec<&String> = lines[1..].iter().map(|line| &line[0]).collect();
    assert_eq!(numbers.len(), 1234);
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), 1234);
    let sheet = sheet(&english(&who).get("/tickets/export?format=xlsx").expect(200), "Tickets");
    assert_eq!(sheet.height(), 1 + 1234);
    assert_eq!(sheet.get_value((1234, 0)), Some(&Data::String("X-1234".into())));
}

#[test]
fn a_spreadsheet_holds_so_many_rows_and_says_so_when_there_are_more() {
    let desk = Desk::open();
    many(&desk, 50_001);
    let who = english(&desk.as_("finance"));
    let refused = who.get("/tickets/export?format=xlsx");
    assert!(refused.body.contains("at most 50000 rows"), "{}", refused.body);
    refused.refused_field("?format", "too_many_rows");
}

#[test]
fn every_list_can_be_taken_along() {
    let desk = Desk::open();
    let admin = english(&desk.as_("admin"));
    let part = json!({ "number": "DM-2201", "name": "门机皮带", "measure": "piece" });
    desk.as_("quality").post("/parts", part).expect(201);
    for (path, title, heading, value) in [
        ("units", "Units", "Serial number", "SB-0001"),
        ("customers", "Customers", "Name", "Harbour"),
        ("products", "Product models", "Code", "SB-1000P"),
        ("parts", "Spare parts", "Number", "DM-2201"),
        ("fault-codes", "Fault codes", "Name in English", "Door operator noisy"),
        ("organizations", "Organisations", "Code", "maker"),
        ("users", "People", "E-mail", "admin@maker.test"),
    ] {
        let lines = rows(&admin.get(&format!("/{path}/export?format=csv")).expect(200));
        let column = place(&lines[0], heading);
        assert!(lines[1..].iter().any(|line| line[column] == value), "{path}: {lines:?}");
        let sheet = sheet(&admin.get(&format!("/{path}/export?format=xlsx")).expect(200), title);
        assert_eq!(sheet.height(), lines.len(), "{path}");
        let method = admin.delete(&format!("/{path}/export"));
        method.refused(405, "method_not_allowed");
    }
    // The lists of goods: empty here, but for their headings; see `rma_lists`.
    for (path, title) in [
        ("stock", "Stock"),
        ("stock/movements", "Movements"),
        ("material-transfers", "Material transfers"),
        ("rmas", "Returns"),
        ("rma-lines", "Return lines"),
        ("rmas/overdue", "Overdue returns"),
        ("reports/returns", "Return statistics"),
        ("reports/warranty-cost", "Warranty costs"),
    ] {
        let lines = rows(&admin.get(&format!("/{path}/export?format=csv")).expect(200));
        let sheet = sheet(&admin.get(&format!("/{path}/export?format=xlsx")).expect(200), title);
        assert_eq!(sheet.height(), lines.len(), "{path}");
        admin.delete(&format!("/{path}/export")).refused(405, "method_not_allowed");
    }
    // What the maker notes of a customer stays in its house.
    desk.world.execute("UPDATE customers SET note = '=内部'");
    let note = |who: &str| {
        let lines = rows(&english(&desk.as_(who)).get("/customers/export?format=csv").expect(200));
        lines[1][place(&lines[0], "Note")].clone()
    };
    assert_eq!((note("admin").as_str(), note("north_dealer").as_str()), ("'=内部", ""));
}

#[test]
fn what_cannot_be_taken_along_is_told_before_anything_is_sent() {
    let desk = Desk::open();
    let who = desk.as_("supervisor");
    who.get("/tickets/export").refused_field("?format", "required");
    who.get("/tickets/export?format=pdf").refused_field("?format", "not_allowed");
    who.get("/tickets/export?format=csv&limit=101").refused_field("?limit", "too_large");
    who.get("/tickets/export?format=csv&cursor=e30").refused_field("?cursor", "cursor_invalid");
    who.get("/tickets/export?format=csv&nonsense=1").refused_field("?nonsense", "unknown");
    who.get("/units/export?format=csv&status=x").refused_field("?status", "not_allowed");
}
