//! Pictures of what came back, scrapping by one with a picture, and what quality keeps.

use super::rma::{Rma, ask};
use super::supplier_return::{judged, part};
use crate::support::desk::Desk;
use crate::support::{Client, Response, at_once};
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};
use std::io::Cursor;

fn picture() -> Vec<u8> {
    let mut bytes = Cursor::new(vec![]);
    DynamicImage::new_rgb8(640, 480).write_to(&mut bytes, ImageFormat::Png).unwrap();
    bytes.into_inner()
}

fn send(who: &Client, rma: &Rma, bytes: &[u8]) -> Response {
    who.upload(&format!("{}/lines/{}/pictures?name=a%2Fb.png", rma.path(), rma.line(0)), bytes)
}

fn belt() -> Value {
    json!({ "name": "皮带", "quantity": 2 })
}

#[test]
fn with_a_picture_one_person_scraps_a_part() {
    let desk = Desk::open();
    let [quality, dealer, supervisor] = ["quality", "north_dealer", "supervisor"].map(|key| desk.as_(key));
    let mut rma = judged(&desk, belt());
    send(&dealer, &rma, &picture()).refused(403, "forbidden");
    send(&quality, &rma, b"no picture").refused_field("", "not_a_picture");
    let made = send(&quality, &rma, &picture()).expect(201);
    assert_eq!((made.text("/name"), made.text("/media_type")), ("a_b.png".into(), "image/png".into()));
    let path = format!("/rma-pictures/{}", made.text("/id"));
    desk.as_("supervisor").delete(&path).refused(409, "transition_refused");
    // Nobody's form goes stale by a picture.
    rma.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).expect(200);
    assert_eq!(rma.states().1, ["disposed"]);
    assert_eq!(rma.last["lines"][0]["scrap_confirmed_by_name"], Value::Null);
    // From then on it is evidence.
    quality.delete(&path).refused(409, "transition_refused");
    assert_eq!(
        dealer.get(&format!("{path}/thumbnail")).expect(200).header("content-type"),
        Some("image/jpeg")
    );
    assert_eq!(dealer.get(&format!("{path}/content")).expect(200).bytes, picture());

    // Decided without one, the picture may come later; taken away again, a second person is needed.
    let mut later = judged(&desk, belt());
    later.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).expect(200);
    later.act_on(&quality, 0, "confirm_scrap", json!({})).refused(403, "forbidden");
    let made = send(&quality, &later, &picture()).expect(201);
    assert!(quality.get(&later.path()).expect(200).body.contains("confirm_scrap"));
    quality.delete(&format!("/rma-pictures/{}", made.text("/id"))).expect(204);
    later.act_on(&quality, 0, "confirm_scrap", json!({})).refused(403, "forbidden");
    send(&quality, &later, &picture()).expect(201);
    later.act_on(&quality, 0, "confirm_scrap", json!({})).expect(200);
    assert_eq!(later.states().1, ["disposed"]);

    let mut by_two = judged(&desk, belt());
    by_two.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).expect(200);
    by_two.act_on(&supervisor, 0, "confirm_scrap", json!({})).expect(200);
    assert_eq!(by_two.last["lines"][0]["pictures"], json!([]));
}

#[test]
fn pictures_are_seen_by_whom_they_concern() {
    let desk = Desk::open();
    let [quality, supplier] = ["quality", "supplier"].map(|key| desk.as_(key));
    let mut rma = judged(&desk, json!({ "part_id": part(&desk, json!({})), "quantity": 2 }));
    let made = send(&quality, &rma, &picture()).expect(201);
    let path = format!("/rma-pictures/{}/content", made.text("/id"));
    rma.act_on(&quality, 0, "dispose", json!({ "disposition": "return_to_supplier" })).expect(200);
    for stranger in ["south_dealer", "supplier"] {
        desk.as_(stranger).get(&path).refused(404, "not_found");
    }
    desk.as_("tower_customer").get(&path).refused(403, "forbidden");
    let leg = format!("/supplier-returns/{}", rma.line(0));
    let etag = quality.get(&leg).expect(200).etag();
    quality.act(&format!("{leg}/offer"), &etag, json!({})).expect(200);
    supplier.get(&path).expect(200);
    let theirs = supplier.get(&leg).expect(200).json()["pictures"][0].clone();
    assert_eq!((&theirs["uploaded_by_name"], &theirs["removable"]), (&Value::Null, &json!(false)));
    desk.as_("north_dealer").get(&path).expect(200);
}

#[test]
fn a_picture_is_taken_of_what_has_come_and_not_too_many() {
    let desk = Desk::open();
    let [dealer, quality] = ["north_dealer", "quality"].map(|key| desk.as_(key));
    let due = Rma::of(&ask(&dealer, json!([belt()]), json!({})).expect(201));
    send(&quality, &due, &picture()).refused(409, "transition_refused");
    let rma = judged(&desk, belt());
    let answers = at_once(8, |_| send(&quality, &rma, &picture()).status);
    assert_eq!(answers, [201; 8]);
    for _ in 8..20 {
        send(&quality, &rma, &picture()).expect(201);
    }
    send(&quality, &rma, &picture()).refused(409, "transition_refused");
    assert_eq!(desk.world.count("blobs"), 1, "the same content is kept once");
    let other = format!("{}/lines/{}/pictures?name=x.png", due.path(), rma.line(0));
    quality.upload(&other, &picture()).refused(404, "not_found");
}

#[test]
fn nothing_becomes_of_what_quality_keeps() {
    let desk = Desk::open();
    let [quality, supervisor, dealer] = ["quality", "supervisor", "north_dealer"].map(|key| desk.as_(key));
    let mut rma = judged(&desk, belt());
    rma.act_on(&supervisor, 0, "hold", json!({ "reason": "x" })).refused(403, "forbidden");
    rma.act_on(&quality, 0, "dispose", json!({ "disposition": "scrap" })).expect(200);
    rma.act_on(&quality, 0, "hold", json!({ "reason": "同批次还有投诉" })).expect(200);
    assert_eq!(rma.last["lines"][0]["hold"]["reason"], "同批次还有投诉");
    assert_eq!(rma.last["lines"][0]["available_actions"], json!(["lift_hold", "charge"]));
    let again =
        rma.act_on(&quality, 0, "hold", json!({ "reason": "再扣" })).refused(409, "transition_refused");
    assert_eq!(again.json()["allowed"], json!(["lift_hold"]));
    rma.act_on(&supervisor, 0, "confirm_scrap", json!({})).refused(409, "transition_refused");
    let rework = json!({ "disposition": "rework" });
    rma.act_on(&supervisor, 0, "dispose", rework.clone()).refused(409, "transition_refused");
    assert_eq!(dealer.get(&rma.path()).expect(200).json()["lines"][0]["hold"], Value::Null);
    rma.act_on(&quality, 0, "lift_hold", json!({})).expect(200);
    rma.act_on(&supervisor, 0, "dispose", rework).expect(200);
    assert_eq!(rma.states().1, ["disposed"]);
    assert_eq!(desk.world.count("rma_holds WHERE lifted_at IS NOT NULL"), 1);
}
