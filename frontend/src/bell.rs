//! The bell: how many notifications are unread, the latest of them, and the way to all.

use crate::components::button::{Button, Kind};
use crate::components::link::Link;
use crate::components::popup::{Popup, use_popup};
use crate::live::use_live;
use crate::pages::notification::{Line, use_reading};
use crate::route::Route;
use crate::session::use_reader;
use patternfly_yew::prelude::Icon;
use shared::records::notification::digest;
use yew::prelude::*;

/// How many are shown under the bell; the page shows all.
const SHOWN: usize = 8;

/// A number for a small round mark.
pub fn small(unread: i64) -> String {
    if unread > 99 { "99+".into() } else { unread.to_string() }
}

/// The bell.
#[component]
pub fn Bell() -> Html {
    let reader = use_reader();
    let l = reader.locale;
    let live = use_live();
    let reading = use_reading();
    let Popup { open, toggle, close, onkeydown, onfocusout } = use_popup("#bell", ".sb-bell");
    let shown = digest(&live.latest);
    let all = {
        let reading = reading.clone();
        Callback::from(move |()| reading.emit(None))
    };
    html! {
        <div class="sb-account sb-bell" {onkeydown} {onfocusout}>
            <button
                type="button"
                id="bell"
                class={classes!("pf-v6-c-button", "pf-m-plain", (live.unread > 0).then_some("sb-has-news"))}
                aria-expanded={open.to_string()}
                aria-controls="bell-menu"
                aria-label={t!(l, "notification-bell", count = live.unread)}
                onclick={toggle}
            >
                { Icon::Bell }
                if live.unread > 0 {
                    <span class="sb-count" aria-hidden="true">{ small(live.unread) }</span>
                }
            </button>
            <div id="bell-menu" class="sb-account-menu sb-bell-menu" hidden={!open}>
                <div class="sb-bell-head">
                    <strong>{ t!(l, "notification-list") }</strong>
                    if live.unread > 0 {
                        <Button label={t!(l, "notification-read-all")} kind={Kind::Link} small=true onclick={all} />
                    }
                </div>
                if shown.is_empty() {
                    <p class="sb-quiet">{ t!(l, "notification-none") }</p>
                }
                <ul class="sb-notes" role="list">
                    { for shown.into_iter().take(SHOWN).map(|shown| html! {
                        <Line {shown} short=true onleave={close.clone()} />
                    }) }
                </ul>
                <Link to={Route::Notifications}>{ t!(l, "notification-all") }</Link>
            </div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_small_mark_has_room_for_two_digits() {
        assert_eq!(small(7), "7");
        assert_eq!(small(100), "99+");
    }
}
