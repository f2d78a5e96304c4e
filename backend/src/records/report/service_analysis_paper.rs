//! The quarterly service analysis on paper, to be spoken about and signed.

use super::returns_paper::percent;
use crate::paper::said::{self, About, heading, signatures, table};
use crate::paper::{Block, Form, Table};
use crate::records::register::Reader;
use shared::records::report::*;

fn value(unit: FigureUnit, value: Option<i64>) -> String {
    let Some(value) = value else { return "–".to_owned() };
    match unit {
        FigureUnit::Count => value.to_string(),
        FigureUnit::Permille => percent(i32::try_from(value).unwrap_or(i32::MAX)),
        FigureUnit::Seconds => days(value),
    }
}

/// The form, in the reader's language. `page` is the address under which people reach the page.
pub fn form(report: &ServiceAnalysis, maker: &str, page: &str, r: Reader) -> Form {
    let quarter = Quarter::of(report.from);
    let about = About {
        title: r.word("paper-service-analysis"),
        house: maker.to_owned(),
        number: quarter.name(),
        as_of: report.at,
        link: format!("{page}/service-analysis?quarter_of={}", report.from),
    };
    let compared = |first: &'static str, now: &str, before: &str, rows| {
        let columns = vec![(r.word(first), 3.0), (now.to_owned(), 1.0), (before.to_owned(), 1.0)];
        Block::Table(Table { columns, rows })
    };
    let (now, before) = (quarter.name(), quarter.before().name());
    let line = |line: &ServiceLine| {
        vec![line.figure.label(r.locale), value(line.unit, line.now), value(line.unit, line.before)]
    };
    let mut blocks =
        vec![compared("paper-service-figure", &now, &before, report.lines.iter().map(line).collect())];
    for pareto in report.paretos.iter().filter(|pareto| !pareto.rows.is_empty()) {
        blocks.push(Block::Heading(pareto.by.label(r.locale)));
        let row = |row: &ServiceParetoRow| {
            let before = row.before.map_or_else(|| "–".to_owned(), |n| n.to_string());
            vec![row.name(pareto.by, r.locale), row.now.to_string(), before]
        };
        blocks.push(compared("register-value", &now, &before, pareto.rows.iter().map(row).collect()));
    }
    blocks.push(heading(r, "paper-service-information"));
    let flow = |flow: &InformationFlow| {
        let [from, to] = [flow.from, flow.to].map(|department| department.label(r.locale));
        vec![from, to, flow.kind.label(r.locale), flow.count.to_string()]
    };
    let heads = [
        ("paper-service-from", 2.0),
        ("paper-service-to", 2.0),
        ("paper-service-kind", 2.0),
        ("paper-service-count", 1.0),
    ];
    blocks.push(table(r, &heads, report.information.iter().map(flow).collect()));
    if !report.alarms.is_empty() {
        blocks.push(heading(r, "paper-service-alarms"));
        let alarm = |alarm: &ServiceAlarm| {
            let months: Vec<String> = alarm.months.iter().map(Month::to_string).collect();
            vec![format!("{} {}", alarm.product_code, alarm.product_name), months.join(" · ")]
        };
        let heads = [("paper-service-model", 2.0), ("paper-service-months", 2.0)];
        blocks.push(table(r, &heads, report.alarms.iter().map(alarm).collect()));
    }
    blocks.push(signatures(r, &["paper-rma-sign-made", "paper-rma-sign-quality"]));
    said::form(r, about, blocks)
}
