//! Files on tickets: kept as they came, shown to those who may see them, never run.

use crate::support::desk::Desk;
use crate::support::{Client, Response};
use chrono::{Duration, Utc};
use image::{DynamicImage, ImageFormat};
use sanbao::jobs;
use serde_json::Value;
use shared::records::attachment::LARGEST;
use std::io::Cursor;

fn photograph() -> Vec<u8> {
    let mut out = Cursor::new(vec![]);
    DynamicImage::new_rgb8(1200, 900).write_to(&mut out, ImageFormat::Png).unwrap();
    out.into_inner()
}

/// Bytes that do not repeat with the pieces they are stored in.
fn long(size: usize) -> Vec<u8> {
    (0..size).map(|n| (n % 251) as u8).collect()
}

fn list(client: &Client, ticket: &str) -> Vec<Value> {
    client.get(&format!("{ticket}/attachments")).expect(200).json()["items"].as_array().unwrap().clone()
}

fn content(made: &Response) -> String {
    format!("/attachments/{}/content", made.text("/id"))
}

#[test]
fn a_technician_adds_a_photograph_and_everybody_on_the_ticket_sees_it() {
    let desk = Desk::open();
    let technician = desk.as_("technician");
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let photograph = photograph();
    let made = technician
        .upload(&format!("{ticket}/attachments?name=..%2F%E9%97%A8%E6%9C%BA.png"), &photograph)
        .expect(201);
    let file = made.json();
    assert_eq!((file["name"].as_str(), file["media_type"].as_str()), (Some("_门机.png"), Some("image/png")));
    assert_eq!(
        (file["size"].as_u64().unwrap() as usize, &file["has_thumbnail"]),
        (photograph.len(), &true.into())
    );
    for key in ["tower_customer", "north_dealer", "service_specialist"] {
        let reader = desk.as_(key);
        assert_eq!(list(&reader, &ticket)[0]["name"], "_门机.png", "{key}");
        let read = reader.get(&content(&made)).expect(200);
        assert!(read.bytes == photograph, "{key}");
        assert_eq!(read.header("content-type"), Some("image/png"));
        assert_eq!(read.header("x-content-type-options"), Some("nosniff"));
        assert!(
            read.header("content-disposition").unwrap().starts_with("inline; filename=\"___.png\""),
            "{key}"
        );
        let small = reader.get(&format!("/attachments/{}/thumbnail", made.text("/id"))).expect(200);
        let picture = image::load_from_memory_with_format(&small.bytes, ImageFormat::Jpeg).unwrap();
        assert_eq!((picture.width(), picture.height()), (320, 240));
    }
    let timeline = technician.get(&format!("{ticket}/timeline")).expect(200).json();
    assert_eq!(timeline["items"][0]["kind"], "attachment");
    assert_eq!(timeline["items"][0]["values"]["name"], "_门机.png");
}

#[test]
fn a_large_file_comes_back_whole_and_in_parts() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let file = long(LARGEST);
    let made = specialist.upload(&format!("{ticket}/attachments?name=log.bin"), &file).expect(201);
    let address = content(&made);
    let whole = specialist.get(&address).expect(200);
    assert!(whole.bytes == file);
    assert_eq!(whole.header("content-length"), Some(LARGEST.to_string().as_str()));
    assert!(whole.header("content-disposition").unwrap().starts_with("attachment"));
    let part = |range: &str| specialist.send("GET", &address, &[("range", range)], None);
    for (range, from, to) in [
        ("bytes=0-0", 0, 1),
        ("bytes=262143-262144", 262_143, 262_145),
        ("bytes=20971000-", 20_971_000, LARGEST),
        ("bytes=-5", LARGEST - 5, LARGEST),
        ("bytes=100-99999999", 100, LARGEST),
    ] {
        let answer = part(range).expect(206);
        assert!(answer.bytes == file[from..to], "{range}");
        let said = format!("bytes {from}-{}/{LARGEST}", to - 1);
        assert_eq!(answer.header("content-range"), Some(said.as_str()), "{range}");
    }
    // What is no range of this file is not looked at.
    for range in ["bytes=20971520-", "bytes=5-1", "bytes=0-1,3-4", "lines=1-2", "nonsense"] {
        assert!(part(range).expect(200).bytes.len() == LARGEST, "{range}");
    }
    let more = [file, vec![0]].concat();
    specialist.upload(&format!("{ticket}/attachments?name=x"), &more).refused(413, "body_too_large");
    specialist.upload(&format!("{ticket}/attachments?name=x"), &[]).refused_field("", "required");
    assert_eq!(list(&specialist, &ticket).len(), 1);
}

#[test]
fn what_could_run_in_a_browser_never_does() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let script = "<script>fetch('/api/v1/me')</script>";
    for (name, body) in [
        ("x.html", format!("<!DOCTYPE html>{script}")),
        ("x.svg", format!("<svg xmlns='http://www.w3.org/2000/svg'>{script}</svg>")),
        ("x.png", format!("<html>{script}</html>")),
        ("x.xml", format!("<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'>{script}</html>")),
    ] {
        let made =
            specialist.upload(&format!("{ticket}/attachments?name={name}"), body.as_bytes()).expect(201);
        let read = specialist.get(&content(&made)).expect(200);
        assert_eq!(read.header("content-type"), Some("text/plain"), "{name}");
        assert!(read.header("content-disposition").unwrap().starts_with("attachment"), "{name}");
        assert_eq!(read.header("x-content-type-options"), Some("nosniff"), "{name}");
        assert_eq!(made.json()["has_thumbnail"], false, "{name}");
    }
}

#[test]
fn internal_files_and_those_of_other_tickets_are_not_there() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let address = format!("{ticket}/attachments");
    let secret =
        specialist.upload(&format!("{address}?name=cost.txt&visibility=internal"), b"secret").expect(201);
    let open = specialist.upload(&format!("{address}?name=note.txt"), b"open").expect(201);
    for key in ["tower_customer", "north_dealer"] {
        let reader = desk.as_(key);
        let names: Vec<Value> = list(&reader, &ticket).into_iter().map(|file| file["name"].clone()).collect();
        assert_eq!(names, ["note.txt"], "{key}");
        reader.get(&content(&secret)).refused(404, "not_found");
        let timeline = reader.get(&format!("{ticket}/timeline")).expect(200);
        assert!(!timeline.body.contains("cost.txt"), "{key}");
        reader.upload(&format!("{address}?name=x&visibility=internal"), b"x").refused(403, "forbidden");
    }
    for key in ["harbour_customer", "south_dealer"] {
        let reader = desk.as_(key);
        reader.get(&address).refused(404, "not_found");
        reader.get(&content(&open)).refused(404, "not_found");
        reader.delete(&format!("/attachments/{}", open.text("/id"))).refused(404, "not_found");
        reader.upload(&format!("{address}?name=x"), b"x").refused(404, "not_found");
    }
}

#[test]
fn a_file_is_taken_away_by_whoever_added_it_or_the_house_and_its_content_a_day_later() {
    let desk = Desk::open();
    let (specialist, dealer) = (desk.as_("service_specialist"), desk.as_("north_dealer"));
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let address = format!("{ticket}/attachments?name=note.txt");
    let theirs = specialist.upload(&address, b"the same").expect(201);
    let own = dealer.upload(&address, b"the same").expect(201);
    assert_eq!(desk.world.count("blobs"), 1, "the same content is kept once");
    let seen: Vec<bool> =
        list(&dealer, &ticket).iter().map(|file| file["removable"].as_bool().unwrap()).collect();
    assert_eq!(seen, [true, false]);
    let path = |made: &Response| format!("/attachments/{}", made.text("/id"));
    dealer.delete(&path(&theirs)).refused(403, "forbidden");
    dealer.delete(&path(&own)).expect(204);
    dealer.delete(&path(&own)).refused(404, "not_found");
    jobs::clean(&desk.world.db(), Utc::now() + Duration::days(2)).unwrap();
    assert_eq!(specialist.get(&content(&theirs)).expect(200).body, "the same");
    specialist.delete(&path(&theirs)).expect(204);
    jobs::clean(&desk.world.db(), Utc::now()).unwrap();
    assert_eq!(desk.world.count("blobs"), 1);
    jobs::clean(&desk.world.db(), Utc::now() + Duration::days(2)).unwrap();
    assert_eq!((desk.world.count("blobs"), desk.world.count("blob_pieces")), (0, 0));
    let timeline = specialist.get(&format!("{ticket}/timeline")).expect(200).json();
    assert_eq!(timeline["items"][0]["values"]["attachment"], "removed");
}

#[test]
fn a_file_that_is_sent_twice_under_one_key_is_there_once() {
    let desk = Desk::open();
    let specialist = desk.as_("service_specialist");
    let ticket = desk.file("service_specialist", serde_json::json!({})).path();
    let send = |name: &str, body: &str| {
        let path = format!("{ticket}/attachments?name={name}");
        specialist.send("POST", &path, &[("idempotency-key", "one")], Some(body))
    };
    let first = send("a.txt", "x").expect(201);
    assert_eq!(send("a.txt", "x").expect(201).body, first.body);
    send("b.txt", "x").refused(422, "idempotency_key_reused");
    send("a.txt", "y").refused(422, "idempotency_key_reused");
    assert_eq!(list(&specialist, &ticket).len(), 1);
}
