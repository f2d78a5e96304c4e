//! The charts of the dashboard, drawn as SVG. Their colours are names only: what they look like, light, dark and
//! on paper, says the style sheet. No words of people are in them, and the same numbers stand in a table below.

use plotters::prelude::*;
use shared::records::campaign::CampaignDay;
use shared::records::quality_feedback::QualityEffectMonth;
use shared::records::report::{CostMonth, DeskMonth, DeskPareto, ReturnMonth, WarningRow};

/// Width and height, in the units of the picture.
pub type Size = (u32, u32);

/// Names of colours: `#010000` and so on in the style sheet.
const FIRST: RGBColor = RGBColor(1, 0, 0);
const SECOND: RGBColor = RGBColor(2, 0, 0);
const LINE: RGBColor = RGBColor(3, 0, 0);
const INK: RGBColor = RGBColor(4, 0, 0);
const GRID: RGBColor = RGBColor(5, 0, 0);
const ALARM: RGBColor = RGBColor(6, 0, 0);

/// Where a bar lies beside others, in parts of the room that is theirs.
type Place = (f64, f64);

struct Bars {
    color: RGBColor,
    place: Place,
    values: Vec<f64>,
}

/// Bars beside each other, a line over them, and names under them where there is room.
fn draw(size: Size, bars: &[Bars], line: &[f64], names: &[String], top: f64, unit: &str) -> Option<String> {
    let mut svg = String::new();
    {
        let count = names.len();
        let area = SVGBackend::with_string(&mut svg, size).into_drawing_area();
        let across = -0.5..(count as f64 - 0.5);
        let mut chart = ChartBuilder::on(&area)
            .margin(8)
            .x_label_area_size(24)
            .y_label_area_size(44)
            .build_cartesian_2d(across, 0.0..top)
            .ok()?;
        let name = |x: &f64| {
            let place = x.round();
            let whole = (x - place).abs() < 0.01 && place >= 0.0;
            if whole { names.get(place as usize).cloned().unwrap_or_default() } else { String::new() }
        };
        let height = |y: &f64| if y.fract().abs() < 0.001 { format!("{y:.0}{unit}") } else { String::new() };
        // A name needs some seventy units of width.
        let room = (size.0 as usize / 70).clamp(2, 24);
        chart
            .configure_mesh()
            .disable_x_mesh()
            .max_light_lines(0)
            .bold_line_style(GRID)
            .axis_style(GRID)
            .label_style(("sans-serif", 12).into_font().color(&INK))
            .x_labels(room.min(count))
            .y_labels(5)
            .x_label_formatter(&name)
            .y_label_formatter(&height)
            .draw()
            .ok()?;
        for one in bars {
            let (from, to) = one.place;
            let boxes = (0..).zip(&one.values).map(|(n, value)| {
                let x = f64::from(n);
                Rectangle::new([(x + from, 0.0), (x + to, *value)], one.color.filled())
            });
            chart.draw_series(boxes).ok()?;
            // What gives alarm is told by a mark, too, not by its colour alone.
            if one.color == ALARM {
                let marked = (0..).zip(&one.values).filter(|(_, value)| **value > 0.0);
                let marks = marked.map(|(n, value)| {
                    EmptyElement::at((f64::from(n), *value)) + TriangleMarker::new((0, -8), 7, ALARM.filled())
                });
                chart.draw_series(marks).ok()?;
            }
        }
        let points = (0..).zip(line).map(|(n, value)| (f64::from(n), *value));
        chart.draw_series(LineSeries::new(points, LINE.stroke_width(2))).ok()?;
        area.present().ok()?;
    }
    Some(svg)
}

/// The end of the scale over a greatest value: a little room, and whole numbers however few there are.
fn top(greatest: f64) -> f64 {
    (greatest * 1.1).ceil().max(4.0)
}

/// Filed and resolved as bars, the backlog as a line.
pub fn months(months: &[DeskMonth], size: Size) -> Option<String> {
    let values = |of: fn(&DeskMonth) -> i64| months.iter().map(|m| of(m) as f64).collect::<Vec<_>>();
    let (opened, resolved, backlog) = (values(|m| m.opened), values(|m| m.resolved), values(|m| m.backlog));
    let greatest = opened.iter().chain(&resolved).chain(&backlog).copied().fold(0.0, f64::max);
    let bars = [
        Bars { color: FIRST, place: (-0.38, -0.02), values: opened },
        Bars { color: SECOND, place: (0.02, 0.38), values: resolved },
    ];
    let names: Vec<String> = months.iter().map(|m| m.month.to_string()).collect();
    draw(size, &bars, &backlog, &names, top(greatest), "")
}

/// Lines of returns that came and were judged as bars, those in which no trouble was found as a line.
pub fn returns(months: &[ReturnMonth], size: Size) -> Option<String> {
    let values = |of: fn(&ReturnMonth) -> i64| months.iter().map(|m| of(m) as f64).collect::<Vec<_>>();
    let (lines, judged) = (values(|m| m.figures.lines), values(|m| m.figures.judged));
    let sound = values(|m| m.figures.no_trouble_found);
    let greatest = lines.iter().copied().fold(0.0, f64::max);
    let bars = [
        Bars { color: FIRST, place: (-0.38, -0.02), values: lines },
        Bars { color: SECOND, place: (0.02, 0.38), values: judged },
    ];
    let names: Vec<String> = months.iter().map(|m| m.month.to_string()).collect();
    draw(size, &bars, &sound, &names, top(greatest), "")
}

/// What claims cost as bars, what suppliers bear of it as a line.
pub fn costs(months: &[CostMonth], size: Size) -> Option<String> {
    let values = |of: fn(&CostMonth) -> shared::money::Total| {
        months.iter().map(|m| of(m).to_string().parse().unwrap_or_default()).collect::<Vec<f64>>()
    };
    let (cost, recovered) = (values(|m| m.figures.cost), values(|m| m.figures.recovered));
    let greatest = cost.iter().chain(&recovered).copied().fold(0.0, f64::max);
    let bars = [Bars { color: FIRST, place: (-0.38, 0.38), values: cost }];
    let names: Vec<String> = months.iter().map(|m| m.month.to_string()).collect();
    draw(size, &bars, &recovered, &names, top(greatest), "")
}

/// Units that were told and remedied until the end of each day as bars, those that were identified as a line.
pub fn completion(days: &[CampaignDay], size: Size) -> Option<String> {
    let values = |of: fn(&CampaignDay) -> i64| days.iter().map(|d| of(d) as f64).collect::<Vec<_>>();
    let (told, remedied, all) = (values(|d| d.notified), values(|d| d.remedied), values(|d| d.identified));
    let greatest = all.iter().copied().fold(0.0, f64::max);
    let bars = [
        Bars { color: FIRST, place: (-0.38, -0.02), values: told },
        Bars { color: SECOND, place: (0.02, 0.38), values: remedied },
    ];
    let names: Vec<String> = days.iter().map(|d| d.day.format("%m-%d").to_string()).collect();
    draw(size, &bars, &all, &names, top(greatest), "")
}

/// Incidents of each month of production as bars, those of alarms in another colour and with a mark over them, what was to be expected as a line.
pub fn warning(months: &[WarningRow], size: Size) -> Option<String> {
    let of = |alarm: bool| {
        months.iter().map(|m| if m.alarm == alarm { m.incidents as f64 } else { 0.0 }).collect::<Vec<_>>()
    };
    let (calm, alarms) = (of(false), of(true));
    let expected: Vec<f64> = months.iter().map(|m| m.expected).collect();
    let greatest = calm.iter().chain(&alarms).chain(&expected).copied().fold(0.0, f64::max);
    let bars = [
        Bars { color: ALARM, place: (-0.38, 0.38), values: alarms },
        Bars { color: FIRST, place: (-0.38, 0.38), values: calm },
    ];
    let names: Vec<String> = months.iter().map(|m| m.month.to_string()).collect();
    draw(size, &bars, &expected, &names, top(greatest), "")
}

/// Incidents per thousand units and thirty days by month of production, those made after a change in another colour.
pub fn effect(months: &[QualityEffectMonth], size: Size) -> Option<String> {
    // The month of the change stands there twice: its two halves share one place.
    let mut names: Vec<String> = vec![];
    let (mut before, mut after) = (vec![], vec![]);
    for one in months {
        let name = one.month.to_string();
        if names.last() != Some(&name) {
            names.push(name);
            before.push(0.0);
            after.push(0.0);
        }
        let place = if one.after { after.last_mut() } else { before.last_mut() };
        if let Some(place) = place {
            *place = one.group.rate.unwrap_or_default();
        }
    }
    let greatest = before.iter().chain(&after).copied().fold(0.0, f64::max);
    let bars = [
        Bars { color: FIRST, place: (-0.38, 0.38), values: after },
        Bars { color: SECOND, place: (-0.38, 0.38), values: before },
    ];
    draw(size, &bars, &[], &names, top(greatest), "")
}

/// Shares as bars, their sums as a line; numbered as the rows of the table.
pub fn pareto(pareto: &DeskPareto, size: Size) -> Option<String> {
    let percent = |tenths: i32| f64::from(tenths) / 10.0;
    let shares = pareto.rows.iter().map(|r| percent(r.share)).collect();
    let sums: Vec<f64> = pareto.rows.iter().map(|r| percent(r.cumulated)).collect();
    let bars = [Bars { color: FIRST, place: (-0.4, 0.4), values: shares }];
    let names: Vec<String> = (1..=pareto.rows.len()).map(|n| n.to_string()).collect();
    draw(size, &bars, &sums, &names, 100.0, "%")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::{DateTime, Utc};
    use shared::records::report::TicketDimension;

    fn month(text: &str, opened: i64, resolved: i64, backlog: i64) -> DeskMonth {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        DeskMonth {
            month: text.parse().unwrap(),
            starts_at: at,
            ends_at: at,
            opened,
            resolved,
            closed: 0,
            reopened: 0,
            backlog,
        }
    }

    #[test]
    fn each_month_has_its_bars_and_the_line_goes_through_all() {
        let year = [month("2026-01", 5, 3, 2), month("2026-02", 0, 1, 4), month("2026-03", 2, 2, 3)];
        let svg = months(&year, (700, 280)).unwrap();
        assert_eq!(svg.matches("fill=\"#010000\"").count(), 3);
        assert_eq!(svg.matches("fill=\"#020000\"").count(), 3);
        assert_eq!(svg.matches("stroke=\"#030000\"").count(), 1);
        assert_eq!(svg.matches("2026-02").count(), 1);
        assert_eq!(svg.matches("viewBox=\"0 0 700 280\"").count(), 1);
    }

    #[test]
    fn nobodys_words_are_in_a_picture() {
        let ranked = vec![("id".to_owned(), Some("<script>".to_owned()), 3)];
        let svg = pareto(&DeskPareto::new(TicketDimension::Product, 4, ranked, 1), (360, 220)).unwrap();
        assert!(!svg.contains("script"));
        assert!(svg.contains("100%"));
    }

    #[test]
    fn the_scale_has_whole_numbers_however_few_there_are() {
        assert_eq!((top(0.0), top(1.0), top(100.0)), (4.0, 4.0, 111.0));
    }
}
