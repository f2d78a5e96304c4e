//! Returns on paper: tags, delivery note, receipt and inspection sheet; and the sheet for a count.

use super::paper::caller;
use super::rma::{Rma, ask, sheet};
use crate::support::desk::{Desk, UNIT};
use diesel::prelude::*;
use sanbao::paper::{Label, LabelPaper, Mark, lay_out_labels, width};
use sanbao::records::register::Reader;
use sanbao::records::rma::paper::{form, read, tags};
use serde_json::json;
use shared::i18n::Locale;
use shared::records::rma::RmaForm;

/// One that came short, is inspected in part, and of which something is owed still.
fn returned(desk: &Desk) -> Rma {
    let [dealer, specialist, quality] =
        ["north_dealer", "service_specialist", "quality"].map(|key| desk.as_(key));
    let lines = json!([
        { "name": "门机电机", "old_serial": "M-1", "unit_id": UNIT, "fault": "通电无反应", "quantity": 1 },
        { "name": "门机皮带", "batch": "B07", "quantity": 5 },
        { "name": "光幕", "quantity": 2 },
    ]);
    let mut rma = Rma::of(&ask(&dealer, lines, json!({ "reason": "质保期更换" })).expect(201));
    rma.act(&specialist, "authorize", json!({})).expect(200);
    rma.ship(&dealer, &[(0, 1), (1, 5)]).expect(200);
    rma.receive(&specialist, &[(0, 1), (1, 3)]).expect(200);
    rma.act_on(&quality, 0, "judge", sheet("confirmed_defect")).expect(200);
    rma
}

/// What somebody reads on a form.
fn told(desk: &Desk, key: &str, rma: &Rma, kind: RmaForm, locale: Locale) -> String {
    let caller = caller(desk, key);
    let mut c = PgConnection::establish(&desk.world.url()).unwrap();
    let facts =
        read(&mut c, &caller, rma.id.parse().unwrap(), kind, None).unwrap_or_else(|_| panic!("{key}"));
    let made = form(&facts, kind, "https://service.sanbao.example", Reader { locale, zone: caller.zone() });
    assert_eq!(made.link, format!("https://service.sanbao.example/rmas/{}", rma.id));
    made.texts().join("\n")
}

#[test]
fn each_form_says_what_it_is_signed_for() {
    let desk = Desk::open();
    let rma = returned(&desk);
    let zh = |kind| told(&desk, "quality", &rma, kind, Locale::ZhCn);
    let note = zh(RmaForm::DeliveryNote);
    // Nothing is on its way: the note is about what is owed.
    assert!(note.contains("光幕") && !note.contains("门机皮带"), "{note}");
    for words in ["退件出库单", "质保期更换", "发件人签字", "共 1 行，2 件"] {
        assert!(note.contains(words), "{words}: {note}");
    }
    let receipt = zh(RmaForm::Receipt);
    for words in ["旧件(总成)验收单", "顺丰", "完好", "寄出 6 件，实收 4 件，短少 2 件", "仓库管理员签字"]
    {
        assert!(receipt.contains(words), "{words}: {receipt}");
    }
    assert!(!receipt.contains("光幕"), "{receipt}");
    let inspection = zh(RmaForm::Inspection);
    for words in ["退件检验表", "绝缘 0.1 MΩ", "绕组短路", "故障属实", "供应商", "80 %", "门机皮带"]
    {
        assert!(inspection.contains(words), "{words}: {inspection}");
    }
    let english = told(&desk, "quality", &rma, RmaForm::Inspection, Locale::En);
    for words in ["Return inspection sheet", "Confirmed defect", "Supplier", "Standard test"] {
        assert!(english.contains(words), "{words}: {english}");
    }
    let own = told(&desk, "north_dealer", &rma, RmaForm::Receipt, Locale::ZhCn);
    assert!(!own.contains("绕组短路") && !own.contains("供应商"), "{own}");
}

#[test]
fn dealers_print_their_own_tags_and_notes_and_the_house_its_sheets() {
    let desk = Desk::open();
    let rma = returned(&desk);
    let dealer = desk.as_("north_dealer");
    for (form, name) in [
        ("tags", "tags"),
        ("tag_roll", "tag-roll"),
        ("delivery_note", "delivery-note"),
        ("receipt", "receipt"),
    ] {
        let mut languages = vec![];
        for lang in ["zh-CN", "en"] {
            let path = format!("{}/paper/{form}?lang={lang}", rma.path());
            let first = dealer.get(&path).expect(200);
            assert_eq!(first.header("content-type"), Some("application/pdf"));
            assert!(first.header("content-disposition").unwrap().contains(&format!("-{name}.pdf")), "{form}");
            assert!(first.bytes.starts_with(b"%PDF-"), "{form}");
            assert!(first.bytes == dealer.get(&path).expect(200).bytes, "{form} differs");
            languages.push(first.bytes);
        }
        assert!(languages[0] != languages[1], "{form}");
        desk.as_("south_dealer").get(&format!("{}/paper/{form}", rma.path())).refused(404, "not_found");
    }
    let sheet = format!("{}/paper/inspection", rma.path());
    dealer.get(&sheet).refused(403, "forbidden");
    desk.as_("finance").get(&sheet).expect(200);
    desk.as_("south_dealer").get(&sheet).refused(404, "not_found");
    dealer.get(&format!("{}/paper/invoice", rma.path())).refused(404, "not_found");
    dealer.get(&format!("{}/paper/tags?lang=fr", rma.path())).refused_field("?lang", "not_allowed");
    // A tag that was lost is printed again, but not that of another return.
    dealer.get(&format!("{}/paper/tag_roll?line_id={}", rma.path(), rma.line(1))).expect(200);
    let foreign = Rma::of(&ask(&dealer, json!([{ "name": "x", "quantity": 1 }]), json!({})).expect(201));
    dealer
        .get(&format!("{}/paper/tag_roll?line_id={}", rma.path(), foreign.line(0)))
        .refused_field("?line_id", "no_such_record");
}

#[test]
fn a_tag_says_what_it_is_stuck_on_and_leads_to_where_it_is_scanned() {
    let desk = Desk::open();
    let rma = returned(&desk);
    let caller = caller(&desk, "north_dealer");
    let mut c = PgConnection::establish(&desk.world.url()).unwrap();
    let facts =
        read(&mut c, &caller, rma.id.parse().unwrap(), RmaForm::Tags, None).unwrap_or_else(|_| panic!());
    let reader = Reader { locale: Locale::ZhCn, zone: caller.zone() };
    let labels = tags(&facts, RmaForm::Tags, "https://service.sanbao.example", reader);
    assert_eq!(labels.len(), 3);
    let tag = rma.last["lines"][0]["tag"].as_str().unwrap();
    let first = &labels[0];
    assert_eq!((first.code.as_str(), first.name.as_str()), (tag, "门机电机"));
    assert_eq!(first.link, format!("https://service.sanbao.example/scan#{tag}"));
    let number = rma.last["head"]["number"].as_str().unwrap();
    let facts: Vec<&str> = first.facts.iter().map(|(_, text)| text.as_str()).collect();
    assert_eq!(facts, [number, "North", "1", "SB-0001", "M-1", "通电无反应"]);
}

#[test]
fn labels_keep_within_their_edges_however_much_they_say() {
    let label = |n: usize| Label {
        title: "旧件标识卡".into(),
        house: "三宝电梯有限公司".repeat(n),
        code: "7K2M9QXA4T".into(),
        link: "https://service.sanbao.example/scan#7K2M9QXA4T".into(),
        name: "DM-2201 门机电机".repeat(n),
        facts: (0..6).map(|k| (format!("栏{k}"), "通电无反应，有焦味。".repeat(1 + k * n))).collect(),
    };
    for (paper, size, per_page) in
        [(LabelPaper::Sheet, (297.6, 161.6), 10), (LabelPaper::Roll, (170.1, 113.4), 1)]
    {
        let labels: Vec<Label> = (0..23).map(|n| label(n % 9 + 1)).collect();
        let pages = lay_out_labels(&labels, paper).unwrap();
        assert_eq!(pages.len(), 23_usize.div_ceil(per_page));
        for page in &pages {
            for mark in page {
                let Mark::Text { x, y, size: letters, text, .. } = mark else { continue };
                // The place of the label that it stands on.
                let left = if paper == LabelPaper::Sheet { (595.28 - 2.0 * size.0) / 2.0 } else { 0.0 };
                let top = if paper == LabelPaper::Sheet { (841.89 - 5.0 * size.1) / 2.0 } else { 0.0 };
                let (across, down) = ((x - left) % size.0, (y - top) % size.1);
                assert!(across > 5.0 && across + width(text, *letters) < size.0 - 4.0, "{text} is too wide");
                assert!(down > 5.0 && down < size.1 - 4.0, "{text} is too low: {down}");
            }
        }
        let said: Vec<_> = pages
            .iter()
            .flatten()
            .filter(|m| matches!(m, Mark::Text { text, .. } if text == "7K2M9QXA4T"))
            .collect();
        assert_eq!(said.len(), 23);
    }
}

#[test]
fn a_form_takes_as_many_statements_for_many_lines_as_for_one() {
    let desk = Desk::open();
    let dealer = desk.as_("north_dealer");
    let lines = |n: usize| json!(vec![json!({ "name": "皮带", "quantity": 1 }); n]);
    let statements = |rma: &Rma| {
        let caller = caller(&desk, "service_specialist");
        let id = rma.id.parse().unwrap();
        desk.world.counted(|c| read(c, &caller, id, RmaForm::Inspection, None).map(|_| ()).is_ok()).1
    };
    let few = Rma::of(&ask(&dealer, lines(1), json!({})).expect(201));
    let many = Rma::of(&ask(&dealer, lines(60), json!({})).expect(201));
    assert_eq!(statements(&few), statements(&many));
    dealer.get(&format!("{}/paper/tags", many.path())).expect(200);
}

#[test]
fn a_count_prints_its_sheet() {
    let desk = Desk::open();
    desk.world.execute(
        "INSERT INTO locations (id, organization_id, code, name, kind, active, version, created_at, updated_at) \
         SELECT '00000000-0000-7000-8000-00000000e901', id, 'CD', '中心库', 'central_depot', true, 1, now(), now() FROM organizations \
         WHERE kind = 'manufacturer'",
    );
    let specialist = desk.as_("service_specialist");
    let body = json!({ "location_id": "00000000-0000-7000-8000-00000000e901" });
    let count = specialist.post("/stock-counts", body).expect(201);
    let path = format!("/stock-counts/{}/paper/count_sheet", count.text("/head/id"));
    let printed = specialist.get(&path).expect(200);
    assert!(printed.bytes.starts_with(b"%PDF-"));
    assert!(printed.bytes == specialist.get(&path).expect(200).bytes);
    assert!(printed.header("content-disposition").unwrap().contains("count-sheet.pdf"));
    desk.as_("north_dealer").get(&path).refused(404, "not_found");
    specialist.get(&path.replace("count_sheet", "x")).refused(404, "not_found");
}
