//! Following a ticket without having it.

use crate::api::ticket;
use crate::components::async_view::use_load;
use crate::components::button::{Button, Kind};
use crate::components::confirm::use_deed;
use crate::components::facts::Panel;
use crate::i18n::use_locale;
use crate::session::{may, use_me};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;
use shared::ids::TicketId;
use yew::prelude::*;

/// Properties of [`Watch`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// The ticket.
    pub id: TicketId,
}

/// Who follows the ticket, and the button to join or leave them.
#[component]
pub fn Watch(props: &Props) -> Html {
    let l = use_locale();
    let me = use_me();
    let id = props.id;
    let allowed = may(&me, Permission::CommentInternal);
    let loaded = use_load((id, allowed), |(id, allowed)| async move {
        if allowed { ticket::watchers(id).await.map(Some) } else { Ok(None) }
    });
    let watching = loaded.data.as_deref().and_then(Option::as_ref).is_some_and(|w| w.watching);
    let done = loaded.set.reform(Some);
    let deed = use_deed(move |key| ticket::watch(id, !watching, key), done);
    let Some(Some(watchers)) = loaded.data.as_deref() else { return html! {} };
    let comma = if l == Locale::ZhCn { "、" } else { ", " };
    let names = watchers.people.iter().map(|p| p.name.as_str()).collect::<Vec<_>>().join(comma);
    let label = if watching { t!(l, "ticket-unwatch") } else { t!(l, "ticket-watch") };
    let icon = if watching { Icon::EyeSlash } else { Icon::Eye };
    html! {
        <Panel title={t!(l, "ticket-watchers")}>
            <p class={classes!(names.is_empty().then_some("sb-quiet"))}>
                { if names.is_empty() { t!(l, "ticket-watchers-none") } else { names } }
            </p>
            if let Some(problem) = &deed.problem {
                <p role="alert">{ &problem.title }</p>
            }
            <Button {label} kind={Kind::Link} small=true {icon} pressed={watching} busy={deed.busy} onclick={deed.run.clone()} />
        </Panel>
    }
}
