use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use serde_json::json;
use uuid::Uuid;

fn line(status: &str, sent: Option<i32>, came: Option<i32>) -> serde_json::Value {
    json!({
        "id": Uuid::nil(), "status": status, "tag": "7K2M9QXA4T", "name": "电机", "quantity_due": 5,
        "quantity_shipped": sent, "quantity_received": came, "pictures": [], "charges": [], "custody": [],
        "available_actions": []
    })
}

fn rma(lines: &[serde_json::Value]) -> Rma {
    let head = json!({
        "id": Uuid::nil(), "number": "RMA-2026-000001", "status": "in_return", "kind": "dealer_part",
        "dealer_id": Uuid::nil(), "dealer_name": "North",
        "lines": lines.len(), "owed": 0, "created_at": "2026-03-01T00:00:00Z", "version": 1
    });
    serde_json::from_value(json!({
        "head": head, "created_by_name": "Li", "lines": lines, "available_actions": [],
        "authorized_at": "2026-03-02T00:00:00Z"
    }))
    .unwrap()
}

fn actor(kind: OrganizationKind, role: Role) -> Actor {
    Actor {
        user_id: crate::ids::UserId(Uuid::nil()),
        name: "x".into(),
        organization_id: crate::ids::OrganizationId(Uuid::nil()),
        organization_kind: kind,
        customer_id: None,
        permissions: permissions(kind, &[role], None),
        roles: vec![role],
    }
}

#[test]
fn who_answers_for_a_part_is_printed_for_the_house_only() {
    let dealer = actor(OrganizationKind::Dealer, Role::Dealer);
    let own: Vec<_> = RmaForm::ALL.iter().filter(|form| form.open_to(&dealer)).map(|f| f.as_str()).collect();
    assert_eq!(own, ["tags", "tag_roll", "delivery_note", "receipt"]);
    let quality = actor(OrganizationKind::Manufacturer, Role::Quality);
    assert!(RmaForm::ALL.iter().all(|form| form.open_to(&quality)));
}

#[test]
fn a_delivery_note_is_about_what_is_on_its_way() {
    let states = |rma: &Rma| -> Vec<&str> {
        lines_of(RmaForm::DeliveryNote, rma).iter().map(|line| line.status.as_str()).collect()
    };
    assert_eq!(states(&rma(&[line("due", None, None), line("waived", None, None)])), ["due"]);
    let mixed = [line("received", Some(5), Some(5)), line("shipped", Some(5), None), line("due", None, None)];
    assert_eq!(states(&rma(&mixed)), ["shipped"]);
    assert_eq!(states(&rma(&[line("judged", Some(5), Some(4)), line("lost", Some(5), None)])), ["judged"]);
}

#[test]
fn a_batch_is_counted_and_what_is_short_is_told() {
    let all = rma(&[
        line("received_short", Some(5), Some(3)),
        line("shipped", Some(2), None),
        line("due", None, None),
    ]);
    let on_it = lines_of(RmaForm::Receipt, &all);
    assert_eq!(counted(on_it), Counted { sent: 7, came: 3, short: 2 });
    assert_eq!(short(&all.lines[1]), None);
    assert_eq!(as_of(&all).to_rfc3339(), "2026-03-02T00:00:00+00:00");
}

#[test]
fn a_file_is_named_by_the_number() {
    assert_eq!(RmaForm::TagRoll.file_name("RMA-2026-000001"), "RMA-2026-000001-tag-roll.pdf");
}
