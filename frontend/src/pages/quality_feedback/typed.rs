//! What is typed in the dialogues of quality feedback, and what is sent of it.

use super::action::Doing;
use crate::components::form::{Draft, Values, put};
use crate::components::money::amount;
use crate::components::search_select::words;
use serde_json::{Value, json};
use shared::money::Currency;
use shared::problem::{FieldProblem, Refusal};
use shared::records::quality_feedback::*;
use shared::text::Line;

/// The fields of the problem, what it is and what it is not in turns.
pub(super) const PROBLEM: [&str; 8] =
    ["what", "what_not", "place", "place_not", "time", "time_not", "scale", "scale_not"];

/// The field of a place.
pub(super) fn place(place: QualityPlace, field: &str) -> String {
    format!("places/{place}/{field}")
}

fn lines<T: AsRef<str>>(all: impl IntoIterator<Item = T>) -> String {
    all.into_iter().map(|line| line.as_ref().to_owned()).collect::<Vec<_>>().join("\n")
}

/// Everything that any of the dialogues asks for; each shows its own.
pub(super) fn values(one: &QualityFeedback) -> Values {
    let mut values = Values::new();
    let v = &mut values;
    for name in [
        "severity",
        "extent",
        "method",
        "department",
        "grounds",
        "reason",
        "note",
        "answer_by",
        "effect",
        "text",
        "into_id",
        "into_id#",
        "kind",
        "due_on",
        "evidence",
        "cost",
        "ticket_id",
        "ticket_id#",
        "keep_lessons",
        "changed_on",
        "measure_owner",
        "measure_owner#",
        "measure",
    ]
    .iter()
    .chain(&ORIGIN)
    {
        put(v, name, None::<String>);
    }
    let head = &one.head;
    put(v, "owner_id", head.owner_id);
    put(v, "owner_id#", head.owner_name.as_ref());
    put(v, "supplier_id", head.supplier_id);
    put(v, "supplier_id#", head.supplier_name.as_ref());
    put(v, "currency", Some(Currency::Cny));
    put(v, "facts/subject", Some(&head.subject));
    put(v, "facts/description", one.description.as_ref());
    put(v, "facts/product_id", head.product_id);
    put(v, "facts/product_id#", head.product_name.as_ref());
    put(v, "facts/part_id", head.part_id);
    let part = [head.part_number.as_deref(), head.part_name.as_deref()];
    put(v, "facts/part_id#", Some(part.into_iter().flatten().collect::<Vec<_>>().join(" ")));
    put(v, "facts/fault_code_id", one.fault_code_id);
    put(v, "facts/fault_code_id#", one.fault_code.as_ref());
    put(v, "facts/batch", head.batch.as_ref());
    put(v, "facts/quantity_checked", one.quantity_checked);
    put(v, "facts/quantity_bad", one.quantity_bad);
    let member = |m: &QualityMember| match &m.role {
        Some(role) => format!("{}：{role}", m.name),
        None => m.name.to_string(),
    };
    put(v, "team", Some(lines(one.report.team.iter().map(member))));
    let p = &one.report.problem;
    let said = [&p.what, &p.what_not, &p.place, &p.place_not, &p.time, &p.time_not, &p.scale, &p.scale_not];
    for (name, text) in PROBLEM.iter().zip(said) {
        put(v, &format!("problem/{name}"), text.as_ref());
    }
    // Whoever is responsible begins with what it answered before.
    let causes = match &one.answer {
        Some(answer) if one.report.causes == QualityCauses::default() => &answer.causes,
        _ => &one.report.causes,
    };
    put(v, "causes/occurrence", causes.occurrence.as_ref());
    put(v, "causes/escape", causes.escape.as_ref());
    put(v, "causes/system", causes.system.as_ref());
    put(v, "causes/whys", Some(lines(causes.whys.iter().map(|why| why.as_str()))));
    put(v, "causes/category", causes.category);
    put(v, "causes/verified", causes.verified.as_ref());
    let closing = &one.report.closing;
    put(v, "closing/documents", Some(lines(closing.documents.iter().map(|line| line.as_str()))));
    put(v, "closing/rollout", closing.rollout.as_ref());
    put(v, "closing/lessons", closing.lessons.as_ref());
    put(v, "closing/cost", closing.cost);
    put(v, "closing/currency", Some(closing.currency.unwrap_or(Currency::Cny)));
    for known in QualityPlace::ALL {
        let before = one.report.containment.iter().find(|c| c.place == *known);
        put(v, &place(*known, "quantity"), before.map(|c| c.quantity));
        put(v, &place(*known, "bad"), before.map(|c| c.bad));
        put(v, &place(*known, "result"), before.and_then(|c| c.result.as_ref()));
    }
    let zeroing = &one.report.zeroing;
    let many = |all: Vec<&str>| Some(all.join(","));
    put(v, "technical", many(zeroing.technical.iter().map(|point| point.as_str()).collect()));
    put(v, "managerial", many(zeroing.managerial.iter().map(|point| point.as_str()).collect()));
    values
}

/// Each line of an area that says something.
fn each<const MAX: usize>(d: &mut Draft<'_>, name: &str) -> Vec<Line<MAX>> {
    let mut found = vec![];
    for line in d.raw(name).lines().filter(|line| !line.trim().is_empty()) {
        match line.parse() {
            Ok(line) => found.push(line),
            Err(_) => d.refuse(name, FieldProblem::Malformed),
        }
    }
    found
}

/// Who works on it, a person on each line: `孙工：组长`.
fn team(d: &mut Draft<'_>) -> Vec<QualityMember> {
    let lines: Vec<Line<200>> = each(d, "team");
    let mut members = vec![];
    for line in &lines {
        let (name, role) = line.split_once(['：', ':']).map_or((line.as_str(), None), |(n, r)| (n, Some(r)));
        let role = role.map(str::parse).transpose();
        match (name.parse(), role) {
            (Ok(name), Ok(role)) => members.push(QualityMember { name, role }),
            _ => d.refuse("team", FieldProblem::Malformed),
        }
    }
    members
}

fn causes(d: &mut Draft<'_>) -> QualityCauses {
    QualityCauses {
        occurrence: d.maybe("causes/occurrence"),
        escape: d.maybe("causes/escape"),
        system: d.maybe("causes/system"),
        whys: each(d, "causes/whys"),
        category: d.maybe("causes/category"),
        verified: d.maybe("causes/verified"),
    }
}

/// What is held back, of each place for which a number is given.
fn contained(d: &mut Draft<'_>) -> Vec<QualityContainment> {
    let mut places = vec![];
    for known in QualityPlace::ALL {
        let (quantity, bad) = (d.maybe(&place(*known, "quantity")), d.maybe(&place(*known, "bad")));
        let result = d.maybe(&place(*known, "result"));
        let Some(quantity) = quantity else { continue };
        let bad: i32 = bad.unwrap_or_default();
        if bad > quantity {
            d.refuse(&place(*known, "bad"), FieldProblem::Inconsistent);
        }
        places.push(QualityContainment { place: *known, quantity, bad, result });
    }
    if places.is_empty() {
        d.refuse(&place(QualityPlace::OwnStock, "quantity"), FieldProblem::Required);
    }
    places
}

fn chosen(d: &mut Draft<'_>, name: &str) {
    if d.raw(name).is_empty() && !d.raw(&words(name)).is_empty() {
        d.refuse(name, FieldProblem::NoSuchRecord);
    }
}

/// The fields of what was heard elsewhere.
pub(super) const ORIGIN: [&str; 4] = ["origin/kind", "origin/reference", "origin/told_on", "origin/told_by"];

/// What was heard elsewhere, where something of it is said.
pub(super) fn origin(d: &mut Draft<'_>) -> Option<QualityOrigin> {
    if ORIGIN.iter().all(|name| d.raw(name).trim().is_empty()) {
        return None;
    }
    let said = d.need("origin/kind").zip(d.need("origin/reference"));
    let told = d.need("origin/told_on").zip(d.need("origin/told_by"));
    said.zip(told).map(|((kind, reference), (told_on, told_by))| QualityOrigin {
        kind,
        reference,
        told_on,
        told_by,
    })
}

fn step(action: QualityAction, d: &mut Draft<'_>) -> Option<Value> {
    match action {
        QualityAction::Triage => {
            chosen(d, "supplier_id");
            let department = d.need("department");
            let supplier = d.maybe("supplier_id").filter(|_| department == Some(QualityDepartment::Supplier));
            let (severity, extent) = (d.need("severity"), d.need("extent"));
            let (method, owner, grounds) = (d.need("method"), d.need("owner_id"), d.maybe("grounds"));
            let said = severity.zip(extent).zip(method).zip(department).zip(owner);
            let said = said.map(|((((severity, extent), method), department), owner_id)| TriageQuality {
                severity,
                extent,
                method,
                department,
                supplier_id: supplier,
                owner_id,
                grounds,
            });
            if said.as_ref().is_some_and(|said| said.check().is_err()) {
                d.refuse("method", FieldProblem::Inconsistent);
            }
            said.map(|said| json!(said))
        }
        QualityAction::Reject | QualityAction::RefusePlan | QualityAction::Reopen | QualityAction::Cancel => {
            d.need("reason").map(|reason| json!(QualityReason { reason }))
        }
        QualityAction::Instruct => {
            let said = d.need("text").zip(d.need("answer_by"));
            said.map(|(text, answer_by)| json!(InstructQuality { text, answer_by }))
        }
        QualityAction::Answer => {
            let answer = AnswerQuality { causes: causes(d) };
            if answer.causes.occurrence.is_none() {
                d.refuse("causes/occurrence", FieldProblem::Required);
            }
            Some(json!(answer))
        }
        QualityAction::Contain => Some(json!(ContainQuality { places: contained(d) })),
        QualityAction::ApprovePlan => Some(json!(QualityNote { note: d.maybe("note") })),
        QualityAction::Zero => {
            Some(json!(QualityZeroing { technical: d.many("technical"), managerial: d.many("managerial") }))
        }
        QualityAction::Verify => {
            let said = VerifyQuality { effect: d.maybe("effect"), reason: d.maybe("reason") };
            if let Err(refusal) = said.said() {
                let field = &refusal.fields[0];
                d.refuse(field.pointer.trim_start_matches('/'), field.code);
            }
            Some(json!(said))
        }
        QualityAction::Reply => d.need("text").map(|text| json!(ReplyQuality { text })),
        QualityAction::Close => Some(json!(CloseQuality {
            keep_lessons: d.on("keep_lessons"),
            changed_on: d.maybe("changed_on"),
        })),
        QualityAction::Merge => {
            chosen(d, "into_id");
            d.need("into_id").map(|into_id| json!(MergeQuality { into_id }))
        }
        QualityAction::Analyse
        | QualityAction::SubmitPlan
        | QualityAction::Begin
        | QualityAction::Complete => Some(json!({})),
    }
}

pub(super) fn read(doing: &Doing, values: &Values) -> Result<Value, Refusal> {
    let mut draft = Draft::new(values);
    let d = &mut draft;
    let update = |part: UpdateQualityFeedback| Some(json!(part));
    let none = UpdateQualityFeedback::default;
    let body = match doing {
        Doing::Act(action) => step(*action, d),
        Doing::Into(id, _) => Some(json!(MergeQuality { into_id: *id })),
        Doing::Facts => {
            for name in ["facts/product_id", "facts/part_id", "facts/fault_code_id"] {
                if d.raw(name).is_empty() && !d.raw(&words(name)).trim().is_empty() {
                    d.refuse(name, FieldProblem::NoSuchRecord);
                }
            }
            let subject = d.need("facts/subject");
            let facts = subject.map(|subject| QualityFacts {
                subject,
                description: d.maybe("facts/description"),
                product_id: d.maybe("facts/product_id"),
                part_id: d.maybe("facts/part_id"),
                fault_code_id: d.maybe("facts/fault_code_id"),
                batch: d.maybe("facts/batch"),
                quantity_checked: d.maybe("facts/quantity_checked"),
                quantity_bad: d.maybe("facts/quantity_bad"),
            });
            facts.and_then(|facts| update(UpdateQualityFeedback { facts: Some(facts), ..none() }))
        }
        Doing::Team => update(UpdateQualityFeedback { team: Some(team(d)), ..none() }),
        Doing::Problem => {
            let problem = QualityProblem {
                what: d.maybe("problem/what"),
                what_not: d.maybe("problem/what_not"),
                place: d.maybe("problem/place"),
                place_not: d.maybe("problem/place_not"),
                time: d.maybe("problem/time"),
                time_not: d.maybe("problem/time_not"),
                scale: d.maybe("problem/scale"),
                scale_not: d.maybe("problem/scale_not"),
            };
            update(UpdateQualityFeedback { problem: Some(problem), ..none() })
        }
        Doing::Causes => update(UpdateQualityFeedback { causes: Some(causes(d)), ..none() }),
        Doing::Closing => {
            let cost = amount(d, "closing/cost");
            let closing = QualityClosing {
                documents: each(d, "closing/documents"),
                rollout: d.maybe("closing/rollout"),
                lessons: d.maybe("closing/lessons"),
                cost,
                currency: d.maybe("closing/currency").filter(|_| cost.is_some()),
            };
            update(UpdateQualityFeedback { closing: Some(closing), ..none() })
        }
        Doing::Measure => {
            chosen(d, "measure_owner");
            let said = d.need("kind").zip(d.need("measure")).zip(d.need("due_on"));
            let owner_id = d.maybe("measure_owner");
            said.map(|((kind, description), due_on)| {
                json!(CreateQualityMeasure { kind, description, owner_id, due_on })
            })
        }
        Doing::Finish(_) => {
            let cost = amount(d, "cost");
            let currency = d.maybe("currency").filter(|_| cost.is_some());
            d.need("evidence").map(|evidence| json!(FinishQualityMeasure { evidence, cost, currency }))
        }
        Doing::Validate(_) => d.need("evidence").map(|evidence| json!(ValidateQualityMeasure { evidence })),
        Doing::Drop(_) => Some(json!({})),
        Doing::Source => {
            chosen(d, "ticket_id");
            let ticket = d.need("ticket_id");
            ticket.map(|id| json!(AddQualitySource { ticket_id: Some(id), rma_line_id: None, origin: None }))
        }
        Doing::Heard => {
            let origin = origin(d);
            if origin.is_none() && d.raw("origin/kind").is_empty() {
                d.refuse("origin/kind", FieldProblem::Required);
            }
            let heard =
                |origin| json!(AddQualitySource { ticket_id: None, rma_line_id: None, origin: Some(origin) });
            origin.map(heard)
        }
    };
    draft.finish(body)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(pairs: &[(&str, &str)]) -> Values {
        let mut values = Values::new();
        for (name, value) in pairs {
            put(&mut values, name, Some(*value));
        }
        values
    }

    #[test]
    fn a_team_is_a_person_on_each_line() {
        let body = read(&Doing::Team, &typed(&[("team", "孙工：组长\n\n赵敏")])).unwrap();
        let expected = json!([{ "name": "孙工", "role": "组长" }, { "name": "赵敏", "role": null }]);
        assert_eq!(body["team"], expected);
    }

    #[test]
    fn places_without_a_number_are_not_sent_and_one_is_needed() {
        let doing = Doing::Act(QualityAction::Contain);
        let body =
            read(&doing, &typed(&[("places/in_transit/quantity", "8"), ("places/in_transit/bad", "1")]));
        assert_eq!(body.unwrap()["places"].as_array().unwrap().len(), 1);
        let wrong =
            |pairs: &[(&str, &str)]| read(&doing, &typed(pairs)).unwrap_err().fields[0].pointer.clone();
        assert_eq!(wrong(&[]), "/places/own_stock/quantity");
        let many = [("places/supplier/quantity", "1"), ("places/supplier/bad", "2")];
        assert_eq!(wrong(&many), "/places/supplier/bad");
    }

    #[test]
    fn an_effect_or_a_reason_is_needed_and_not_both() {
        let doing = Doing::Act(QualityAction::Verify);
        let wrong = |pairs: &[(&str, &str)]| {
            read(&doing, &typed(pairs)).err().map(|refusal| refusal.fields[0].pointer.clone())
        };
        assert_eq!(wrong(&[]).as_deref(), Some("/effect"));
        assert_eq!(wrong(&[("effect", "无同类投诉"), ("reason", "停产")]).as_deref(), Some("/reason"));
        assert_eq!(wrong(&[("reason", "停产")]), None);
    }
}
