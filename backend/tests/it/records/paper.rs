//! Forms on paper: how they are laid out, and what they tell whom.

use crate::support::desk::{Desk, FOREIGN_UNIT};
use crate::support::person;
use diesel::prelude::*;
use sanbao::auth::caller::{Caller, now, of_session};
use sanbao::config::public_url;
use sanbao::paper::{Block, Field, Form, MISSING, Mark, Sheet, Table, lay_out, lines, pdf, shown, width};
use sanbao::records::register::Reader;
use sanbao::records::ticket::paper::{form, read};
use serde_json::json;
use shared::i18n::Locale;
use shared::ids::SessionId;
use shared::records::ticket::TicketForm;
use uuid::Uuid;

fn a_form(blocks: Vec<Block>) -> Form {
    Form {
        title: "客户投诉单".into(),
        house: "三宝电梯有限公司".into(),
        number: ("编号".into(), "TK-2026-000001".into()),
        foot: "资料截至 2026-03-16 09:30".into(),
        page: "第 {n} 页，共 {m} 页".into(),
        language: "zh-CN".into(),
        link: "https://service.sanbao.example/tickets/1".into(),
        blocks,
    }
}

/// The lines of text on a page, each with its place.
fn texts(page: &[Mark]) -> Vec<(f32, f32, f32, &str)> {
    let text = |mark: &'_ Mark| matches!(mark, Mark::Text { .. });
    let all = page.iter().filter(|m| text(m));
    all.filter_map(|mark| match mark {
        Mark::Text { x, y, size, text, .. } => Some((*x, *y, *size, text.as_str())),
        _ => None,
    })
    .collect()
}

/// Nothing stands beyond the edges of the paper.
fn nothing_is_cut_off(sheet: &Sheet) {
    for page in sheet.pages() {
        for (x, y, size, text) in texts(page) {
            assert!(x >= 40.0 && x + width(text, size) <= 595.28 - 40.0, "{text} is too wide");
            assert!((20.0..=841.89 - 20.0).contains(&y), "{text} is too low");
        }
    }
}

#[test]
fn lines_break_between_chinese_characters_and_between_english_words() {
    // Ten ems wide: ten Chinese characters.
    let broken = lines("更换门机皮带并调整张力，试运行正常。Replaced the door operator belt", 10.0, 100.0);
    assert_eq!(broken[0], "更换门机皮带并调整张");
    assert!(broken.iter().all(|line| width(line, 10.0) <= 100.0), "{broken:?}");
    // No line begins with a full stop or comma, and no word is torn.
    assert!(broken.iter().all(|line| !line.starts_with(['，', '。'])), "{broken:?}");
    for word in ["Replaced", "the", "door", "operator", "belt"] {
        assert!(broken.iter().any(|line| line.split(' ').any(|w| w.ends_with(word))), "{word}: {broken:?}");
    }
    // What was written in lines stays in lines, and an empty one is one.
    assert_eq!(lines("一\n\n二", 10.0, 100.0), ["一", "", "二"]);
    assert_eq!(lines("", 10.0, 100.0), [""]);
    // A word without end is broken where the column ends.
    let long = lines(&"x".repeat(100), 10.0, 100.0);
    assert!(long.len() > 4 && long.concat() == "x".repeat(100), "{long:?}");
}

#[test]
fn what_the_font_lacks_is_seen_to_lack() {
    assert_eq!(shown("梯😀A\u{200d}\t麤"), format!("梯{MISSING}A 麤"));
    assert!(width(&MISSING.to_string(), 10.0) > 9.0);
    let made = pdf(&a_form(vec![Block::Remark("😀 ဗမာ العربية".into())])).unwrap();
    assert!(made.starts_with(b"%PDF-"));
}

#[test]
fn a_long_table_repeats_its_head_on_each_page() {
    let row = |n: usize| vec![n.to_string(), "门机异响，已更换皮带。".repeat(1 + n % 7)];
    let table = Table {
        columns: vec![("序号".into(), 1.0), ("内容".into(), 3.0)],
        rows: (0..120).map(row).collect(),
    };
    let sheet = lay_out(&a_form(vec![Block::Heading("跟踪记录".into()), Block::Table(table)])).unwrap();
    assert!(sheet.pages().len() > 2);
    for (n, page) in sheet.pages().iter().enumerate() {
        let texts = texts(page);
        let has = |wanted: &str| texts.iter().any(|(_, _, _, text)| *text == wanted);
        assert!(has("序号") && has("内容") && has("TK-2026-000001") || n == 0, "page {n}");
        assert!(has(&format!("第 {} 页，共 {} 页", n + 1, sheet.pages().len())), "page {n}");
    }
    let rows: Vec<String> = (0..120).map(|n| n.to_string()).collect();
    let all: Vec<&str> = sheet.pages().iter().flat_map(|p| texts(p)).map(|(_, _, _, t)| t).collect();
    assert!(rows.iter().all(|row| all.contains(&row.as_str())));
    nothing_is_cut_off(&sheet);
}

#[test]
fn a_text_longer_than_a_page_goes_on_and_loses_nothing() {
    let words: Vec<String> = (0..3000).map(|n| format!("第{n}句。")).collect();
    let fields = vec![Field::new("类别", "投诉"), Field::wide("客户描述", words.concat()).least(4)];
    let signatures = Block::Signatures {
        who: vec!["客户签字".into(), "受理人签字".into()],
        date: "日期".into(),
    };
    let sheet = lay_out(&a_form(vec![Block::Fields(fields), signatures])).unwrap();
    assert!(sheet.pages().len() > 2);
    // Only the text in the column beside the label, line by line over all pages.
    let beside = |(x, _, size, _): &(f32, f32, f32, &str)| (*x - 141.0).abs() < 0.1 && *size == 9.5;
    let all: String =
        sheet.pages().iter().flat_map(|p| texts(p)).filter(beside).map(|(_, _, _, t)| t).collect();
    assert_eq!(all, format!("投诉{}", words.concat()));
    nothing_is_cut_off(&sheet);
}

#[test]
fn a_public_address_is_the_root_of_a_site() {
    assert_eq!(public_url("https://service.example.com/").unwrap(), "https://service.example.com");
    assert_eq!(public_url("http://10.0.0.5:8080").unwrap(), "http://10.0.0.5:8080");
    for bad in [
        "",
        "service.example.com",
        "ftp://a.example",
        "https://a.example/desk",
        "https://a.example/?q=1",
        "https://a@b.example",
    ] {
        assert!(public_url(bad).unwrap_err().to_string().contains("--public-url"), "{bad}");
    }
}

/// A person of the cast, as the server would have them.
pub(super) fn caller(desk: &Desk, key: &str) -> Caller {
    let (session, user) = (SessionId(Uuid::now_v7()), person(key).id());
    desk.world.execute(&format!(
        "INSERT INTO sessions (id, user_id, created_at, last_used_at, expires_at) \
         VALUES ('{session}', '{user}', now(), now(), now() + interval '1 day')"
    ));
    let mut c = PgConnection::establish(&desk.world.url()).unwrap();
    of_session(&mut c, session, user, now(), String::new()).unwrap_or_else(|_| panic!("{key} is known"))
}

/// What a form tells somebody.
fn told(desk: &Desk, key: &str, id: &str, kind: TicketForm) -> String {
    let caller = caller(desk, key);
    let mut c = PgConnection::establish(&desk.world.url()).unwrap();
    let facts = read(&mut c, &caller, id.parse().unwrap(), kind).unwrap_or_else(|_| panic!("{key} sees it"));
    let reader = Reader { locale: Locale::ZhCn, zone: caller.zone() };
    let form = form(&facts, kind, "https://service.sanbao.example", reader);
    assert_eq!(form.link, format!("https://service.sanbao.example/tickets/{id}"));
    form.texts().join("\n")
}

#[test]
fn every_form_comes_in_both_languages_and_the_same_each_time() {
    let desk = Desk::open();
    let ticket = desk.resolved();
    let specialist = desk.as_("service_specialist");
    let number = specialist.get(&ticket.path()).expect(200).text("/number");
    for kind in TicketForm::ALL {
        let mut languages = vec![];
        for lang in ["zh-CN", "en"] {
            let path = format!("{}/paper/{kind}?lang={lang}", ticket.path());
            let first = specialist.get(&path).expect(200);
            assert_eq!(first.header("content-type"), Some("application/pdf"));
            assert_eq!(first.header("cache-control"), Some("no-store"));
            let name = format!("inline; filename=\"{}\"", kind.file_name(&number));
            assert_eq!(first.header("content-disposition"), Some(name.as_str()));
            assert!(first.bytes.starts_with(b"%PDF-"));
            assert!(first.bytes == specialist.get(&path).expect(200).bytes, "{kind} differs");
            languages.push(first.bytes);
        }
        assert!(languages[0] != languages[1]);
        // Without a wish it is the reader's own language.
        let english = specialist.with("accept-language", "en");
        assert!(english.get(&format!("{}/paper/{kind}", ticket.path())).expect(200).bytes == languages[1]);
    }
    let path = format!("{}/paper/complaint?lang=fr", ticket.path());
    specialist.get(&path).refused_field("?lang", "not_allowed");
    specialist.get(&format!("{}/paper/invoice", ticket.path())).refused(404, "not_found");
}

#[test]
fn a_form_tells_only_what_its_reader_may_see() {
    let desk = Desk::open();
    let foreign = desk.file("service_specialist", json!({ "unit_id": FOREIGN_UNIT }));
    let path = format!("{}/paper/complaint", foreign.path());
    desk.as_("north_dealer").get(&path).refused(404, "not_found");
    desk.as_("tower_customer").get(&path).refused(404, "not_found");
    desk.as_("supplier").get(&path).refused(403, "forbidden");

    let ticket = desk.resolved();
    let specialist = desk.as_("service_specialist");
    for (visibility, body) in [("internal", "怀疑皮带批次不良"), ("public", "明天上午到现场")]
    {
        let comment = json!({ "visibility": visibility, "body": body });
        specialist.post(&format!("{}/comments", ticket.path()), comment).expect(201);
    }
    let inside = told(&desk, "service_specialist", &ticket.id, TicketForm::FollowUp);
    assert!(inside.contains("怀疑皮带批次不良") && inside.contains("（内部）"), "{inside}");
    assert!(inside.contains("仅供公司内部使用"), "{inside}");
    let outside = told(&desk, "tower_customer", &ticket.id, TicketForm::FollowUp);
    assert!(outside.contains("明天上午到现场") && outside.contains("更换门机皮带"), "{outside}");
    assert!(!outside.contains("怀疑皮带") && !outside.contains("内部"), "{outside}");
    // Who in the house it was given to is the house's own.
    let given = |told: &str| told.lines().any(|line| line == "派单");
    assert!(given(&inside) && !given(&outside), "{outside}");
}

#[test]
fn a_form_takes_as_many_statements_for_a_long_story_as_for_a_short_one() {
    let desk = Desk::open();
    let statements = |ticket: &str, kind: TicketForm| {
        let caller = caller(&desk, "service_specialist");
        desk.world.counted(|c| read(c, &caller, ticket.parse().unwrap(), kind).map(|_| ()).is_ok()).1
    };
    let short = desk.file("service_specialist", json!({}));
    let long = desk.resolved();
    for n in 0..20 {
        let comment = json!({ "visibility": "public", "body": format!("{n}") });
        desk.as_("service_specialist").post(&format!("{}/comments", long.path()), comment).expect(201);
    }
    for kind in TicketForm::ALL {
        let of_short = statements(&short.id, *kind);
        assert!(of_short > 0);
        assert_eq!(of_short, statements(&long.id, *kind), "{kind}");
    }
}

#[test]
fn what_a_form_says_is_what_the_ticket_says() {
    let desk = Desk::open();
    let ticket = desk.resolved();
    let complaint = told(&desk, "service_specialist", &ticket.id, TicketForm::Complaint);
    for wanted in [
        "客户投诉单",
        "3 号梯门机异响",
        "SB-0001",
        "SB-1000P 乘客电梯",
        "质保期内",
        "首次响应",
        "客户签字（盖章）",
    ] {
        assert!(complaint.contains(wanted), "{wanted}: {complaint}");
    }
    let voucher = told(&desk, "tower_customer", &ticket.id, TicketForm::ServiceVoucher);
    for wanted in ["售后服务凭证", "更换门机皮带", "C 质保免费", "□ 非常满意", "处理人签字"]
    {
        assert!(voucher.contains(wanted), "{wanted}: {voucher}");
    }
    let order = told(&desk, "north_dealer", &ticket.id, TicketForm::ServiceOrder);
    for wanted in
        ["委托服务单", "North", "3 号梯门机异响", "修复后 30 天内凭本单提交三包索赔", "受托方（签章）"]
    {
        assert!(order.contains(wanted), "{wanted}: {order}");
    }
}
