//! How far a report is, for whoever has its link.

use super::use_code;
use crate::api::public_report;
use crate::components::alert::{Alert, Gravity};
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Button;
use crate::components::facts::{facts, words};
use crate::components::status_badge::badge;
use crate::components::time::{Time, maybe_time};
use crate::i18n::use_locale;
use crate::pages::login::Outside;
use shared::i18n::Locale;
use shared::records::public_report::PublicTicket;
use yew::prelude::*;

/// The page behind a tracking link.
#[component]
pub fn TrackPage() -> Html {
    let l = use_locale();
    let code = use_code();
    html! {
        <Outside title={t!(l, "public-track")}>
            if let Some(code) = code {
                <Followed {code} />
            } else {
                <Alert gravity={Gravity::Warning} title={t!(l, "public-no-code")}>
                    <p>{ t!(l, "public-no-track-hint") }</p>
                </Alert>
            }
        </Outside>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct Props {
    code: String,
}

#[component]
fn Followed(props: &Props) -> Html {
    let l = use_locale();
    let loaded = use_load(props.code.clone(), public_report::ticket);
    let reload = loaded.reload.clone();
    let busy = loaded.waiting;
    let view = async_view(&loaded, |_| None, |ticket| shown(ticket, l));
    html! {
        <>
            { view }
            <p><Button label={t!(l, "public-look-again")} onclick={reload} {busy} /></p>
        </>
    }
}

fn shown(ticket: &PublicTicket, l: Locale) -> Html {
    let phone = ticket.service_phone.as_ref().map(|phone| {
        html! { <a href={format!("tel:{}", phone.replace(' ', ""))}>{ phone }</a> }
    });
    html! {
        <>
            <p class="sb-report-head"><span class="sb-number">{ &ticket.number }</span>{ " " }{ badge(ticket.status, l) }</p>
            { facts(vec![
                (t!(l, "public-reported"), words(Some(&ticket.subject))),
                (t!(l, "public-unit"), words(Some(format!("{} · {}", ticket.serial, ticket.product_name)))),
                (t!(l, "public-reported-at"), maybe_time(Some(ticket.reported_at))),
                (t!(l, "public-responded-at"), maybe_time(ticket.responded_at)),
                (t!(l, "public-arrived-at"), maybe_time(ticket.arrived_at)),
                (t!(l, "public-resolved-at"), maybe_time(ticket.resolved_at)),
                (t!(l, "public-closed-at"), maybe_time(ticket.closed_at)),
                (t!(l, "public-service"), words(Some(&ticket.service_name))),
                (t!(l, "public-call"), phone),
            ]) }
            <h2 class="pf-v6-c-title pf-m-lg">{ t!(l, "public-messages") }</h2>
            if ticket.messages.is_empty() {
                <p class="sb-quiet">{ t!(l, "public-no-messages") }</p>
            }
            <ol class="sb-earlier" reversed=true>
                { for ticket.messages.iter().map(|message| html! {
                    <li>
                        <p class="sb-words">{ &message.text }</p>
                        <p class="sb-quiet"><Time at={message.at} both=true /></p>
                    </li>
                }) }
            </ol>
        </>
    }
}
