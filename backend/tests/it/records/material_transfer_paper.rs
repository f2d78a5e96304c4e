//! What a material transfer prints: 物料调拨申请单 and 售后发货单.

use super::material_transfer::House;
use crate::support::person;
use diesel::{Connection, PgConnection};
use sanbao::auth::caller::{now, of_session};
use sanbao::records::material_transfer::paper::{form, read};
use sanbao::records::register::Reader;
use serde_json::json;
use shared::i18n::Locale;
use shared::ids::SessionId;
use shared::records::material_transfer::TransferForm;
use uuid::Uuid;

#[test]
fn request_and_shipping_note_are_printed_for_whoever_sees_them() {
    let house = House::open();
    let transfer = house.draft("technician", &[4, 2], json!({ "to_location_id": house.shelves }));
    for (form, name) in [("request", "-request.pdf"), ("shipping_note", "-shipping-note.pdf")] {
        for lang in ["zh-CN", "en"] {
            let path = format!("{}/paper/{form}?lang={lang}", transfer.path);
            let printed = house.as_("finance").get(&path).expect(200);
            assert_eq!(printed.header("content-type"), Some("application/pdf"));
            assert!(printed.header("content-disposition").unwrap().contains(name), "{form}");
            assert!(printed.body.starts_with("%PDF-"), "{form}");
        }
    }
    house.as_("north_dealer").get(&format!("{}/paper/request", transfer.path)).expect(200);
    house.as_("south_dealer").get(&format!("{}/paper/request", transfer.path)).refused(404, "not_found");
    house.as_("finance").get(&format!("{}/paper/nothing", transfer.path)).refused(404, "not_found");
}

#[test]
fn a_form_says_what_is_asked_for_and_what_was_sent() {
    let house = House::open();
    let (technician, supervisor) = (house.as_("technician"), house.as_("supervisor"));
    let mut transfer = house.draft("technician", &[4, 2], json!({ "reason": "门机皮带断裂" }));
    transfer.act(&technician, "submit", json!({})).expect(200);
    transfer.act(&supervisor, "approve", json!({})).expect(200);
    transfer.act(&supervisor, "pick", json!({})).expect(200);
    transfer.act(&supervisor, "ship", transfer.batch()).expect(200);
    let (session, user) = (SessionId(Uuid::now_v7()), person("finance").id());
    house.desk.world.execute(&format!(
        "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at) \
         VALUES ('{session}', '{user}', now(), now(), now() + interval '1 day')"
    ));
    let mut c = PgConnection::establish(&house.desk.world.url()).unwrap();
    let caller = of_session(&mut c, session, user, now(), String::new()).unwrap_or_else(|_| panic!());
    let id = transfer.path.rsplit('/').next().unwrap().parse().unwrap();
    let facts = read(&mut c, &caller, id).unwrap_or_else(|_| panic!("finance sees it"));
    let reader = Reader { locale: Locale::ZhCn, zone: caller.zone() };
    let told = |kind| form(&facts, kind, "https://service.sanbao.example", reader).texts().join("\n");
    let request = told(TransferForm::Request);
    for words in ["物料调拨申请单", "门机皮带断裂", "A-1", "20 天内", "三包内", "CD", "VAN"]
    {
        assert!(request.contains(words), "{words}: {request}");
    }
    let note = told(TransferForm::ShippingNote);
    for words in ["售后发货单", "顺丰速运", "SF1", "B07", "收货人签字（盖章）"] {
        assert!(note.contains(words), "{words}: {note}");
    }
}
