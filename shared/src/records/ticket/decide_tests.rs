use super::*;
use crate::auth::{OrganizationKind, Role, permissions};
use crate::ids::OrganizationId;
use crate::records::walks::{Table, leads};
use crate::text::Text;
use proptest::prelude::*;
use uuid::Uuid;

fn actor(role: Role) -> Actor {
    let kind = OrganizationKind::ALL.iter().copied().find(|k| k.roles().contains(&role)).unwrap();
    Actor {
        user_id: UserId(Uuid::nil()),
        name: "王芳".into(),
        organization_id: OrganizationId(Uuid::nil()),
        organization_kind: kind,
        customer_id: None,
        roles: vec![role],
        permissions: permissions(kind, &[role], None),
    }
}

fn ticket(status: TicketStatus) -> TicketFacts {
    TicketFacts {
        number: "TK-2026-000001".into(),
        kind: TicketKind::Complaint,
        status,
        id: TicketId(Uuid::from_u128(1)),
        has_contact: true,
        has_product: true,
        has_warranty_verdict: true,
        assignee_id: None,
        team_id: None,
        crisis_status: CrisisStatus::None,
        crisis_kinds: vec![],
        valid_complaint: None,
        merged_into_id: None,
        notice_given_at: None,
        silence_ends_at: None,
        reopen_count: 0,
        individual_case: false,
        estimate_minutes: None,
        responded_at: None,
        onsite_called_at: None,
        onsite_arrived_at: None,
        open_checks: 0,
    }
}

fn now() -> DateTime<Utc> {
    "2026-03-02T08:00:00Z".parse().unwrap()
}

fn run(ticket: &TicketFacts, input: ActionInput, role: Role) -> Result<Outcome<TicketChange>, Refusal> {
    decide(ticket, &input, &actor(role), now(), &Policy::default())
}

fn change(ticket: &TicketFacts, input: ActionInput, role: Role) -> TicketChange {
    match run(ticket, input, role).unwrap() {
        Outcome::Changed(change) => change,
        Outcome::AlreadyDone => panic!("already done"),
    }
}

fn words<const N: usize>(s: &str) -> Text<N> {
    Text::new(s).unwrap()
}

fn assign() -> ActionInput {
    ActionInput::Assign(AssignTicket {
        assignee_id: Some(UserId(Uuid::from_u128(7))),
        team_id: None,
        least_loaded: false,
        note: None,
    })
}

#[test]
fn verifying_is_left_only_with_contact_product_and_warranty() {
    let complete = ticket(TicketStatus::Verifying);
    assert_eq!(change(&complete, assign(), Role::ServiceSpecialist).status, Some(TicketStatus::Assigned));
    let bare =
        TicketFacts { has_contact: false, has_product: false, has_warranty_verdict: false, ..complete };
    let refusal = run(&bare, assign(), Role::ServiceSpecialist).unwrap_err();
    assert_eq!(refusal.code, ProblemCode::RequirementMissing);
    assert_eq!(
        refusal.fields.iter().map(|f| f.pointer.as_str()).collect::<Vec<_>>(),
        ["/contact_name", "/unit_id"]
    );
}

#[test]
fn a_refusal_names_the_way_out() {
    let input = ActionInput::Close(Remark { note: None });
    let refusal = run(&ticket(TicketStatus::New), input, Role::ServiceSpecialist).unwrap_err();
    assert_eq!(refusal.code, ProblemCode::TransitionRefused);
    assert_eq!(refusal.allowed, ["verify", "respond", "cancel", "merge", "flag_crisis"]);
}

#[test]
fn the_right_is_asked_before_the_state() {
    let refusal = run(&ticket(TicketStatus::New), assign(), Role::Dealer).unwrap_err();
    assert_eq!(refusal.code, ProblemCode::Forbidden);
    let done = TicketFacts { status: TicketStatus::InProgress, ..ticket(TicketStatus::New) };
    let refusal = run(&done, ActionInput::Start(Remark { note: None }), Role::Customer).unwrap_err();
    assert_eq!(refusal.code, ProblemCode::Forbidden);
}

#[test]
fn silence_closes_only_after_notice_and_its_working_days() {
    let close = || ActionInput::Close(Remark { note: None });
    let resolved = ticket(TicketStatus::Resolved);
    assert_eq!(
        run(&resolved, close(), Role::ServiceSpecialist).unwrap_err().code,
        ProblemCode::RequirementMissing
    );
    let later = now() + chrono::Duration::hours(1);
    let early = TicketFacts { notice_given_at: Some(now()), silence_ends_at: Some(later), ..resolved };
    let refusal = run(&early, close(), Role::ServiceSpecialist).unwrap_err();
    assert_eq!(refusal.detail.as_deref(), Some("problem-transition_refused-silence"));
    let due = TicketFacts { silence_ends_at: Some(now()), ..early };
    assert_eq!(change(&due, close(), Role::ServiceSpecialist).closed_at, Some(Some(now())));
}

#[test]
fn the_customer_confirms_in_its_own_name() {
    let input = ActionInput::Confirm(ConfirmTicket { confirmed_by: None, note: None });
    let change = change(&ticket(TicketStatus::Resolved), input, Role::Customer);
    assert_eq!(change.status, Some(TicketStatus::Closed));
    assert_eq!(change.confirmed, Some(Some(("王芳".into(), now()))));
}

#[test]
fn the_second_reopening_makes_an_individual_case() {
    let reopen = || ActionInput::Reopen(Reason { reason: words("还是响") });
    let closed = ticket(TicketStatus::Closed);
    assert!(!change(&closed, reopen(), Role::Customer).individual_case);
    let again = TicketFacts { reopen_count: 1, ..closed };
    let change = change(&again, reopen(), Role::Customer);
    assert!(change.individual_case && change.reopened);
    assert_eq!((change.closed_at, change.resolved_at), (Some(None), Some(None)));
}

#[test]
fn waiting_for_something_else_says_what_and_until_lies_ahead() {
    let wait = |reason, note: Option<&str>, until| {
        ActionInput::Wait(WaitTicket {
            reason,
            ball_holder: BallHolder::Customer,
            until,
            note: note.map(words),
        })
    };
    let t = ticket(TicketStatus::InProgress);
    assert!(run(&t, wait(WaitReason::Other, None, None), Role::Technician).is_err());
    assert!(run(&t, wait(WaitReason::Parts, None, Some(now())), Role::Technician).is_err());
    let ok = change(
        &t,
        wait(WaitReason::Other, Some("festival"), Some(now() + chrono::Duration::days(1))),
        Role::Technician,
    );
    assert_eq!(ok.status, Some(TicketStatus::Waiting));
}

#[test]
fn a_crisis_is_raised_by_anyone_and_judged_by_a_supervisor() {
    let flag = || {
        ActionInput::FlagCrisis(FlagCrisis { kinds: vec![CrisisKind::Media], reason: words("记者来电") })
    };
    let t = ticket(TicketStatus::New);
    assert_eq!(
        change(&t, flag(), Role::Customer).crisis,
        Some((CrisisStatus::Raised, vec![CrisisKind::Media]))
    );
    let confirm = || ActionInput::ConfirmCrisis(Remark { note: None });
    assert!(run(&t, confirm(), Role::Supervisor).is_err());
    let raised = TicketFacts { crisis_status: CrisisStatus::Raised, ..t };
    assert_eq!(run(&raised, confirm(), Role::ServiceSpecialist).unwrap_err().code, ProblemCode::Forbidden);
    assert_eq!(change(&raised, confirm(), Role::Supervisor).crisis.unwrap().0, CrisisStatus::Confirmed);
}

#[test]
fn only_complaints_are_judged() {
    let judge = || ActionInput::Judge(JudgeTicket { valid: true, grounds: words("load test failed") });
    assert!(change(&ticket(TicketStatus::New), judge(), Role::Quality).judged.is_some());
    let inquiry = TicketFacts { kind: TicketKind::Inquiry, ..ticket(TicketStatus::New) };
    assert!(run(&inquiry, judge(), Role::Quality).is_err());
}

#[test]
fn the_first_answer_is_noted_once_by_itself_or_with_what_brings_it() {
    let t = ticket(TicketStatus::InProgress);
    let respond = || ActionInput::Respond(RespondTicket { answer: words("先断电") });
    assert_eq!(change(&t, respond(), Role::Technician).responded_at, Some(now()));
    let tell =
        |told_customer| ActionInput::Estimate(EstimateTicket { minutes: 60, told_customer, note: None });
    assert_eq!(change(&t, tell(true), Role::Technician).responded_at, Some(now()));
    assert_eq!(change(&t, tell(false), Role::Technician).responded_at, None);
    let answered = TicketFacts { responded_at: Some(now()), ..t };
    assert_eq!(run(&answered, respond(), Role::Technician), Ok(Outcome::AlreadyDone));
    assert_eq!(change(&answered, tell(true), Role::Technician).responded_at, None);
}

#[test]
fn nobody_arrives_who_was_not_called() {
    let t = ticket(TicketStatus::Assigned);
    let arrive = || ActionInput::ArriveOnsite(Remark { note: None });
    assert_eq!(run(&t, arrive(), Role::Engineer).unwrap_err().allowed, ["call_onsite"]);
    let called = TicketFacts { onsite_called_at: Some(now()), ..t };
    assert_eq!(change(&called, arrive(), Role::Engineer).onsite_arrived_at, Some(now()));
}

#[test]
fn doing_it_twice_is_no_error() {
    let t = ticket(TicketStatus::Verifying);
    assert_eq!(
        run(&t, ActionInput::Verify(Remark { note: None }), Role::ServiceSpecialist),
        Ok(Outcome::AlreadyDone)
    );
}

#[test]
fn a_changed_estimate_needs_its_reason() {
    let estimate = |minutes, note: Option<&str>| {
        ActionInput::Estimate(EstimateTicket { minutes, told_customer: true, note: note.map(words) })
    };
    let t = ticket(TicketStatus::InProgress);
    assert!(run(&t, estimate(90, None), Role::Technician).is_ok());
    let told = TicketFacts { estimate_minutes: Some(90), ..t };
    assert!(run(&told, estimate(120, None), Role::Technician).is_err());
    assert!(run(&told, estimate(120, Some("second fault found")), Role::Technician).is_ok());
    assert!(run(&told, estimate(0, Some("x")), Role::Technician).is_err());
}

fn any_input() -> impl Strategy<Value = ActionInput> {
    let remark = || Remark { note: None };
    let reason = || Reason { reason: words("because") };
    prop_oneof![
        Just(ActionInput::Verify(remark())),
        Just(assign()),
        Just(ActionInput::Start(remark())),
        Just(ActionInput::Respond(RespondTicket { answer: words("先断电") })),
        Just(ActionInput::CallOnsite(remark())),
        Just(ActionInput::ArriveOnsite(remark())),
        Just(ActionInput::Wait(WaitTicket {
            reason: WaitReason::Parts,
            ball_holder: BallHolder::Us,
            until: None,
            note: None
        })),
        Just(ActionInput::Resume(remark())),
        Just(ActionInput::Resolve(ResolveTicket {
            solution: words("done"),
            cause: None,
            fault_code_id: None,
            repair_outcome: None
        })),
        Just(ActionInput::GiveNotice(remark())),
        Just(ActionInput::Confirm(ConfirmTicket { confirmed_by: None, note: None })),
        Just(ActionInput::Close(remark())),
        Just(ActionInput::Reopen(reason())),
        Just(ActionInput::Cancel(reason())),
        Just(ActionInput::Merge(MergeTicket { into_id: TicketId(Uuid::from_u128(9)), note: None })),
        Just(ActionInput::Judge(JudgeTicket { valid: false, grounds: words("misuse") })),
        Just(ActionInput::FlagCrisis(FlagCrisis { kinds: vec![CrisisKind::Legal], reason: words("letter") })),
        Just(ActionInput::ConfirmCrisis(remark())),
        Just(ActionInput::LiftCrisis(reason())),
        Just(ActionInput::Estimate(EstimateTicket {
            minutes: 60,
            told_customer: false,
            note: Some(words("n"))
        })),
    ]
}

/// Typed out once more: where each action is allowed, and where it leads (`=` where that is the ticket's own state).
const TABLE: &Table = &[
    ("verify", "new", "verifying"),
    ("assign", "verifying assigned in_progress waiting", "="),
    ("respond", "new verifying assigned in_progress waiting", "="),
    ("start", "assigned", "in_progress"),
    ("wait", "in_progress", "waiting"),
    ("resume", "waiting", "in_progress"),
    ("resolve", "in_progress waiting", "resolved"),
    ("give_notice", "resolved", "="),
    ("confirm", "resolved", "closed"),
    ("close", "resolved", "closed"),
    ("reopen", "resolved closed", "in_progress"),
    ("cancel", "new verifying assigned in_progress waiting resolved", "cancelled"),
    ("merge", "new verifying assigned in_progress waiting resolved", "merged"),
    ("judge", "new verifying assigned in_progress waiting resolved", "="),
    ("flag_crisis", "new verifying assigned in_progress waiting resolved", "="),
    ("confirm_crisis", "new verifying assigned in_progress waiting resolved", "="),
    ("lift_crisis", "new verifying assigned in_progress waiting resolved", "="),
    ("estimate", "verifying assigned in_progress waiting", "="),
    ("call_onsite", "assigned in_progress waiting", "="),
    ("arrive_onsite", "assigned in_progress waiting", "="),
];

#[test]
fn the_ticket_machine_typed_out_again() {
    crate::workflow::typed_out::<TicketMachine>(TABLE, TicketStatus::ALL);
}

/// What comes of an action, told by hand: the right first, then what is so already, then the table, then what is asked for.
fn told(t: &TicketFacts, action: &str, permitted: bool) -> &'static str {
    let (at, crisis) = (t.status.as_str(), t.crisis_status.as_str());
    let done = match action {
        "verify" => at == "verifying",
        "assign" => ["assigned", "in_progress", "waiting"].contains(&at),
        "start" | "resume" => at == "in_progress",
        "respond" => t.responded_at.is_some(),
        "call_onsite" => t.onsite_called_at.is_some(),
        "arrive_onsite" => t.onsite_arrived_at.is_some(),
        "confirm" | "close" => at == "closed",
        "give_notice" => at == "resolved" && t.notice_given_at.is_some(),
        "cancel" => at == "cancelled",
        "merge" => at == "merged",
        "confirm_crisis" => crisis == "confirmed",
        "lift_crisis" => crisis == "lifted",
        _ => false,
    };
    let met = match action {
        "arrive_onsite" => t.onsite_called_at.is_some(),
        "confirm_crisis" | "lift_crisis" => ["raised", "confirmed"].contains(&crisis),
        _ => true,
    };
    match () {
        () if !permitted => "forbidden",
        () if done => "done",
        () if leads(TABLE, at, action).is_none() || !met => "transition_refused",
        () if action == "close" && t.notice_given_at.is_none() => "requirement_missing",
        () => "changed",
    }
}

proptest! {
    /// Any story of any people leaves a ticket that makes sense, and is allowed what the table allows and nothing else.
    #[test]
    fn no_path_leads_into_an_illegal_state(steps in prop::collection::vec((any_input(), 0..Role::ALL.len()), 0..60)) {
        let mut t = ticket(TicketStatus::New);
        let (mut resolved, mut closed, mut waiting) = (false, false, false);
        for (input, role) in steps {
            let before = t.clone();
            let (action, who) = (input.kind(), actor(Role::ALL[role]));
            let answer = decide(&t, &input, &who, now(), &Policy::default());
            let code = match &answer {
                Ok(Outcome::Changed(_)) => "changed",
                Ok(Outcome::AlreadyDone) => "done",
                Err(refusal) => refusal.code.as_str(),
            };
            let permitted = who.may(TicketMachine::line(action).unwrap().permission);
            prop_assert_eq!(code, told(&t, action.as_str(), permitted), "{} {}", t.status, action);
            let Ok(Outcome::Changed(c)) = answer else { continue };
            if let Some(next) = c.status {
                let to = leads(TABLE, before.status.as_str(), action.as_str()).unwrap();
                let to = if action.as_str() == "assign" { "assigned" } else { to };
                prop_assert_eq!(next.as_str(), to);
                t.status = next;
            }
            if let Some(w) = &c.waiting { waiting = w.is_some(); }
            if let Some(r) = &c.resolved_at { resolved = r.is_some(); }
            if let Some(x) = &c.closed_at { closed = x.is_some(); }
            if let Some(n) = c.notice_given_at { t.notice_given_at = n; }
            if let Some((s, k)) = c.crisis { t.crisis_status = s; t.crisis_kinds = k; }
            if let Some((m, _)) = c.estimate { t.estimate_minutes = Some(m); }
            if let Some((a, team)) = c.assigned { t.assignee_id = a; t.team_id = team; }
            if let Some(m) = c.merged_into_id { t.merged_into_id = Some(m); }
            t.responded_at = c.responded_at.or(t.responded_at);
            t.onsite_called_at = c.onsite_called_at.or(t.onsite_called_at);
            t.onsite_arrived_at = c.onsite_arrived_at.or(t.onsite_arrived_at);
            prop_assert!(t.onsite_arrived_at.is_none() || t.onsite_called_at.is_some());
            t.reopen_count += i32::from(c.reopened);
            t.individual_case |= c.individual_case;
            prop_assert_eq!(waiting, t.status == TicketStatus::Waiting);
            prop_assert_eq!(closed, matches!(t.status, TicketStatus::Closed | TicketStatus::Cancelled | TicketStatus::Merged));
            if t.status == TicketStatus::Closed { prop_assert!(resolved); }
            if t.status == TicketStatus::Resolved { prop_assert!(resolved && !closed); }
            prop_assert_eq!(t.merged_into_id.is_some(), t.status == TicketStatus::Merged);
            prop_assert!(t.reopen_count < 2 || t.individual_case);
            if !matches!(t.status, TicketStatus::New | TicketStatus::Verifying | TicketStatus::Cancelled | TicketStatus::Merged) {
                prop_assert!(t.assignee_id.is_some() || t.team_id.is_some());
            }
        }
    }
}

#[test]
fn nothing_is_resolved_while_a_required_step_is_open() {
    let resolve = ActionInput::Resolve(ResolveTicket {
        solution: "换了门机皮带".parse().unwrap(),
        cause: None,
        fault_code_id: None,
        repair_outcome: None,
    });
    let open = TicketFacts { open_checks: 1, ..ticket(TicketStatus::InProgress) };
    let me = actor(Role::Technician);
    let refusal = decide(&open, &resolve, &me, now(), &Policy::default()).unwrap_err();
    assert_eq!(refusal.fields[0].code, FieldProblem::ChecksOpen);
    let done = TicketFacts { open_checks: 0, ..open };
    assert!(decide(&done, &resolve, &me, now(), &Policy::default()).is_ok());
}
