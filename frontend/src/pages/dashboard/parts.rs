//! What the parts of the dashboard are made of: numbers that open their list, and charts.

use crate::browser;
use crate::components::link::Link;
use crate::format;
use crate::i18n::use_locale;
use crate::route::{Record, Route};
use crate::session::{may, use_me};
use shared::auth::Permission;
use shared::records::ticket::TicketQuery;
use yew::prelude::*;

/// On such a screen charts are drawn narrower, so that their words stay legible.
const NARROW: &str = "(max-width: 48rem)";

/// A number that opens the list of what it counts.
pub fn number(count: i64, list: &TicketQuery) -> Html {
    if count == 0 {
        return html! { <span class="sb-quiet">{ "0" }</span> };
    }
    let query = serde_urlencoded::to_string(list).unwrap_or_default();
    html! {
        <Link to={Route::Tickets(Record::List)} query={Some(AttrValue::from(query))} class="sb-figure">
            { format::number(count) }
        </Link>
    }
}

/// Tenths of a percent as people write them.
pub fn percent(tenths: i32) -> String {
    format!("{}.{}%", tenths / 10, tenths % 10)
}

/// Properties of [`Chart`].
#[derive(Clone, PartialEq, Properties)]
pub struct Props {
    /// What it shows, for those who cannot see it.
    pub label: AttrValue,
    /// Draws it, for a narrow screen or a wide one.
    pub draw: Callback<bool, Option<String>>,
    /// What the colours mean, in their order.
    pub legend: Vec<String>,
    /// Which colours these are; the first ones by default.
    #[prop_or_default]
    pub colors: Vec<usize>,
}

/// A chart with its legend.
#[component]
pub fn Chart(props: &Props) -> Html {
    let narrow = use_state_eq(|| browser::matches(NARROW));
    {
        let narrow = narrow.setter();
        use_effect_with((), move |()| {
            let listener = browser::on_match(NARROW, move |now| narrow.set(now));
            move || drop(listener)
        });
    }
    let Some(svg) = props.draw.emit(*narrow) else { return html! {} };
    html! {
        <figure class="sb-chart">
            // The picture is ours from end to end: numbers and months, nobody's words.
            <div role="img" aria-label={props.label.clone()}>{ Html::from_html_unchecked(svg.into()) }</div>
            <figcaption>
                <ul class="sb-legend" role="list">
                    { for props.legend.iter().enumerate().map(|(place, name)| {
                        let color = props.colors.get(place).copied().unwrap_or(place + 1);
                        html! {
                            <li key={place}><span class={format!("sb-swatch sb-swatch-{color}")} aria-hidden="true"></span>{ name }</li>
                        }
                    }) }
                </ul>
            </figcaption>
        </figure>
    }
}

/// The two pages of figures.
#[component]
pub fn Tabs() -> Html {
    let l = use_locale();
    // One page alone needs no way to itself.
    if !may(&use_me(), Permission::ReportRead) {
        return html! {};
    }
    let here = browser::path();
    let tab = |to: Route, name: String| {
        let current = to.path() == here;
        html! { <li><Link {to} {current} class={classes!("sb-queue", current.then_some("sb-here"))}>{ name }</Link></li> }
    };
    html! {
        <nav class="sb-queues" aria-label={t!(l, "dashboard-tabs")}>
            <ul role="list">
                { tab(Route::Dashboard, t!(l, "dashboard-title")) }
                { tab(Route::TicketTimes, t!(l, "dashboard-times")) }
            </ul>
        </nav>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tenths_of_a_percent_are_written_with_one_place() {
        assert_eq!([0, 5, 333, 1000].map(percent), ["0.0%", "0.5%", "33.3%", "100.0%"]);
    }
}
