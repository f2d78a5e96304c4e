//! Areas of work. The desk is loaded first; the pages of each area here come in files of their own, when one of them
//! is opened for the first time or when there is nothing else to do.

use crate::app::Home;
use crate::browser;
use crate::components::lazy::Lazy;
use crate::nav::GROUPS;
use crate::pages;
use crate::route::Route;
use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use shared::auth::Permission;
use std::cell::Cell;
use wasm_split_helpers::SplitLoaderError;
#[cfg(not(test))]
use wasm_split_helpers::wasm_split;
use yew::prelude::*;

/// Draws the pages of an area.
pub type Draw = fn(Route) -> Html;

macro_rules! areas {
    (desk { $($own:pat => $desk:expr,)+ } $($(#[$doc:meta])* $area:ident in $file:ident { $($pattern:pat => $page:expr,)+ })+) => {
        /// The page behind an address. Pages of one record are told apart by its id.
        pub fn page(route: Route) -> Html {
            if let Some(area) = Area::of(route) {
                return html! { <Lazy key={area as usize} {area} {route} /> };
            }
            match route {
                $($own => $desk,)+
                _ => html! {},
            }
        }

        /// An area of work.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Area {
            $($(#[$doc])* $area,)+
        }

        // What nothing but one of these reaches goes into its file. Rust tests open no page, and to compile them all would be most
        // of their work: there is no file for them, and nothing asks for these.
        $(#[cfg_attr(not(test), wasm_split($file, fallible))]
        #[cfg_attr(test, allow(dead_code))]
        fn $file() -> Result<Draw, SplitLoaderError> {
            Ok(|route| match route {
                $($pattern => $page,)+
                _ => html! {},
            })
        })+

        impl Area {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$area),+];

            /// Where a page belongs; nowhere when it is one of the desk. No page is forgotten here.
            pub fn of(route: Route) -> Option<Self> {
                #[allow(unused_variables, reason = "only the page itself takes what the address says")]
                match route {
                    $($own => None,)+
                    $($($pattern => Some(Self::$area),)+)+
                }
            }

            fn fetch(self) -> LocalBoxFuture<'static, Result<Draw, SplitLoaderError>> {
                #[cfg(test)]
                return std::future::pending().boxed_local();
                #[cfg(not(test))]
                match self {
                    $(Self::$area => $file().boxed_local(),)+
                }
            }
        }
    };
}

areas! {
    desk {
        Route::Home => html! { <Home /> },
        // Open to those outside, see `Gate`.
        Route::Welcome | Route::Report | Route::Track => html! {},
        Route::Tickets(record) => pages::ticket::page(record),
        Route::Queues => html! { <pages::ticket::queues::QueuesPage /> },
        Route::Notifications => html! { <pages::notification::NotificationsPage /> },
    }
    /// Spare parts: requests, stock, returns.
    Parts in parts {
        Route::Parts(record) => pages::part::page(record),
        Route::Transfers(record) => pages::material_transfer::page(record),
        Route::StockCounts(record) => pages::stock_count::page(record),
        Route::Locations(record) => pages::location::page(record),
        Route::Stock => html! { <pages::stock::StockPage /> },
        Route::StockMovements => html! { <pages::stock::MovementsPage /> },
        Route::Rmas(record) => pages::rma::page(record),
        Route::SupplierReturns(record) => pages::supplier_return::page(record),
        Route::OverdueRmas => html! { <pages::rma::OverduePage /> },
        Route::RmaLines => html! { <pages::rma::LinesPage /> },
        Route::ReturnStatistics => html! { <pages::rma::StatisticsPage /> },
        Route::ScanRma => html! { <pages::rma::ScanPage /> },
    }
    /// Quality, campaigns, and what figures say.
    Quality in quality {
        Route::Quality(record) => pages::quality_feedback::page(record),
        Route::QualityTerms(record) => pages::quality_feedback::terms(record),
        Route::Campaigns(record) => pages::campaign::page(record),
        Route::EarlyWarning => html! { <pages::campaign::WarningPage /> },
        Route::ServiceAnalysis => html! { <pages::service_analysis::ServiceAnalysisPage /> },
        Route::Dashboard => html! { <pages::dashboard::DashboardPage /> },
        Route::TicketTimes => html! { <pages::dashboard::TicketTimesPage /> },
    }
    /// Claims, and what is owed.
    Claims in claims {
        Route::Claims(record) => pages::warranty_claim::page(record),
        Route::Authorizations(record) => pages::warranty_claim::authorization(record),
        Route::RuleSets(record) => pages::warranty_claim::rule_set(record),
        Route::Operations(record) => pages::warranty_claim::operation(record),
        Route::Recoveries(record) => pages::recovery::page(record),
        Route::WarrantyCost => html! { <pages::warranty_cost::WarrantyCostPage /> },
        Route::ToRecover => html! { <pages::recovery::ToRecoverPage /> },
        Route::Statements(record) => pages::statement::page(record),
        Route::SettlementEntries => html! { <pages::statement::EntriesPage /> },
    }
    /// What is set up once: people, products, rules.
    House in house {
        Route::Products(record) => pages::product::page(record),
        Route::FaultCodes(record) => pages::fault_code::page(record),
        Route::CannedAnswers(record) => pages::canned_answer::page(record),
        Route::Checklists(record) => pages::checklist::page(record),
        Route::Organizations(record) => pages::organization::page(record),
        Route::Users(record) => pages::user::page(record),
        Route::Teams(record) => pages::team::page(record),
        Route::Calendars(record) => pages::calendar::page(record),
        Route::Imports(record) => pages::import::page(record),
        Route::SlaPolicies => html! { <pages::sla_policy::SlaPoliciesPage /> },
        Route::RoutingRules => html! { <pages::routing_rule::RoutingRulesPage /> },
        Route::Policy => html! { <pages::policy::PolicyPage /> },
        Route::Audit => html! { <pages::audit_entry::AuditPage /> },
        Route::Profile => html! { <pages::account::profile::ProfilePage /> },
        Route::Password => html! { <pages::account::password::PasswordPage /> },
        Route::Sessions => html! { <pages::account::sessions::SessionsPage /> },
        Route::ApiTokens => html! { <pages::account::api_tokens::ApiTokensPage /> },
    }
    /// What tickets are about, and what the house knows.
    Records in records {
        Route::Units(record) => pages::unit::page(record),
        Route::Customers(record) => pages::customer::page(record),
        Route::Knowledge(record) => pages::knowledge_article::page(record),
    }
}

thread_local! {
    static THERE: [Cell<Option<Draw>>; Area::ALL.len()] = const { [const { Cell::new(None) }; Area::ALL.len()] };
}

/// Fetches what somebody who holds these rights may open, one area after the other, while there is nothing else to do.
pub async fn fetch_ahead(held: Vec<Permission>) {
    // Unoptimised files are many times as large, and tests see better how pages arrive.
    if cfg!(debug_assertions) {
        return;
    }
    let mut asked = vec![];
    for area in GROUPS.iter().flat_map(|group| group.open(&held)).filter_map(|entry| Area::of(entry.route)) {
        // Once each: whoever opens a page of one that did not come is told so, and asks again.
        if asked.contains(&area) || area.there().is_some() {
            continue;
        }
        asked.push(area);
        browser::idle().await;
        let _ = area.load().await;
    }
}

impl Area {
    /// How its pages are drawn, if they are there already.
    pub fn there(self) -> Option<Draw> {
        THERE.with(|there| there[self as usize].get())
    }

    /// Fetches its pages.
    pub async fn load(self) -> Result<Draw, SplitLoaderError> {
        let draw = self.fetch().await?;
        THERE.with(|there| there[self as usize].set(Some(draw)));
        Ok(draw)
    }
}
