//! Who else has the ticket open, and who of them writes.

use crate::api::ticket;
use crate::components::status_badge::label;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use crate::unsaved;
use gloo_timers::callback::Interval;
use patternfly_yew::prelude::{Color, Icon};
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use shared::records::ticket::{PRESENCE_EVERY, Presence, PresenceState};
use std::rc::Rc;
use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

/// How often this page looks whether its reader has begun or ceased to type, in milliseconds.
const LOOK: u32 = 1_500;

/// Whether it is time to tell: something else is so, or long enough was said nothing.
pub fn due(told: Option<PresenceState>, now: PresenceState, looks: u32) -> bool {
    told != Some(now) || looks.saturating_mul(LOOK) >= PRESENCE_EVERY * 1_000
}

/// Properties of [`Others`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// The others who have the ticket open.
#[component]
pub fn Others(props: &Props) -> Html {
    let l = use_locale();
    let others = use_state_eq(|| Rc::new(Vec::<Presence>::new()));
    let inside = may(&use_me(), Permission::CommentInternal);
    {
        let others = others.setter();
        use_effect_with((props.id, inside), move |(id, inside)| {
            let id = *id;
            let interval = inside.then(|| {
                let (mut told, mut looks) = (None, 0_u32);
                let mut look = move || {
                    // Whoever looks elsewhere is not here; the others learn it by silence.
                    if gloo_utils::document().hidden() {
                        told = None;
                        return;
                    }
                    looks = looks.saturating_add(1);
                    let state =
                        if unsaved::holds() { PresenceState::Editing } else { PresenceState::Looking };
                    if !due(told, state, looks) {
                        return;
                    }
                    (told, looks) = (Some(state), 0);
                    let others = others.clone();
                    spawn_local(async move {
                        // Not worth a word when it fails: it is said again within seconds.
                        if let Ok(found) = ticket::tell_presence(id, state).await {
                            others.set(Rc::new(found));
                        }
                    });
                };
                look();
                Interval::new(LOOK, look)
            });
            move || {
                if interval.is_some() {
                    spawn_local(async move {
                        let _ = ticket::tell_presence(id, PresenceState::Gone).await;
                    });
                }
                drop(interval);
            }
        });
    }
    html! { <span class="sb-others" role="status">{ for others.iter().map(|other| one(other, l)) }</span> }
}

fn one(other: &Presence, l: Locale) -> Html {
    let name = other.name.as_str();
    match other.editing {
        true => label(Color::Orange, Some(Icon::PencilAlt), t!(l, "ticket-presence-editing", name = name)),
        false => label(Color::Grey, Some(Icon::Eye), t!(l, "ticket-presence-looking", name = name)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_change_is_told_at_once_and_the_same_every_quarter_of_a_minute() {
        use PresenceState::{Editing, Looking};
        assert!(due(None, Looking, 1));
        assert!(!due(Some(Looking), Looking, 9));
        assert!(due(Some(Looking), Looking, 10));
        assert!(due(Some(Looking), Editing, 1));
    }
}
