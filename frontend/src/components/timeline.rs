//! What happened, newest first.

use crate::components::time::Time;
use chrono::{DateTime, Utc};
use patternfly_yew::prelude::Icon;
use yew::prelude::*;

/// Something that happened.
#[derive(Clone, PartialEq)]
pub struct Entry {
    /// When.
    pub at: DateTime<Utc>,
    /// A picture.
    pub icon: Icon,
    /// What.
    pub title: Html,
    /// Who.
    pub actor: String,
    /// What was said.
    pub note: Option<String>,
    /// What changed.
    pub details: Vec<(String, String)>,
}

/// Properties of [`Timeline`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What happened, newest first.
    pub entries: Vec<Entry>,
    /// What it is the timeline of.
    pub label: AttrValue,
}

/// What happened, newest first.
#[component]
pub fn Timeline(props: &Props) -> Html {
    let entries = props.entries.iter().map(|entry| {
        html! {
            <li class="sb-event">
                <span class="sb-event-icon" aria-hidden="true">{ entry.icon }</span>
                <div>
                    <p class="sb-event-title">{ entry.title.clone() }</p>
                    <p class="sb-quiet">{ &entry.actor }{ " · " }<Time at={entry.at} both=true /></p>
                    if let Some(note) = &entry.note {
                        <p class="sb-words sb-event-note">{ note }</p>
                    }
                    if !entry.details.is_empty() {
                        <dl class="sb-event-details">
                            { for entry.details.iter().map(|(name, value)| html! {
                                <div><dt>{ name }</dt><dd>{ value }</dd></div>
                            }) }
                        </dl>
                    }
                </div>
            </li>
        }
    });
    html! { <ol class="sb-timeline" aria-label={props.label.clone()}>{ for entries }</ol> }
}
