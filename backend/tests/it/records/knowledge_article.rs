//! The knowledge base: written in the house, published in editions, read by those it is meant for.

use crate::support::desk::{Desk, FAULT, PRODUCT};
use crate::support::{Client, Response, person};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use chrono::{Duration, Utc};
use sanbao::jobs;
use serde_json::{Value, json};

fn article(title: &str, more: Value) -> Value {
    let mut body = json!({ "title": title, "body": "检查皮带张力，更换后试运行。", "kind": "faq", "audience": "public" });
    body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    body
}

fn path(made: &Response) -> String {
    format!("/knowledge-articles/{}", made.text("/id"))
}

/// Writes and publishes an article; gives it as it is then.
fn publish(who: &Client, title: &str, more: Value) -> Response {
    let made = who.post("/knowledge-articles", article(title, more)).expect(201);
    who.act(&format!("{}/publish", path(&made)), &made.etag(), json!({})).expect(200)
}

fn encoded(query: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(query).finish()
}

fn titles(client: &Client, query: &[(&str, &str)]) -> Vec<String> {
    let page = client.get(&format!("/knowledge-articles?{}", encoded(query))).expect(200).json();
    page["items"].as_array().unwrap().iter().map(|a| a["title"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn readers_see_what_is_published_for_them() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    let draft = quality.post("/knowledge-articles", article("草稿", json!({}))).expect(201);
    assert!(draft.text("/number").starts_with("KB-"), "{}", draft.body);
    let internal = publish(&quality, "内部成本", json!({ "audience": "internal" }));
    let dealer = publish(&quality, "经销商手册", json!({ "audience": "dealer", "kind": "manual" }));
    let open = publish(&quality, "用户问答", json!({}));
    for (who, seen) in [
        ("technician", vec!["用户问答", "经销商手册", "内部成本", "草稿"]),
        ("finance", vec!["用户问答", "经销商手册", "内部成本", "草稿"]),
        ("north_dealer", vec!["用户问答", "经销商手册"]),
        ("north_technician", vec!["用户问答", "经销商手册"]),
        ("tower_customer", vec!["用户问答"]),
        ("supplier", vec!["用户问答"]),
    ] {
        assert_eq!(titles(&desk.as_(who), &[]), seen, "{who}");
    }
    let customer = desk.as_("tower_customer");
    for hidden in [&draft, &internal, &dealer] {
        for part in ["", "/editions", "/editions/1", "/files"] {
            customer.get(&format!("{}{part}", path(hidden))).refused(404, "not_found");
        }
    }
    customer.get(&path(&open)).expect(200);
    customer.post("/knowledge-articles", article("x", json!({}))).refused(403, "forbidden");
    desk.as_("technician").post("/knowledge-articles", article("x", json!({}))).refused(403, "forbidden");
    let publish = format!("{}/publish", path(&draft));
    desk.as_("north_dealer").act(&publish, "\"1\"", json!({})).refused(403, "forbidden");

    // The search finds what the list shows.
    let search =
        |who: &str| desk.as_(who).get(&format!("/search?{}", encoded(&[("q", "手册")]))).expect(200).json();
    assert_eq!(search("north_dealer")["groups"][0]["kind"], "knowledge_article");
    assert_eq!(search("north_dealer")["groups"][0]["hits"][0]["title"], "经销商手册");
    assert_eq!(search("tower_customer")["groups"], json!([]));

    assert_eq!(titles(&quality, &[("kind", "manual,bulletin")]), ["经销商手册"]);
    assert_eq!(titles(&quality, &[("status", "draft")]), ["草稿"]);
    assert_eq!(titles(&quality, &[("q", "皮带 成本")]), ["内部成本"]);
    let first = quality.get("/knowledge-articles?limit=3").expect(200).json();
    let cursor = first["next_cursor"].as_str().unwrap();
    assert_eq!(titles(&quality, &[("limit", "3"), ("cursor", cursor)]), ["草稿"]);
}

#[test]
fn every_publishing_is_an_edition_that_never_changes() {
    let desk = Desk::open();
    let (quality, customer) = (desk.as_("quality"), desk.as_("tower_customer"));
    let first = publish(&quality, "门机异响", json!({}));
    let own = path(&first);
    assert_eq!(
        (first.json()["edition"].as_i64(), first.json()["status"].as_str()),
        (Some(1), Some("published"))
    );

    // What is changed reaches readers only when it is published.
    let changed = quality
        .put(&own, &first.etag(), article("门机异响（新）", json!({ "audience": "dealer" })))
        .expect(200);
    assert_eq!(
        (changed.text("/title").as_str(), changed.text("/draft/title").as_str()),
        ("门机异响", "门机异响（新）")
    );
    let seen = customer.get(&own).expect(200).json();
    assert_eq!((seen["title"].as_str(), &seen["draft"]), (Some("门机异响"), &Value::Null));
    assert_eq!(desk.as_("technician").get(&own).expect(200).json()["draft"], Value::Null);
    quality.put(&own, &first.etag(), article("旧", json!({}))).refused(412, "version_stale");
    // Taken back, nothing is left to publish.
    let back = quality.put(&own, &changed.etag(), article("门机异响", json!({}))).expect(200);
    assert_eq!(back.json()["draft"], Value::Null);
    let same = quality.act(&format!("{own}/publish"), &back.etag(), json!({})).expect(200);
    assert_eq!((same.json()["edition"].as_i64(), same.etag()), (Some(1), back.etag()));

    let changed = quality
        .put(&own, &back.etag(), article("门机异响（新）", json!({ "audience": "dealer" })))
        .expect(200);
    let second = quality.act(&format!("{own}/publish"), &changed.etag(), json!({})).expect(200);
    assert_eq!(
        (second.json()["edition"].as_i64(), second.text("/title").as_str()),
        (Some(2), "门机异响（新）")
    );
    customer.get(&own).refused(404, "not_found");
    let editions = quality.get(&format!("{own}/editions")).expect(200).json();
    let named: Vec<_> =
        editions["items"].as_array().unwrap().iter().map(|e| e["title"].as_str().unwrap()).collect();
    assert_eq!(named, ["门机异响（新）", "门机异响"]);
    let old = quality.get(&format!("{own}/editions/1")).expect(200).json();
    assert_eq!((old["title"].as_str(), old["audience"].as_str()), (Some("门机异响"), Some("public")));
    assert_eq!(old["published_by_name"], quality.get("/me").expect(200).json()["name"]);
    quality.get(&format!("{own}/editions/3")).refused(404, "not_found");

    // An edition of the house stays in the house, although the article is for others now.
    let internal = publish(&quality, "只给内部", json!({ "audience": "internal" }));
    let other = path(&internal);
    let opened = quality.put(&other, &internal.etag(), article("给大家", json!({}))).expect(200);
    let opened = quality.act(&format!("{other}/publish"), &opened.etag(), json!({})).expect(200);
    let seen = customer.get(&format!("{other}/editions")).expect(200).json();
    assert_eq!(seen["items"].as_array().unwrap().len(), 1);
    customer.get(&format!("{other}/editions/1")).refused(404, "not_found");
    assert!(!customer.get(&format!("{other}/editions/2")).expect(200).body.contains("只给内部"));

    // Archived it is gone for readers, and comes back as a further edition.
    let archived = quality.act(&format!("{other}/archive"), &opened.etag(), json!({})).expect(200);
    assert_eq!(archived.text("/status"), "archived");
    customer.get(&other).refused(404, "not_found");
    let again = quality.act(&format!("{other}/publish"), &archived.etag(), json!({})).expect(200);
    assert_eq!(again.json()["edition"], 3);
    customer.get(&other).expect(200);
    assert_eq!(
        desk.world.count("audit_entries WHERE record = 'knowledge_article' AND action = 'publish'"),
        5
    );
}

#[test]
fn an_article_is_about_models_and_fault_codes() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    let about = json!({ "product_ids": [PRODUCT], "fault_code_ids": [FAULT] });
    let made = publish(&quality, "门机", about);
    publish(&quality, "别的", json!({}));
    assert_eq!(
        (made.text("/products/0/code"), made.text("/fault_codes/0/code")),
        ("SB-1000P".into(), "DR-03".into())
    );
    assert_eq!(titles(&quality, &[("product_id", PRODUCT)]), ["门机"]);
    assert_eq!(titles(&quality, &[("fault_code_id", FAULT)]), ["门机"]);
    let listed = quality.get("/knowledge-articles").expect(200).json();
    assert_eq!(listed["items"][1]["fault_codes"], json!(["DR-03"]));
    let away = quality.put(&path(&made), &made.etag(), article("门机", json!({}))).expect(200);
    assert_eq!(away.json()["products"], json!([]));
    let unknown = json!({ "product_ids": [PRODUCT, "01933f0a-0000-7000-8000-00000000dead"] });
    quality
        .post("/knowledge-articles", article("x", unknown))
        .refused_field("/product_ids/1", "no_such_record");
    let many = json!({ "fault_code_ids": vec![FAULT; 51] });
    quality.post("/knowledge-articles", article("x", many)).refused_field("/fault_code_ids", "too_large");
}

#[test]
fn files_carry_their_checksum_and_follow_the_article() {
    let desk = Desk::open();
    let (quality, dealer) = (desk.as_("quality"), desk.as_("north_dealer"));
    let made = publish(&quality, "固件", json!({ "kind": "software", "audience": "dealer" }));
    let address = format!("{}/files", path(&made));
    let bytes: Vec<u8> = (0..700_000_u32).map(|n| (n % 251) as u8).collect();
    let query = encoded(&[("name", "../主板.bin"), ("label", "V3.2.1")]);
    let sent = quality.upload(&format!("{address}?{query}"), &bytes).expect(201);
    assert_eq!((sent.text("/name"), sent.text("/label")), ("_主板.bin".into(), "V3.2.1".into()));
    dealer.upload(&format!("{address}?name=x"), b"x").refused(403, "forbidden");

    let file = dealer.get(&address).expect(200).json()["items"][0].clone();
    assert_eq!((file["size"].as_u64(), file["removable"].as_bool()), (Some(700_000), Some(false)));
    let content = format!("/knowledge-files/{}/content", sent.text("/id"));
    let whole = dealer.get(&content).expect(200);
    assert!(whole.bytes == bytes);
    let digest = whole.header("repr-digest").unwrap().to_owned();
    let hash = STANDARD.decode(digest.strip_prefix("sha-256=:").unwrap().trim_end_matches(':')).unwrap();
    let hex: String = hash.iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(file["sha256"], hex.as_str());
    let part = dealer.send("GET", &content, &[("range", "bytes=262143-262144")], None).expect(206);
    assert!(part.bytes == bytes[262_143..=262_144]);
    assert_eq!(part.header("repr-digest"), Some(digest.as_str()));

    // Whoever does not see the article does not see its files.
    let customer = desk.as_("tower_customer");
    customer.get(&address).refused(404, "not_found");
    customer.get(&content).refused(404, "not_found");
    desk.as_("technician")
        .delete(&format!("/knowledge-files/{}", sent.text("/id")))
        .refused(403, "forbidden");

    // The content stays as long as a file has it.
    jobs::clean(&desk.world.db(), Utc::now() + Duration::days(2)).unwrap();
    assert!(dealer.get(&content).expect(200).bytes == bytes);
    quality.delete(&format!("/knowledge-files/{}", sent.text("/id"))).expect(204);
    dealer.get(&content).refused(404, "not_found");
    jobs::clean(&desk.world.db(), Utc::now() + Duration::days(2)).unwrap();
    assert_eq!(desk.world.count("blobs"), 0);
}

#[test]
fn what_fits_a_ticket_is_suggested_with_the_reason() {
    let desk = Desk::open();
    let quality = desk.as_("quality");
    publish(&quality, "扶梯清洁", json!({}));
    publish(&quality, "门机异响的原因", json!({}));
    publish(&quality, "客梯手册", json!({ "product_ids": [PRODUCT], "audience": "dealer" }));
    publish(&quality, "更换皮带", json!({ "fault_code_ids": [FAULT], "audience": "internal" }));
    quality
        .post("/knowledge-articles", article("门机异响草稿", json!({ "fault_code_ids": [FAULT] })))
        .expect(201);
    let query = encoded(&[("fault_code_id", FAULT), ("product_id", PRODUCT), ("subject", "3 号梯门机异响")]);
    let suggested = |who: &str| -> Vec<String> {
        let found =
            desk.as_(who).with("accept-language", "en").get(&format!("/knowledge-suggestions?{query}"));
        let found = found.expect(200).json();
        let one = |s: &Value| {
            format!("{} {}", s["title"].as_str().unwrap(), s["reasons"][0]["key"].as_str().unwrap())
        };
        found.as_array().unwrap().iter().map(one).collect()
    };
    assert_eq!(
        suggested("technician"),
        [
            "更换皮带 knowledge_reason-fault_code",
            "客梯手册 knowledge_reason-product",
            "门机异响的原因 knowledge_reason-words"
        ]
    );
    assert_eq!(suggested("north_dealer").len(), 2);
    assert_eq!(suggested("tower_customer"), ["门机异响的原因 knowledge_reason-words"]);
    assert_eq!(quality.get("/knowledge-suggestions").expect(200).json(), json!([]));
}

#[test]
fn a_public_comment_names_only_what_its_readers_may_read() {
    let desk = Desk::open();
    let (quality, specialist) = (desk.as_("quality"), desk.as_("service_specialist"));
    let ticket = desk.file("service_specialist", json!({})).path();
    let number = |made: &Response| made.text("/number");
    let draft = quality.post("/knowledge-articles", article("草稿", json!({}))).expect(201);
    let internal = publish(&quality, "内部", json!({ "audience": "internal" }));
    let open = publish(&quality, "公开", json!({}));
    let write = |visibility: &str, body: &str| {
        specialist.post(&format!("{ticket}/comments"), json!({ "visibility": visibility, "body": body }))
    };
    for closed in [&draft, &internal] {
        let body = format!("见 {}、{}", number(&open), number(closed));
        let refused = write("public", &body).refused_field("/body", "article_internal");
        assert!(refused.body.contains(&number(closed)), "{}", refused.body);
        write("internal", &body).expect(201);
    }
    write("public", &format!("见《公开》（{}）和 KB-1999-000001", number(&open))).expect(201);
    assert_eq!(desk.world.count("comments"), 3);
}

#[test]
fn what_the_customer_is_told_names_no_article_of_the_house() {
    let desk = Desk::open();
    let (quality, specialist) = (desk.as_("quality"), desk.as_("service_specialist"));
    let number = publish(&quality, "内部", json!({ "audience": "internal" })).text("/number");
    let mut ticket = desk.file("service_specialist", json!({}));
    ticket.act(&specialist, "verify", json!({})).expect(200);
    let answer = json!({ "answer": format!("请参阅 {number}") });
    ticket.act(&specialist, "respond", answer).refused_field("/answer", "article_internal");
    ticket.act(&specialist, "assign", json!({ "assignee_id": person("technician").id() })).expect(200);
    let technician = desk.as_("technician");
    ticket.act(&technician, "start", json!({})).expect(200);
    let solution = json!({ "solution": format!("按 {number} 更换") });
    ticket.act(&technician, "resolve", solution).refused_field("/solution", "article_internal");
    ticket.act(&technician, "resolve", json!({ "solution": "更换门机皮带" })).expect(200);
}
