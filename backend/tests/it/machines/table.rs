//! What each state of each record must have, may have and cannot have, typed out again. A new record joins by its line.

use super::{Machine, machine};
use shared::records::campaign::{CampaignStatus, CampaignUnitStatus};
use shared::records::clock::ClockState;
use shared::records::import::ImportStatus;
use shared::records::knowledge_article::KnowledgeStatus;
use shared::records::material_transfer::TransferStatus;
use shared::records::pre_authorization::PreAuthorizationStatus;
use shared::records::quality_feedback::QualityStatus;
use shared::records::recovery::RecoveryStatus;
use shared::records::rma::{RmaLineStatus, RmaStatus};
use shared::records::statement::{RequestStatus, StatementLineStatus, StatementStatus};
use shared::records::stock_count::StockCountStatus;
use shared::records::supplier_return::SupplierReturnStatus;
use shared::records::ticket::{CrisisStatus, TicketStatus};
use shared::records::unit::UnitStatus;
use shared::records::user::UserStatus;
use shared::records::warranty_claim::{RuleSetStatus, WarrantyClaimStatus};

/// Enumerations of the specification that are called so and are no state of a row.
pub const NO_ROW: &[(&str, &str)] = &[
    ("PresenceState", "who has a page open is kept in memory"),
    ("WarrantyStatus", "is reckoned for a day"),
];

// States, then what they must have, then what they may have. `a+b` come together, `a|b` takes one of them, `a.b` is `b` in the
// document `a`; `=` gives a value where not any will do, and `/` what stands for none. Whatever a record names for one of its
// states and not for another, that other cannot have.
pub fn machines() -> Vec<Machine> {
    vec![
        machine("units.status", UnitStatus::ALL).state(
            "registered in_service under_repair on_loan retired",
            "",
            "",
        ),
        machine("users.status", UserStatus::ALL)
            .state("invited", "", "")
            .state("active", "password_hash", "")
            .state("disabled", "", "password_hash"),
        machine("imports.status", ImportStatus::ALL)
            .row("(id, kind, source, dry_run, status, rows_total, rows_read, rows_created, rows_known, rows_refused, created_at, updated_at) \
                VALUES (gen_random_uuid(), 'repairs', 'a.csv', false, 'running', 0, 0, 0, 0, 0, now(), now())")
            .state("running", "", "")
            .state("finished", "finished_at", "")
            .state("failed", "finished_at failure='server_stopped'", ""),
        ticket(),
        machine("tickets.crisis_status", CrisisStatus::ALL)
            .state("none", "", "")
            .state("raised confirmed lifted", "crisis_kinds='{media}'/'{}'", ""),
        machine("ticket_events.from_status", TicketStatus::ALL),
        machine("ticket_events.to_status", TicketStatus::ALL),
        machine("clocks.state", ClockState::ALL)
            .also("due_at = now()")
            .state("running", "", "next_step_at outcome='breached'+breached_at")
            .state("paused", "", "outcome='breached'+breached_at")
            .state("stopped", "stopped_at", "outcome='met' outcome='breached'+breached_at"),
        machine("knowledge_articles.status", KnowledgeStatus::ALL)
            .state("draft", "", "")
            .state("published", "edition=1/0+published_at+published_by_id", "draft='{}'")
            .state("archived", "", "edition=1/0+published_at+published_by_id"),
        machine("stock_counts.status", StockCountStatus::ALL)
            .state("draft", "", "")
            .state("counted", "counted_by_id+counted_at", "")
            .state("approved", "counted_by_id+counted_at approved_by_id+approved_at", "")
            .state("cancelled", "cancel_reason", "counted_by_id+counted_at")
            .never("approved", "approved_by_id = counted_by_id")
            .never("approved", "approved_at = counted_at - interval '2 hours'")
            .never("counted", "counted_at = opened_at - interval '2 hours'"),
        transfer(),
        machine("rmas.status", RmaStatus::ALL)
            .state("requested", "", "deadline")
            .state("authorized dispositioned", "authorized_by_id+authorized_at deadline", "shipped_at")
            .state("in_return in_inspection", "authorized_by_id+authorized_at deadline shipped_at", "")
            .state("closed", "authorized_by_id+authorized_at deadline closed_at", "shipped_at")
            .state("refused", "end_reason", "deadline")
            .state("cancelled", "end_reason", "authorized_by_id+authorized_at deadline shipped_at"),
        rma_line(),
        supplier_return(),
        quality_feedback(),
        machine("quality_events.status", QualityStatus::ALL),
        machine("campaigns.status", CampaignStatus::ALL)
            .state("draft", "", "")
            .state("scoped", "scope_id", "")
            .state("approved", "scope_id approved_by_id+approved_at", "")
            .state("published running", "scope_id approved_by_id+approved_at published_at", "")
            .state("closed", "scope_id approved_by_id+approved_at published_at ended_at", "end_reason")
            .state("cancelled", "ended_at end_reason", "scope_id approved_by_id+approved_at published_at")
            .never("approved", "approved_by_id = author_id")
            .never("published", "published_at = approved_at - interval '2 hours'")
            .never("closed", "ended_at = published_at - interval '2 hours'"),
        machine("campaign_units.status", CampaignUnitStatus::ALL)
            // Owners are told in the statement before the one that says so.
            .state("identified", "", "notified_at")
            .state("notified", "notified_at", "booked_for")
            .state("booked", "notified_at booked_for", "")
            .state("remedied refused", "notified_at ended_at", "booked_for")
            .state("unreachable scrapped", "ended_at", "notified_at booked_for"),
        machine("adjudication_rule_sets.status", RuleSetStatus::ALL)
            .also("author_id = gen_random_uuid()")
            .state("draft", "", "")
            .state("live", "published_at published_by_id", "")
            .never("live", "published_by_id = author_id"),
        warranty_claim(),
        machine("warranty_claim_events.status", WarrantyClaimStatus::ALL),
        machine("pre_authorizations.status", PreAuthorizationStatus::ALL)
            .row("(id, number, status, dealer_id, unit_id, estimate, currency, reason, requested_by_id, version, created_at, search) \
                VALUES (gen_random_uuid(), 'PA', 'requested', gen_random_uuid(), gen_random_uuid(), 9, 'CNY', 'x', gen_random_uuid(), 1, now(), '')")
            .state("requested", "", "")
            .state("granted expired", "decided_by_id+decided_at limit_amount+valid_until", "")
            .state("consumed", "decided_by_id+decided_at limit_amount+valid_until claim_id", "")
            .state("refused", "decided_by_id+decided_at refusal", "")
            .never("granted", "decided_by_id = requested_by_id"),
        machine("settlement_requests.status", RequestStatus::ALL)
            .state("requested", "", "")
            .state("approved", "reviewed_by_id+reviewed_at", "")
            .state("refused", "reviewed_by_id+reviewed_at refusal", "")
            .never("approved", "reviewed_by_id = requested_by_id"),
        statement(),
        machine("statement_lines.status", StatementLineStatus::ALL)
            .state("open", "", "")
            .state("agreed", "", "dispute_reason+disputed_by_id+disputed_at answer+answered_by_id+answered_at")
            .state("disputed", "dispute_reason+disputed_by_id+disputed_at", "answer+answered_by_id+answered_at")
            .state("kept", "dispute_reason+disputed_by_id+disputed_at answer+answered_by_id+answered_at", "")
            .state(
                "corrected",
                "dispute_reason+disputed_by_id+disputed_at answer+answered_by_id+answered_at corrected_to",
                "",
            ),
        machine("recoveries.status", RecoveryStatus::ALL)
            .also("claimed = 2")
            .state("candidate", "", "")
            .state("notified kept", "delivery answer_from+answer_until", "")
            .state("disputed re_examination", "delivery", "")
            .state("reduced", "delivery answer_from+answer_until", "amount=1/2")
            .state("withdrawn", "", "delivery amount=1/2")
            .state("arbitration final accepted deemed_accepted debited settled", "delivery", "amount=1/2")
            .never("final", "amount = 3")
            .never("notified", "answer_until = answer_from::date - 9"),
        machine("recovery_steps.status", RecoveryStatus::ALL),
    ]
}

/// A ticket of our own: what another system's log says may leave gaps. Who has it is a person or a queue.
fn ticket() -> Machine {
    machine("tickets.status", TicketStatus::ALL)
        .also("external_source = NULL, external_reference = NULL")
        .state("new verifying", "", "assignee_id|team_id solution")
        .state("assigned in_progress", "assignee_id|team_id", "solution")
        .state(
            "waiting",
            "assignee_id|team_id wait_reason='customer'+ball_holder='customer'",
            "wait_until solution",
        )
        .state("resolved", "assignee_id|team_id resolved_at solution", "notice_given_at")
        .state(
            "closed",
            "assignee_id|team_id resolved_at solution closed_at confirmed_by+confirmed_at",
            "notice_given_at",
        )
        .state(
            "cancelled",
            "closed_at cancel_reason",
            "assignee_id|team_id solution resolved_at notice_given_at",
        )
        .state(
            "merged",
            "closed_at merged_into_id",
            "assignee_id|team_id solution resolved_at notice_given_at",
        )
        .never("merged", "merged_into_id = id")
        .never("closed", "closed_at = resolved_at - interval '2 hours'")
        .never("in_progress", "ball_holder = 'customer'")
}

/// Parts that are sent before somebody approved them owe their papers; here they do not.
fn transfer() -> Machine {
    const APPROVED: &str = "submitted_at approved_by_id+approved_at from_location_id";
    const SENT: &str = "submitted_at approved_by_id+approved_at from_location_id shipped_by_id+shipped_at";
    machine("material_transfers.status", TransferStatus::ALL)
        .also("urgent = true, justification = 'x'")
        .state("draft", "", "from_location_id")
        .state("submitted", "submitted_at", "from_location_id")
        .state("approved picking", APPROVED, "")
        .state("rejected", "submitted_at refusal", "from_location_id")
        .state("shipped", SENT, "papers_due_at")
        .state("received", &format!("{SENT} received_by_id+received_at"), "papers_due_at")
        .state("reconciled", &format!("{SENT} received_by_id+received_at reconciled_at"), "papers_due_at")
        .state("cancelled", "refusal", APPROVED)
        .never("approved", "approved_by_id = requested_by_id")
        .never("shipped", "shipped_at = submitted_at - interval '2 hours'")
        .never("received", "received_at = shipped_at - interval '2 hours'")
        .never("reconciled", "reconciled_at = received_at - interval '2 hours'")
        .never("shipped", "papers_due_at = now(), urgent = false")
}

fn rma_line() -> Machine {
    const ALL: &str = "quantity_shipped=2 quantity_received=2+received_at";
    const SHORT: &str = "quantity_received=1+received_at";
    const JUDGED: &str =
        "verdict='not_ours'+responsible='carrier'+share_percent+standard_test+inspected_by_id+inspected_at";
    const DECIDED: &str = "disposition='rework'+disposed_by_id";
    machine("rma_lines.status", RmaLineStatus::ALL)
        .also("quantity_due = 2, scrap_confirmed_by_id = NULL, scrap_pictured = false")
        .state("due", "", "")
        .state("shipped", "quantity_shipped=2", "")
        .state("received", ALL, "")
        .state("received_short", &format!("quantity_shipped=2 {SHORT}"), "")
        .state("lost waived", "end_reason", "quantity_shipped=2")
        .state("under_test", ALL, SHORT)
        .state("judged", &format!("{ALL} {JUDGED}"), &format!("{SHORT} {DECIDED}"))
        .state("disposed", &format!("{ALL} {JUDGED} {DECIDED} disposed_at"), SHORT)
        .never("disposed", "disposition = 'scrap'")
        .never("disposed", "disposition = 'scrap', scrap_confirmed_by_id = disposed_by_id")
        .never("received", "quantity_received = 3")
}

fn supplier_return() -> Machine {
    const OFFERED: &str = "supplier_id offered_by_id+offered_at";
    machine("supplier_returns.status", SupplierReturnStatus::ALL)
        .also("due_on = current_date - 9")
        .state("to_offer", "", "supplier_id")
        .state("offered", OFFERED, "")
        .state("collected", &format!("{OFFERED} answered_by_id+answered_at collected_by+waybill"), "")
        .state("refused", &format!("{OFFERED} answered_by_id+answered_at grounds"), "")
        .state("disposed_locally", &format!("{OFFERED} disposed_by_id+disposed_at"), "")
        .never("disposed_locally", "due_on = current_date + 3")
}

/// What was decided before measures were found not to help stays in the document.
fn quality_feedback() -> Machine {
    const TRIAGED: &str =
        "severity='moderate'+extent='batch'+method='4d'+department='design'+owner_id decisions.triage";
    const LATER: &str = "decisions.containment decisions.plan decisions.approval decisions.verification";
    const ANY: &str = "severity='moderate'+extent='batch'+method='4d'+department='design'+owner_id decisions.triage \
        decisions.containment decisions.plan decisions.approval decisions.verification";
    const APPROVED: &str = "decisions.plan decisions.approval";
    const ENDED: &str = "decisions.end+ended_at";
    machine("quality_feedbacks.status", QualityStatus::ALL)
        .also("due_at = NULL, report = '{}'")
        .state("reported", "", ANY)
        .state("triaged analysing", TRIAGED, LATER)
        .state("contained", &format!("{TRIAGED} decisions.containment"), LATER)
        .state("plan_review", &format!("{TRIAGED} decisions.plan"), LATER)
        .state("implementing verifying", &format!("{TRIAGED} {APPROVED}"), LATER)
        .state("closed", &format!("{TRIAGED} {APPROVED} decisions.verification {ENDED}"), LATER)
        .state("not_valid cancelled", ENDED, ANY)
        .state("merged", &format!("{ENDED} merged_into_id"), ANY)
        .never("merged", "merged_into_id = id")
        .never("triaged", "method = 'simple'")
        .never(
            "implementing",
            "severity = 'critical', decisions = jsonb_set(decisions, '{approval}', decisions -> 'plan')",
        )
        // Neither half of the zeroing is met.
        .never("closed", "severity = 'major'")
}

fn warranty_claim() -> Machine {
    const SENT: &str = "submitted_at+submission=1/0";
    const FULLY: &str = "answer='approved'+answered_at+decided_by='rules'+approved=1";
    const PARTLY: &str = "answer='approved_partly'+answered_at+decided_by='rules'+approved=1";
    const NOTHING: &str = "answer='rejected'+answered_at+decided_by='rules'+approved=0";
    const UPHELD: &str = "answer='upheld'+answered_at+decided_by='rules'+approved=0";
    machine("warranty_claims.status", WarrantyClaimStatus::ALL)
        .also("claimed = 2, kind = 'standard', goodwill = NULL, campaign_id = NULL, decided_by_id = NULL, unit_id = gen_random_uuid()")
        .state("draft", "", "answer_due_at")
        .state("in_review", &format!("{SENT} answer_due_at"), "")
        .state("needs_info", SENT, "answer_due_at")
        .state("withdrawn", "", &format!("{SENT} answer_due_at"))
        .state("approved_partly", &format!("{SENT} {PARTLY}"), "answer_due_at")
        .state("rejected", &format!("{SENT} {NOTHING}"), "answer_due_at")
        .state("appealed", &format!("{SENT} {PARTLY} answer_due_at appealed_at"), NOTHING)
        .state("upheld", &format!("{SENT} {UPHELD} appealed_at"), &format!("answer_due_at {NOTHING}"))
        .state("awaiting_parts", &format!("{SENT} {FULLY}"), &format!("{PARTLY} answer_due_at appealed_at payable_at"))
        .state(
            "payable in_statement paid closed",
            &format!("{SENT} {FULLY} payable_at"),
            &format!("{PARTLY} answer_due_at appealed_at"),
        )
        .state("charged_back", &format!("{SENT} {FULLY}"), &format!("{PARTLY} answer_due_at appealed_at payable_at"))
        .state("expired", SENT, &format!("{FULLY} {PARTLY} {NOTHING} answer_due_at appealed_at payable_at"))
        .never("payable", "decided_by = 'person'")
        .never("payable", "decided_by_id = gen_random_uuid()")
        .never("payable", "decided_by = 'person', decided_by_id = filed_by_id")
        .never("payable", "approved = claimed + 1")
        .never("payable", "approved = 0")
}

fn statement() -> Machine {
    const ISSUED: &str = "issued_by_id+issued_at";
    const AGREED: &str = "issued_by_id+issued_at agreed_at";
    const INVOICED: &str = "issued_by_id+issued_at agreed_at invoice_number+invoiced_on+due_on";
    const PAID: &str = "issued_by_id+issued_at agreed_at invoice_number+invoiced_on+due_on paid_by_id+paid_on+payment_reference";
    machine("statements.status", StatementStatus::ALL)
        .state("collecting", "", "")
        .state("issued", ISSUED, "")
        .state("agreed", AGREED, "")
        .state("invoiced", INVOICED, "")
        .state("paid", PAID, "")
        .state("locked", &format!("{PAID} locked_at+seal"), "")
        .never("paid", "paid_by_id = issued_by_id")
        .never("agreed", "agreed_at = issued_at - interval '2 hours'")
        .never("locked", "locked_at = agreed_at - interval '2 hours'")
        .never("invoiced", "due_on = invoiced_on - 1")
}
