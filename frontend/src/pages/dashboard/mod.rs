//! The dashboard (看板): the desk in figures, each of which opens the list behind it.

pub mod chart;
mod figures;
mod filter;
mod parts;
mod times;

use self::figures::{Months, Open, Pareto, Targets};
use self::filter::Filters;
use self::parts::Tabs;
use crate::api::report;
use crate::browser;
use crate::components::async_view::{async_view, use_load};
use crate::components::button::Button;
use crate::components::page_head::PageHead;
use crate::i18n::use_locale;
use crate::route::use_query;
use patternfly_yew::prelude::Icon;
use shared::records::report::DeskQuery;
use yew::prelude::*;

pub use self::filter::{months, with_chosen};
pub use self::parts::{Chart, percent};
pub use times::TicketTimesPage;

/// The dashboard.
#[component]
pub fn DashboardPage() -> Html {
    let l = use_locale();
    let address = use_query::<DeskQuery>();
    let query = address.value.clone();
    // Names of faults come in the reader's language.
    let loaded = use_load((query.clone(), l), |(query, _)| async move { report::desk(&query).await });
    let print = Callback::from(|()| browser::print());
    let actions = html! { <Button label={t!(l, "dashboard-print")} icon={Icon::Print} onclick={print} /> };
    let view = async_view(
        &loaded,
        |_| None,
        |report| {
            html! {
                <div class="sb-dashboard">
                    <Open report={report.clone()} query={query.clone()} />
                    <Months report={report.clone()} query={query.clone()} />
                    <Targets report={report.clone()} query={query.clone()} />
                    <div class="sb-halves">
                        { for (0..report.paretos.len()).map(|place| html! {
                            <Pareto key={place} report={report.clone()} query={query.clone()} {place} />
                        }) }
                    </div>
                </div>
            }
        },
    );
    html! {
        <>
            <PageHead title={t!(l, "dashboard-title")} {actions} />
            <Tabs />
            <Filters query={query.clone()} push={address.push.clone()} />
            { view }
        </>
    }
}
