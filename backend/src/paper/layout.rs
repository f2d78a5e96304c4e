//! Lays a form out on A4: letterhead with number and QR code, blocks, foot with the page's number.

use super::font;
use super::form::{Block, Field, Form, Table};
use super::qr::{EcLevel, qr};
use super::sheet::{BOTTOM, Column, HEIGHT, Mark, ROOM, SIDE, Sheet, Tone, WIDTH};

/// Size of the letters that one reads, in points.
const TEXT: f32 = 9.5;
/// Size of the letters of labels.
const LABEL: f32 = 9.0;
/// Size of the letters at head and foot.
const SMALL: f32 = 8.0;
/// Width of a label.
const LABELS: f32 = 82.0;
/// Side of the QR code: 22 mm are read by a telephone from half a metre.
const CODE: f32 = 62.0;

/// Lays a form out.
///
/// # Errors
/// When its link is too long for a QR code.
pub fn lay_out(form: &Form) -> anyhow::Result<Sheet> {
    let mut sheet = Sheet::new(126.0, 70.0);
    for (n, block) in form.blocks.iter().enumerate() {
        match block {
            Block::Heading(text) => {
                let below = form.blocks.get(n + 1).map_or(0.0, least);
                sheet.gap(10.0);
                sheet.need(20.0 + below);
                sheet.line(text, 11.0, Tone::Ink);
                sheet.gap(3.0);
            }
            Block::Fields(fields) => grid(&mut sheet, fields),
            Block::Table(table) => rows(&mut sheet, table),
            Block::Signatures { who, date } => signatures(&mut sheet, who, date),
            Block::Remark(text) => {
                sheet.gap(4.0);
                for line in font::lines(text, SMALL, ROOM) {
                    sheet.line(&line, SMALL, Tone::Quiet);
                }
            }
        }
    }
    letterhead(&mut sheet, form)?;
    for page in 0..sheet.pages().len() {
        edges(&mut sheet, form, page);
    }
    Ok(sheet)
}

/// What of a block must stand on the page of its heading.
fn least(block: &Block) -> f32 {
    match block {
        Block::Table(table) => {
            let lines = head(table).iter().map(|column| column.lines.len()).max().unwrap_or_default();
            Sheet::height(lines, LABEL) + Sheet::height(1, TEXT)
        }
        Block::Signatures { .. } => Sheet::height(4, TEXT),
        _ => Sheet::height(2, TEXT),
    }
}

/// A line of text as the font can show it.
pub(super) fn text(x: f32, y: f32, size: f32, tone: Tone, text: &str) -> Mark {
    Mark::Text { x, y, size, tone, text: font::shown(text) }
}

/// The first line of a text that fits into a width; the rest goes, and a sign says so.
pub(super) fn clipped(text: &str, size: f32, width: f32) -> String {
    let mut lines = font::lines(text, size, width - size).into_iter();
    let first = lines.next().unwrap_or_default();
    if lines.next().is_some() { first + "…" } else { first }
}

fn letterhead(sheet: &mut Sheet, form: &Form) -> anyhow::Result<()> {
    let room = ROOM - CODE - 12.0;
    sheet.mark(0, text(SIDE, 50.0, 9.5, Tone::Quiet, &clipped(&form.house, 9.5, room)));
    sheet.mark(0, text(SIDE, 78.0, 20.0, Tone::Ink, &clipped(&form.title, 20.0, room)));
    let (name, number) = &form.number;
    sheet.mark(0, text(SIDE, 100.0, 10.5, Tone::Ink, &format!("{name}  {number}")));
    let code = qr(&form.link, EcLevel::M)?;
    let module = CODE / code.side as f32;
    for bar in code.bars {
        let (x, y) = (WIDTH - SIDE - CODE + bar.x as f32 * module, 40.0 + bar.y as f32 * module);
        sheet.mark(0, Mark::Bar { x, y, width: bar.length as f32 * module, height: module });
    }
    sheet.mark(0, Mark::Bar { x: SIDE, y: 112.0, width: ROOM, height: 1.2 });
    Ok(())
}

/// Head of a further page, and the foot of each.
fn edges(sheet: &mut Sheet, form: &Form, page: usize) {
    let right = |line: &str| WIDTH - SIDE - font::width(line, SMALL);
    if page > 0 {
        let number = &form.number.1;
        let title = clipped(&form.title, SMALL, ROOM - 120.0);
        sheet.mark(page, text(SIDE, 50.0, SMALL, Tone::Quiet, &title));
        sheet.mark(page, text(right(number), 50.0, SMALL, Tone::Quiet, number));
        sheet.mark(page, Mark::Bar { x: SIDE, y: 56.0, width: ROOM, height: 0.6 });
    }
    let count = form.page.replace("{n}", &(page + 1).to_string());
    let count = font::shown(&count.replace("{m}", &sheet.pages().len().to_string()));
    let y = HEIGHT - 40.0;
    sheet.mark(page, Mark::Bar { x: SIDE, y: BOTTOM + 8.0, width: ROOM, height: 0.4 });
    sheet.mark(page, text(SIDE, y, SMALL, Tone::Quiet, &clipped(&form.foot, SMALL, ROOM - 100.0)));
    sheet.mark(page, text(right(&count), y, SMALL, Tone::Quiet, &count));
}

/// Fields in two columns; one that finds no neighbour has the row to itself.
fn grid(sheet: &mut Sheet, fields: &[Field]) {
    let half = ROOM / 2.0;
    let label = |f: &Field| Column::of(&f.label, LABELS, LABEL, true);
    let value = |f: &Field, width: f32| {
        let mut column = Column::of(&f.text, width - LABELS, TEXT, false);
        let lines = column.lines.len().max(f.least);
        column.lines.resize(lines, String::new());
        column
    };
    let mut rest = fields;
    while let Some((first, others)) = rest.split_first() {
        match others.first().filter(|second| !first.wide && !second.wide) {
            Some(second) => {
                let row = [label(first), value(first, half), label(second), value(second, half)];
                sheet.row(&row, None, false);
                rest = &others[1..];
            }
            None => {
                let row = [label(first), value(first, ROOM)];
                // Room to write in stays in one piece; a long text goes on where it must.
                let keeps = first.least > 1 && row[1].lines.len() == first.least;
                sheet.row(&row, None, keeps);
                rest = others;
            }
        }
    }
}

/// The head of a table.
fn head(table: &Table) -> Vec<Column> {
    let shares: f32 = table.columns.iter().map(|(_, share)| share).sum();
    let column = |(name, share): &(String, f32)| Column::of(name, ROOM * share / shares, LABEL, true);
    table.columns.iter().map(column).collect()
}

fn rows(sheet: &mut Sheet, table: &Table) {
    let shares: f32 = table.columns.iter().map(|(_, share)| share).sum();
    let width = |share: f32| ROOM * share / shares;
    let head = head(table);
    sheet.need(Sheet::height(1, LABEL) + Sheet::height(1, LABEL));
    sheet.row(&head, None, true);
    for row in &table.rows {
        let cells = row.iter().zip(&table.columns);
        let columns: Vec<_> =
            cells.map(|(cell, (_, share))| Column::of(cell, width(*share), LABEL, false)).collect();
        sheet.row(&columns, Some(&head), false);
    }
}

/// Boxes with room for a name, and a line for the day.
fn signatures(sheet: &mut Sheet, who: &[String], date: &str) {
    sheet.gap(10.0);
    let width = ROOM / who.len().max(1) as f32;
    let columns: Vec<_> = who
        .iter()
        .map(|who| {
            let mut column = Column::of(who, width, LABEL, false);
            column.lines.extend([String::new(), String::new(), String::new(), font::shown(date)]);
            column
        })
        .collect();
    sheet.row(&columns, None, true);
}
