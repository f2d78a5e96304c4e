//! The quality feedback that comes from a complaint, and the ways to a new one.

use crate::api::quality_feedback;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Kind;
use crate::components::facts::Panel;
use crate::components::link::{Link, LinkButton};
use crate::components::status_badge::badge;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::page::Page;
use shared::records::quality_feedback::QualityFeedbackQuery;
use shared::records::rma::RmaLine;
use shared::records::ticket::Ticket;
use std::rc::Rc;
use yew::prelude::*;

/// Properties of [`QualityOfTicket`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub ticket: Rc<Ticket>,
}

/// The quality feedback of a ticket, and the way to a new one.
#[component]
pub fn QualityOfTicket(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let t = &props.ticket;
    let sees = may(&me, Permission::QualityRead);
    let loaded = use_load((t.id, sees), |(id, sees)| async move {
        let query = QualityFeedbackQuery { ticket_id: Some(id), ..QualityFeedbackQuery::default() };
        if sees {
            quality_feedback::list(&query).await
        } else {
            Ok(Page { items: vec![], next_cursor: None, total: None })
        }
    });
    if !sees {
        return html! {};
    }
    let source = format!("{} {}", t.number, t.subject);
    let about = [("ticket_id", t.id.to_string()), ("source", source)];
    let query = serde_urlencoded::to_string(about).unwrap_or_default();
    let actions = html! {
        if may(&me, Permission::QualityRaise) {
            <LinkButton to={Route::Quality(Record::New)} query={Some(AttrValue::from(query))} label={t!(l, "quality-new")} kind={Kind::Link} small=true icon={Icon::Plus} />
        }
    };
    let view = async_view(
        &loaded,
        |page| {
            page.items
                .is_empty()
                .then(|| html! { <p class="sb-quiet">{ t!(l, "quality-of-ticket-none") }</p> })
        },
        |page| {
            html! {
                <ul class="sb-earlier">
                    { for page.items.iter().map(|one| html! {
                        <li key={one.id.to_string()}>
                            <Link to={Route::Quality(Record::One(one.id))} class="sb-number">{ &one.number }</Link>
                            { " " }{ badge(one.status, l) }
                        </li>
                    }) }
                </ul>
            }
        },
    );
    html! { <Panel title={t!(l, "quality-nav")} {actions}>{ view }</Panel> }
}

/// Properties of [`RaiseFromLine`].
#[derive(Clone, PartialEq, Properties)]
pub struct LineProps {
    /// The line of a return.
    pub line: RmaLine,
}

/// The way from a part that came back to a quality feedback.
#[component]
pub fn RaiseFromLine(props: &LineProps) -> Html {
    let l = use_locale();
    let me = use_me();
    let line = &props.line;
    if !may(&me, Permission::QualityRaise) {
        return html! {};
    }
    let source = format!("{} {}", line.tag, line.name);
    let about = [("rma_line_id", line.id.to_string()), ("source", source)];
    let query = AttrValue::from(serde_urlencoded::to_string(about).unwrap_or_default());
    html! {
        <LinkButton to={Route::Quality(Record::New)} query={Some(query)} label={t!(l, "quality-new")} kind={Kind::Link} small=true />
    }
}
