//! Tickets.

use super::client::{self, Answer, Key};
use shared::i18n::Locale;
use shared::ids::{TicketCheckId, TicketId, TicketLinkId};
use shared::page::Page;
use shared::records::checklist::{AddTicketChecks, TickTicketCheck, TicketCheck};
use shared::records::clock::TicketClocks;
use shared::records::import::PageQuery;
use shared::records::ticket::{
    ActionInput, BulkAssign, BulkClose, BulkReport, BulkTag, Comment, CreateComment, CreateTicket,
    CreateTicketLink, Presence, PresenceState, RepairTime, SplitTicket, TagCount, TellPresence, Ticket,
    TicketEvent, TicketForm, TicketLink, TicketPreview, TicketQuery, TicketQueue, TicketSummary,
    UpdateTicket, Watchers,
};

/// One page of them.
pub async fn list(query: &TicketQuery) -> Answer<Page<TicketSummary>> {
    client::find("tickets", query).await
}

/// One of them.
pub async fn get(id: TicketId) -> Answer<Ticket> {
    client::get(format!("tickets/{id}")).await
}

/// Files one.
pub async fn create(body: CreateTicket, key: Key) -> Answer<Ticket> {
    client::post("tickets", &body, key).await
}

/// Changes what it says.
pub async fn update(id: TicketId, body: UpdateTicket, version: i32) -> Answer<Ticket> {
    client::patch(format!("tickets/{id}"), &body, version).await
}

/// Does something with it.
pub async fn act(id: TicketId, input: ActionInput, version: i32, key: Key) -> Answer<Ticket> {
    let path = format!("tickets/{id}/{}", input.kind());
    match input {
        ActionInput::Verify(body)
        | ActionInput::Start(body)
        | ActionInput::Resume(body)
        | ActionInput::GiveNotice(body)
        | ActionInput::Close(body)
        | ActionInput::ConfirmCrisis(body)
        | ActionInput::CallOnsite(body)
        | ActionInput::ArriveOnsite(body) => client::act(path, &body, version, key).await,
        ActionInput::Respond(body) => client::act(path, &body, version, key).await,
        ActionInput::Assign(body) => client::act(path, &body, version, key).await,
        ActionInput::Wait(body) => client::act(path, &body, version, key).await,
        ActionInput::Resolve(body) => client::act(path, &body, version, key).await,
        ActionInput::Confirm(body) => client::act(path, &body, version, key).await,
        ActionInput::Reopen(body) | ActionInput::Cancel(body) | ActionInput::LiftCrisis(body) => {
            client::act(path, &body, version, key).await
        }
        ActionInput::Merge(body) => client::act(path, &body, version, key).await,
        ActionInput::Judge(body) => client::act(path, &body, version, key).await,
        ActionInput::FlagCrisis(body) => client::act(path, &body, version, key).await,
        ActionInput::Estimate(body) => client::act(path, &body, version, key).await,
    }
}

/// The queues of the caller, and how many tickets lie in each.
pub async fn queues() -> Answer<Vec<TicketQueue>> {
    client::get("tickets/queues").await
}

/// Its clocks.
pub async fn clocks(id: TicketId) -> Answer<TicketClocks> {
    client::get(format!("tickets/{id}/clocks")).await
}

/// Estimated, actual and standard time of its repair.
pub async fn repair_time(id: TicketId) -> Answer<RepairTime> {
    client::get(format!("tickets/{id}/repair-time")).await
}

/// Its timeline, newest first.
pub async fn timeline(id: TicketId, query: &PageQuery) -> Answer<Page<TicketEvent>> {
    client::find(&format!("tickets/{id}/timeline"), query).await
}

/// Its comments.
pub async fn comments(id: TicketId, query: &PageQuery) -> Answer<Page<Comment>> {
    client::find(&format!("tickets/{id}/comments"), query).await
}

/// Writes a comment.
pub async fn create_comment(id: TicketId, body: CreateComment, key: Key) -> Answer<Comment> {
    client::post(format!("tickets/{id}/comments"), &body, key).await
}

/// Its links to other tickets.
pub async fn links(id: TicketId) -> Answer<Vec<TicketLink>> {
    client::get(format!("tickets/{id}/links")).await
}

/// Links it to another ticket, and tells all its links.
pub async fn create_link(id: TicketId, body: CreateTicketLink, key: Key) -> Answer<Vec<TicketLink>> {
    client::post(format!("tickets/{id}/links"), &body, key).await
}

/// Takes a link away.
pub async fn delete_link(id: TicketId, link: TicketLinkId) -> Answer<()> {
    client::delete(format!("tickets/{id}/links/{link}"), None).await
}

/// Splits a matter off into a ticket of its own.
pub async fn split(id: TicketId, body: SplitTicket, version: i32, key: Key) -> Answer<Ticket> {
    client::act(format!("tickets/{id}/split"), &body, version, key).await
}

/// Gives many of them to somebody.
pub async fn assign_many(body: BulkAssign, key: Key) -> Answer<BulkReport> {
    client::post("tickets/bulk/assign", &body, key).await
}

/// Closes many of them.
pub async fn close_many(body: BulkClose, key: Key) -> Answer<BulkReport> {
    client::post("tickets/bulk/close", &body, key).await
}

/// Puts tags on many of them and takes others away.
pub async fn tag_many(body: BulkTag, key: Key) -> Answer<BulkReport> {
    client::post("tickets/bulk/tag", &body, key).await
}

/// The tags in use.
pub async fn tags() -> Answer<Vec<TagCount>> {
    client::get("tickets/tags").await
}

/// What would become of one.
pub async fn preview(body: CreateTicket) -> Answer<TicketPreview> {
    client::ask("tickets/preview", &body).await
}

/// Who follows it.
pub async fn watchers(id: TicketId) -> Answer<Watchers> {
    client::get(format!("tickets/{id}/watchers")).await
}

/// Follows it, or does not any more.
pub async fn watch(id: TicketId, on: bool, key: Key) -> Answer<Watchers> {
    let path = format!("tickets/{id}/{}", if on { "watch" } else { "unwatch" });
    client::post(path, &serde_json::json!({}), key).await
}

/// The bytes of a form that it prints, a PDF in a language.
pub async fn paper(id: TicketId, form: TicketForm, lang: Locale) -> Answer<Vec<u8>> {
    client::bytes(format!("tickets/{id}/paper/{form}?lang={lang}")).await
}

/// The steps on it.
pub async fn checks(id: TicketId) -> Answer<Vec<TicketCheck>> {
    client::get(format!("tickets/{id}/checks")).await
}

/// Puts steps on it; gives all of them.
pub async fn add_checks(id: TicketId, body: AddTicketChecks, key: Key) -> Answer<Vec<TicketCheck>> {
    client::post(format!("tickets/{id}/checks"), &body, key).await
}

/// A step is done; gives all of them.
pub async fn tick_check(
    id: TicketId,
    check: TicketCheckId,
    body: TickTicketCheck,
    key: Key,
) -> Answer<Vec<TicketCheck>> {
    client::post(format!("tickets/{id}/checks/{check}/tick"), &body, key).await
}

/// A step is open again; gives all of them.
pub async fn untick_check(id: TicketId, check: TicketCheckId, key: Key) -> Answer<Vec<TicketCheck>> {
    client::post(format!("tickets/{id}/checks/{check}/untick"), &serde_json::json!({}), key).await
}

/// Takes a step off it; gives those that are left.
pub async fn remove_check(id: TicketId, check: TicketCheckId, key: Key) -> Answer<Vec<TicketCheck>> {
    client::post(format!("tickets/{id}/checks/{check}/remove"), &serde_json::json!({}), key).await
}

/// Says that its page is open; gives who else has it open.
pub async fn tell_presence(id: TicketId, state: PresenceState) -> Answer<Vec<Presence>> {
    client::say(format!("tickets/{id}/presence"), &TellPresence { state }).await
}

/// Takes back one's own last change.
pub async fn undo(id: TicketId, version: i32, key: Key) -> Answer<Ticket> {
    client::act(format!("tickets/{id}/undo"), &serde_json::json!({}), version, key).await
}
