//! Instants, as people say them and exactly.

use crate::session::use_reader;
use chrono::{DateTime, Utc};
use yew::prelude::*;

/// Properties of [`Time`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Says how long ago it is instead of when.
    #[prop_or_default]
    pub relative: bool,
    /// Says the day only.
    #[prop_or_default]
    pub day: bool,
    /// Says both.
    #[prop_or_default]
    pub both: bool,
}

/// An instant in the zone of the reader's organisation; its exact form shows on hovering.
#[component]
pub fn Time(props: &Props) -> Html {
    let reader = use_reader();
    let exact = reader.exact(props.at);
    let now = Utc::now();
    let (shown, ago) = (reader.time(props.at), reader.relative(props.at, now));
    // Beyond a month "how long ago" is the day, which is said already.
    let both = (now - props.at).num_days().abs() < 30;
    html! {
        <time datetime={props.at.to_rfc3339()} title={exact} class="sb-time">
            if props.both {
                { shown }
                if both {
                    { " " }<span class="sb-quiet sb-ago">{ ago }</span>
                }
            } else if props.relative {
                { ago }
            } else if props.day {
                { reader.day(props.at).to_string() }
            } else {
                { shown }
            }
        </time>
    }
}

/// An instant, if there is one.
pub fn maybe_time(at: Option<DateTime<Utc>>) -> Option<Html> {
    at.map(|at| html! { <Time {at} both=true /> })
}
