use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use crate::ids::OrganizationId;
use crate::records::quality_feedback::*;
use proptest::prelude::*;
use uuid::Uuid;

fn person(n: u128, roles: &[Role]) -> Actor {
    Actor {
        user_id: UserId(Uuid::from_u128(n)),
        name: "赵敏".into(),
        organization_id: OrganizationId(Uuid::nil()),
        organization_kind: OrganizationKind::Manufacturer,
        customer_id: None,
        permissions: permissions(OrganizationKind::Manufacturer, roles, None),
        roles: roles.to_vec(),
    }
}

/// Somebody who may do everything there is.
fn anybody(n: u128) -> Actor {
    person(n, &[Role::Quality, Role::Engineer, Role::Supervisor])
}

/// Typed out again; every pair that is not here is refused.
const TABLE: [(&str, &str, &str); 18] = [
    ("triage", "reported", "triaged"),
    ("reject", "reported", "not_valid"),
    ("instruct", "triaged contained analysing implementing", "="),
    ("answer", "triaged contained analysing", "="),
    ("contain", "triaged", "contained"),
    ("analyse", "contained", "analysing"),
    ("submit_plan", "analysing", "plan_review"),
    ("approve_plan", "plan_review", "implementing"),
    ("refuse_plan", "plan_review", "analysing"),
    ("begin", "triaged", "implementing"),
    ("complete", "implementing", "verifying"),
    ("zero", "implementing verifying", "="),
    ("verify", "verifying", "="),
    ("reopen", "verifying closed", "analysing"),
    ("reply", "triaged contained analysing plan_review implementing verifying", "="),
    ("close", "verifying", "closed"),
    ("merge", "reported triaged contained analysing", "merged"),
    ("cancel", "reported triaged contained analysing plan_review implementing verifying", "cancelled"),
];

#[test]
fn the_machine_typed_out_again() {
    crate::workflow::typed_out::<QualityAction>(&TABLE, QualityStatus::ALL);
}

fn facts(report: &QualityReport) -> QualityGateFacts<'_> {
    QualityGateFacts {
        severity: Some(QualitySeverity::Major),
        method: Some(QualityMethod::EightD),
        report,
        measures: vec![],
        planned_by: None,
        instructed: false,
        verified: false,
        complained: true,
        answered: false,
    }
}

fn words(gates: &[QualityGate]) -> Vec<&'static str> {
    gates.iter().map(|gate| gate.as_str()).collect()
}

#[test]
fn each_gate_opens_by_what_it_asks_for_and_by_nothing_else() {
    let (me, other) = (UserId(Uuid::from_u128(1)), UserId(Uuid::from_u128(2)));
    let mut report = QualityReport::default();
    let open = |action, facts: &QualityGateFacts<'_>| words(&gates(action, facts, me));
    let plan = ["occurrence_cause", "escape_cause", "system_cause", "open_measure"];
    assert_eq!(open(QualityAction::SubmitPlan, &facts(&report)), plan);
    let four = QualityGateFacts { method: Some(QualityMethod::FourD), ..facts(&report) };
    assert_eq!(open(QualityAction::SubmitPlan, &four), ["occurrence_cause", "open_measure"]);
    report.causes.occurrence = Some("偏心".parse().unwrap());
    report.causes.escape = Some("未测".parse().unwrap());
    assert_eq!(open(QualityAction::SubmitPlan, &facts(&report)), ["system_cause", "open_measure"]);
    report.causes.system = Some("未通知".parse().unwrap());
    let of = |kind, owner, done| QualityGateMeasure { kind, owner, done, validated: done };
    let with = |kind, done| QualityGateFacts { measures: vec![of(kind, other, done)], ..facts(&report) };
    use QualityMeasureKind::{Corrective, Immediate};
    assert_eq!(open(QualityAction::SubmitPlan, &with(Immediate, false)), ["open_measure"]);
    assert_eq!(open(QualityAction::SubmitPlan, &with(Corrective, true)), ["open_measure"]);
    assert!(open(QualityAction::SubmitPlan, &with(Corrective, false)).is_empty());

    let by =
        |planned_by, severity| QualityGateFacts { planned_by, severity: Some(severity), ..facts(&report) };
    assert_eq!(open(QualityAction::ApprovePlan, &by(Some(me), QualitySeverity::Critical)), ["other_author"]);
    assert!(open(QualityAction::ApprovePlan, &by(Some(other), QualitySeverity::Major)).is_empty());
    assert!(open(QualityAction::ApprovePlan, &by(Some(me), QualitySeverity::Moderate)).is_empty());

    assert_eq!(open(QualityAction::Complete, &with(Immediate, false)), ["measures_done"]);
    assert!(open(QualityAction::Complete, &with(Immediate, true)).is_empty());
    let mine = QualityGateFacts { measures: vec![of(Corrective, me, true)], ..facts(&report) };
    assert_eq!(open(QualityAction::Verify, &mine), ["other_verifier"]);
    assert!(open(QualityAction::Verify, &with(Corrective, true)).is_empty());
    let unproven = QualityGateMeasure { validated: false, ..of(Corrective, other, true) };
    let unproven = QualityGateFacts { measures: vec![unproven], ..facts(&report) };
    assert_eq!(open(QualityAction::Verify, &unproven), ["measures_validated"]);

    let all = ["effect", "technical_zero", "managerial_zero", "reply_sent"];
    assert_eq!(open(QualityAction::Close, &facts(&report)), all);
    let minor = QualityGateFacts { severity: Some(QualitySeverity::Minor), ..facts(&report) };
    assert_eq!(open(QualityAction::Close, &minor), ["effect", "reply_sent"]);
    let mut whole = report.clone();
    whole.zeroing.technical = TechnicalZero::ALL.to_vec();
    whole.zeroing.managerial = ManagerialZero::ALL[1..].to_vec();
    let done = QualityGateFacts { verified: true, answered: true, ..facts(&whole) };
    assert_eq!(open(QualityAction::Close, &done), ["managerial_zero"]);
    assert_eq!(open(QualityAction::Answer, &facts(&report)), ["instruction"]);
    // Where nobody complained there is nobody to answer.
    let nobody = QualityGateFacts { complained: false, ..facts(&report) };
    assert_eq!(open(QualityAction::Reply, &nobody), ["complaint"]);
    assert!(!open(QualityAction::Close, &nobody).contains(&"reply_sent"));
}

#[test]
fn a_refused_gate_says_what_is_missing_in_both_languages() {
    let report = QualityReport::default();
    let me = anybody(1);
    let refused =
        decide_quality("QF-1", QualityStatus::Analysing, QualityAction::SubmitPlan, &facts(&report), &me)
            .unwrap_err();
    assert_eq!(refused.code, ProblemCode::RequirementMissing);
    assert_eq!(refused.allowed.len(), 4);
    use crate::i18n::Locale;
    let say = |locale| refused.clone().into_problem(locale, 422, String::new()).detail;
    assert!(say(Locale::ZhCn).contains("缺少发生原因、缺少流出原因"), "{}", say(Locale::ZhCn));
    assert!(say(Locale::En).contains("The escape cause is missing"), "{}", say(Locale::En));
}

#[test]
fn the_light_path_leads_past_the_plan_and_only_for_what_is_light() {
    let me = anybody(1);
    let of = |method| available_for_quality(QualityStatus::Triaged, Some(method), &me);
    assert!(of(QualityMethod::Simple).contains(&QualityAction::Begin));
    assert!(!of(QualityMethod::Simple).contains(&QualityAction::Contain));
    assert!(!of(QualityMethod::EightD).contains(&QualityAction::Begin));
    let said = |severity, method| TriageQuality {
        severity,
        extent: QualityExtent::OneOff,
        method,
        department: QualityDepartment::Production,
        supplier_id: None,
        owner_id: me.user_id,
        grounds: None,
    };
    assert!(said(QualitySeverity::Minor, QualityMethod::Simple).check().is_ok());
    assert!(said(QualitySeverity::Moderate, QualityMethod::Simple).check().is_err());
    assert_eq!(method_after_failure(QualityMethod::Simple), QualityMethod::FourD);
    assert_eq!(method_after_failure(QualityMethod::EightD), QualityMethod::EightD);
}

#[test]
fn nobody_changes_what_was_signed_off() {
    use QualitySection::*;
    let may = |section| {
        let states = QualityStatus::ALL.iter().filter(|s| may_write("", **s, section).is_ok());
        states.map(|s| s.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(may(Facts), ["reported", "triaged", "contained", "analysing"]);
    assert_eq!(may(Plan), ["triaged", "contained", "analysing"]);
    let closing = ["triaged", "contained", "analysing", "plan_review", "implementing", "verifying"];
    assert_eq!(may(Closing), closing);
}

#[test]
fn a_measure_is_finished_once_by_its_owner_or_by_who_works_on_the_case() {
    let (owner, quality, stranger) = (person(1, &[]), person(2, &[Role::Quality]), person(3, &[]));
    let may =
        |status, done, who: &Actor| may_finish("", status, done, owner.user_id, who).map_err(|r| r.code);
    use QualityStatus::{Implementing, PlanReview, Verifying};
    assert_eq!(may(Implementing, false, &owner), Ok(()));
    assert_eq!(may(Implementing, false, &quality), Ok(()));
    assert_eq!(may(Implementing, false, &stranger), Err(ProblemCode::Forbidden));
    for (status, done) in [(Implementing, true), (PlanReview, false), (Verifying, false)] {
        assert_eq!(may(status, done, &owner), Err(ProblemCode::TransitionRefused), "{status}");
    }
}

#[test]
fn a_measure_is_confirmed_once_by_somebody_else_after_it_is_done() {
    let (owner, other) = (person(1, &[]), person(2, &[Role::Quality]));
    let now = chrono::Utc::now();
    let done = QualityMeasure {
        id: crate::ids::QualityMeasureId(Uuid::nil()),
        kind: QualityMeasureKind::Corrective,
        description: "换轮".into(),
        owner_id: owner.user_id,
        owner_name: "孙工".into(),
        of_supplier: false,
        due_on: now.date_naive(),
        done_at: Some(now),
        evidence: Some("报告".into()),
        cost: None,
        currency: None,
        validation: None,
        validated_by_name: None,
        validated_at: None,
    };
    let open = QualityMeasure { done_at: None, ..done.clone() };
    let sure = QualityMeasure { validated_at: Some(now), ..done.clone() };
    let may = |status, one: &QualityMeasure, who: &Actor| {
        may_validate("", status, one, who).map_err(|refusal| refusal.code)
    };
    for status in QualityStatus::ALL {
        let word = "triaged contained analysing plan_review implementing verifying";
        let open = word.split(' ').any(|s| s == status.as_str());
        assert_eq!(may(*status, &done, &other).is_ok(), open, "{status}");
    }
    assert_eq!(may(QualityStatus::Verifying, &done, &owner), Err(ProblemCode::Forbidden));
    assert_eq!(may(QualityStatus::Verifying, &open, &other), Err(ProblemCode::TransitionRefused));
    assert_eq!(may(QualityStatus::Verifying, &sure, &other), Err(ProblemCode::TransitionRefused));
}

mod clocks {
    use super::*;
    use chrono::{DateTime, Duration, TimeZone, Utc};

    fn at(day: u32, hour: u32) -> DateTime<Utc> {
        Utc.with_ymd_and_hms(2026, 3, day, hour, 0, 0).unwrap()
    }

    fn signed(at: DateTime<Utc>) -> Option<QualitySigned> {
        Some(QualitySigned { by_id: Some(UserId(Uuid::nil())), by_name: "赵敏".into(), at, note: None })
    }

    #[test]
    fn deadlines_run_from_the_verdict_and_are_met_once() {
        let zone = chrono_tz::Asia::Shanghai;
        let mut decisions = QualityDecisions::default();
        let terms = QualityTerms::shipped();
        let of = |decisions: &QualityDecisions, severity, method| {
            deadlines(&terms, at(3, 2), (severity, method), decisions, &[], zone)
        };
        let unjudged = of(&decisions, None, None);
        assert_eq!(unjudged.len(), 1);
        assert_eq!(next_due(QualityStatus::Reported, &unjudged), Some(at(3, 2)));
        assert!(!unjudged[0].is_late(at(3, 2)) && unjudged[0].is_late(at(3, 3)));
        decisions.triage = signed(at(2, 8));
        let (severity, method) = (Some(QualitySeverity::Critical), Some(QualityMethod::EightD));
        let judged = of(&decisions, severity, method);
        let due: Vec<_> = judged.iter().map(|d| (d.step.as_str(), d.due_at)).collect();
        let expected =
            [("triage", at(3, 2)), ("containment", at(3, 8)), ("cause", at(12, 8)), ("plan", at(16, 8))];
        assert_eq!(due, expected);
        assert_eq!(next_due(QualityStatus::Triaged, &judged), Some(at(3, 8)));
        assert_eq!(next_due(QualityStatus::Cancelled, &judged), None);
        let light = of(&decisions, Some(QualitySeverity::Minor), Some(QualityMethod::Simple));
        assert_eq!(light.len(), 1, "the light path has no deadline but those of its measures");
        assert_eq!(age_days(at(2, 8), at(4, 7)), 1);
        // A house that is in more of a hurry with what is critical.
        let mut quick = QualityTerms::shipped();
        quick.severities[0] = QualitySeverityTerms {
            severity: QualitySeverity::Critical,
            containment_hours: 4,
            cause_days: 3,
            plan_days: 5,
        };
        let due = |severity| {
            let all = deadlines(&quick, at(3, 2), (Some(severity), method), &decisions, &[], zone);
            [all[1].due_at, all[2].due_at, all[3].due_at]
        };
        assert_eq!(due(QualitySeverity::Critical), [at(2, 12), at(5, 8), at(7, 8)]);
        assert_eq!(due(QualitySeverity::Minor), [at(3, 8), at(12, 8), at(16, 8)]);
    }

    #[test]
    fn a_measure_is_due_at_the_end_of_its_day_where_the_house_is() {
        let measure = QualityMeasure {
            id: crate::ids::QualityMeasureId(Uuid::nil()),
            kind: QualityMeasureKind::Corrective,
            description: "换轮".into(),
            owner_id: UserId(Uuid::nil()),
            owner_name: "孙工".into(),
            of_supplier: false,
            due_on: at(20, 0).date_naive(),
            done_at: None,
            evidence: None,
            cost: None,
            currency: None,
            validation: None,
            validated_by_name: None,
            validated_at: None,
        };
        let terms = QualityTerms::shipped();
        let zone = chrono_tz::Asia::Shanghai;
        let decisions = QualityDecisions { triage: signed(at(2, 8)), ..QualityDecisions::default() };
        let light = (Some(QualitySeverity::Minor), Some(QualityMethod::Simple));
        let all = deadlines(&terms, at(3, 2), light, &decisions, std::slice::from_ref(&measure), zone);
        assert_eq!(all[1].due_at, at(20, 16), "midnight in Shanghai");
        let never = QualityMeasure { due_on: chrono::NaiveDate::MAX, ..measure };
        let all = deadlines(&terms, at(3, 2), light, &decisions, &[never], zone);
        assert!(
            !all[1].is_late(at(31, 0) + Duration::days(100_000)),
            "a day nobody can reckon with never ends"
        );
    }
}

#[test]
fn cases_are_alike_by_part_batch_fault_and_words_and_not_by_model_alone() {
    use crate::ids::{PartId, ProductId};
    let one = QualityTraits {
        part_id: Some(PartId(Uuid::from_u128(1))),
        batch: Some("B-1".into()),
        fault_code_id: None,
        product_id: Some(ProductId(Uuid::from_u128(2))),
        subject: "3 号梯门机异响".into(),
        cause: Some("带轮偏心 0.4 mm".into()),
    };
    let alike =
        |other: &QualityTraits| likeness(&one, other).iter().map(|what| what.as_str()).collect::<Vec<_>>();
    assert_eq!(alike(&one), ["part", "batch", "cause", "words", "model"]);
    let model = QualityTraits { product_id: one.product_id, ..QualityTraits::default() };
    assert!(alike(&model).is_empty());
    let words = QualityTraits { subject: "门机异响，关门慢".into(), ..QualityTraits::default() };
    assert_eq!(alike(&words), ["words"]);
    let cause = QualityTraits { cause: Some("带轮偏心".into()), ..model };
    assert_eq!(alike(&cause), ["cause", "model"]);
    let other = QualityTraits { cause: Some("润滑不足".into()), ..QualityTraits::default() };
    assert!(alike(&other).is_empty());
    assert!(weight(&[QualityLikeness::Part]) > weight(&[QualityLikeness::Words, QualityLikeness::Model]));
}

/// A model of a case that is as plain as can be: the table above, and the gates by hand.
#[derive(Clone, Debug)]
struct Model {
    status: String,
    method: QualityMethod,
    report: QualityReport,
    measures: Vec<QualityGateMeasure>,
    planned_by: Option<UserId>,
    verified: bool,
    answered: bool,
}

proptest! {
    /// Whatever is tried in whatever order by whom, the machine does what the typed table and the gates allow, a grave case is
    /// never closed without sign-off by two, zeroing, effect and reply, and nothing moves after the end.
    #[test]
    fn no_path_leads_past_a_gate(
        grave in any::<bool>(),
        light in any::<bool>(),
        tries in proptest::collection::vec((0_usize..23, 1_u128..4), 1..80),
    ) {
        let severity = if grave { QualitySeverity::Major } else { QualitySeverity::Minor };
        let method = if light && !grave { QualityMethod::Simple } else { QualityMethod::EightD };
        let mut m = Model {
            status: "reported".into(), method, report: QualityReport::default(), measures: vec![],
            planned_by: None, verified: false, answered: false,
        };
        let mut signed_off_by = None;
        for (n, who) in tries {
            let actor = anybody(who);
            let planning = matches!(m.status.as_str(), "triaged" | "contained" | "analysing");
            // Beyond the actions: causes, a measure, doing it, both zeroings, somebody else's word that what is done helps.
            match n {
                18 if planning => {
                    let cause = Some("因".parse().unwrap());
                    m.report.causes.occurrence = cause.clone();
                    (m.report.causes.escape, m.report.causes.system) = (cause.clone(), cause);
                }
                19 if planning => m.measures.push(QualityGateMeasure {
                    kind: QualityMeasureKind::Corrective, owner: actor.user_id, done: false, validated: false,
                }),
                20 => m.measures.iter_mut().for_each(|measure| measure.done |= m.status == "implementing"),
                22 => m.measures.iter_mut().for_each(|measure| {
                    measure.validated |= measure.done && measure.owner != actor.user_id;
                }),
                21 => {
                    m.report.zeroing.technical = TechnicalZero::ALL.to_vec();
                    m.report.zeroing.managerial = ManagerialZero::ALL.to_vec();
                }
                _ => {}
            }
            let Some(action) = QualityAction::ALL.get(n).copied() else { continue };
            let status: QualityStatus = m.status.parse().unwrap();
            let facts = QualityGateFacts {
                severity: Some(severity), method: Some(m.method), report: &m.report, measures: m.measures.clone(),
                planned_by: m.planned_by, instructed: true, verified: m.verified, complained: true, answered: m.answered,
            };
            let answer = decide_quality("", status, action, &facts, &actor);
            let (_, from, to) = TABLE.into_iter().find(|(word, ..)| *word == action.as_str()).unwrap();
            let in_table = from.split(' ').any(|s| s == m.status);
            let caused = m.report.causes.occurrence.is_some();
            let to_do = m.measures.iter().any(|measure| !measure.done);
            let gates = match action.as_str() {
                "submit_plan" => caused && to_do,
                "begin" => m.method == QualityMethod::Simple && to_do,
                "contain" => m.method != QualityMethod::Simple,
                "approve_plan" => !grave || m.planned_by != Some(actor.user_id),
                "complete" => m.measures.iter().all(|measure| measure.done),
                "verify" => m.measures.iter().all(|measure| measure.owner != actor.user_id && measure.validated),
                "close" => {
                    let zeroed = m.report.zeroing.technical_met() && m.report.zeroing.managerial_met();
                    m.verified && m.answered && (!grave || zeroed)
                }
                _ => true,
            };
            prop_assert_eq!(answer.is_ok(), in_table && gates, "{} {}", m.status, action);
            let Ok(next) = answer else { continue };
            match action.as_str() {
                "submit_plan" => m.planned_by = Some(actor.user_id),
                "approve_plan" => signed_off_by = Some(actor.user_id),
                "verify" => m.verified = true,
                "reply" => m.answered = true,
                "reopen" => (m.verified, m.method) = (false, method_after_failure(m.method)),
                _ => {}
            }
            if to != "=" {
                prop_assert_eq!(next.as_str(), to);
                m.status = to.into();
            }
            if m.status == "closed" {
                prop_assert!(m.verified && m.answered && m.measures.iter().all(|measure| measure.done && measure.validated));
                prop_assert!(!grave || (signed_off_by.is_some() && signed_off_by != m.planned_by));
            }
        }
    }
}
