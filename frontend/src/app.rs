//! The whole: language, session, notes, routes.

use crate::components::alert::ProblemAlert;
use crate::components::async_view::{Empty, Waiting};
use crate::components::page_head::PageHead;
use crate::components::toast::ToastProvider;
use crate::i18n::{LanguageProvider, use_locale};
use crate::live::LiveProvider;
use crate::nav;
use crate::pages;
use crate::route::{self, Route};
use crate::session::{SessionProvider, State, may, use_me, use_session};
use crate::shell::Shell;
use crate::unsaved::UnsavedGuard;
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use yew::prelude::*;
use yew_nested_router::prelude::*;

/// The page.
#[component]
pub fn App() -> Html {
    html! {
        <LanguageProvider>
            <SessionProvider>
                <ToastProvider>
                    <Router<Route>>
                        <Gate />
                    </Router<Route>>
                </ToastProvider>
            </SessionProvider>
        </LanguageProvider>
    }
}

/// Lets in who is logged in. Whose session has ended logs in over the page, which is kept with all that
/// was typed.
#[component]
fn Gate() -> Html {
    let session = use_session();
    let route = use_router::<Route>().and_then(|r| r.active_target);
    match route {
        Some(Route::Welcome) => return html! { <pages::welcome::Welcome /> },
        Some(Route::Report) => return html! { <pages::public_report::ReportPage /> },
        Some(Route::Track) => return html! { <pages::public_report::TrackPage /> },
        _ => {}
    }
    match &session.state {
        State::Starting => html! { <main id="main" class="sb-alone"><Waiting /></main> },
        State::Unknown(problem) => html! {
            <main id="main" class="sb-alone">
                <ProblemAlert problem={problem.clone()} retry={session.retry.clone()} />
            </main>
        },
        State::Out => html! { <pages::login::Login /> },
        // One shape for both, or the page would be built anew and lose what was typed.
        State::In(me) | State::Ended(me) => {
            let ended = matches!(session.state, State::Ended(_));
            html! {
                <>
                    if ended {
                        <pages::login::Login ended=true email={me.email.clone()} />
                    }
                    <div key={me.id.to_string()} hidden={ended}><Inside /></div>
                </>
            }
        }
    }
}

#[component]
fn Inside() -> Html {
    let me = use_me();
    let render = Callback::from(move |route| match nav::needs(route) {
        Some(permission) if !may(&me, permission) => html! { <Closed {permission} /> },
        _ => page(route),
    });
    html! {
        <LiveProvider>
            <Shell>
                <Switch<Route> {render} default={html! { <Lost /> }} />
                <UnsavedGuard />
            </Shell>
        </LiveProvider>
    }
}

/// The page behind an address. Pages of one record are told apart by its id.
fn page(route: Route) -> Html {
    match route {
        Route::Home => html! { <Home /> },
        Route::Welcome | Route::Report | Route::Track => html! {},
        Route::Tickets(record) => pages::ticket::page(record),
        Route::Units(record) => pages::unit::page(record),
        Route::Customers(record) => pages::customer::page(record),
        Route::Products(record) => pages::product::page(record),
        Route::Parts(record) => pages::part::page(record),
        Route::Transfers(record) => pages::material_transfer::page(record),
        Route::StockCounts(record) => pages::stock_count::page(record),
        Route::Locations(record) => pages::location::page(record),
        Route::FaultCodes(record) => pages::fault_code::page(record),
        Route::Knowledge(record) => pages::knowledge_article::page(record),
        Route::CannedAnswers(record) => pages::canned_answer::page(record),
        Route::Checklists(record) => pages::checklist::page(record),
        Route::Rmas(record) => pages::rma::page(record),
        Route::Quality(record) => pages::quality_feedback::page(record),
        Route::QualityTerms(record) => pages::quality_feedback::terms(record),
        Route::SupplierReturns(record) => pages::supplier_return::page(record),
        Route::Campaigns(record) => pages::campaign::page(record),
        Route::Claims(record) => pages::warranty_claim::page(record),
        Route::Authorizations(record) => pages::warranty_claim::authorization(record),
        Route::RuleSets(record) => pages::warranty_claim::rule_set(record),
        Route::Operations(record) => pages::warranty_claim::operation(record),
        Route::Recoveries(record) => pages::recovery::page(record),
        Route::WarrantyCost => html! { <pages::warranty_cost::WarrantyCostPage /> },
        Route::ToRecover => html! { <pages::recovery::ToRecoverPage /> },
        Route::Statements(record) => pages::statement::page(record),
        Route::SettlementEntries => html! { <pages::statement::EntriesPage /> },
        Route::EarlyWarning => html! { <pages::campaign::WarningPage /> },
        Route::ServiceAnalysis => html! { <pages::service_analysis::ServiceAnalysisPage /> },
        Route::OverdueRmas => html! { <pages::rma::OverduePage /> },
        Route::RmaLines => html! { <pages::rma::LinesPage /> },
        Route::ReturnStatistics => html! { <pages::rma::StatisticsPage /> },
        Route::ScanRma => html! { <pages::rma::ScanPage /> },
        Route::Organizations(record) => pages::organization::page(record),
        Route::Users(record) => pages::user::page(record),
        Route::Teams(record) => pages::team::page(record),
        Route::Calendars(record) => pages::calendar::page(record),
        Route::Imports(record) => pages::import::page(record),
        Route::Profile => html! { <pages::account::profile::ProfilePage /> },
        Route::Password => html! { <pages::account::password::PasswordPage /> },
        Route::Sessions => html! { <pages::account::sessions::SessionsPage /> },
        Route::ApiTokens => html! { <pages::account::api_tokens::ApiTokensPage /> },
        Route::Dashboard => html! { <pages::dashboard::DashboardPage /> },
        Route::TicketTimes => html! { <pages::dashboard::TicketTimesPage /> },
        Route::Stock => html! { <pages::stock::StockPage /> },
        Route::StockMovements => html! { <pages::stock::MovementsPage /> },
        Route::Queues => html! { <pages::ticket::queues::QueuesPage /> },
        Route::Notifications => html! { <pages::notification::NotificationsPage /> },
        Route::SlaPolicies => html! { <pages::sla_policy::SlaPoliciesPage /> },
        Route::RoutingRules => html! { <pages::routing_rule::RoutingRulesPage /> },
        Route::Policy => html! { <pages::policy::PolicyPage /> },
        Route::Audit => html! { <pages::audit_entry::AuditPage /> },
    }
}

#[component]
fn Home() -> Html {
    let first = nav::first(&use_me().permissions);
    use_effect_with(first, |(route, query)| route::replace(*route, *query));
    html! { <Waiting /> }
}

/// An address that leads nowhere.
#[component]
pub fn Lost() -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead title={t!(l, "page-lost")} />
            <Empty title={t!(l, "page-lost")} icon={Icon::QuestionCircle}>
                <p>{ t!(l, "page-lost-hint") }</p>
                <crate::components::link::LinkButton to={Route::Home} label={t!(l, "page-lost-home")} />
            </Empty>
        </>
    }
}

#[derive(Clone, PartialEq, Properties)]
struct ClosedProps {
    permission: Permission,
}

/// A page that needs a right which the person does not hold.
#[component]
fn Closed(props: &ClosedProps) -> Html {
    let l = use_locale();
    html! {
        <>
            <PageHead title={t!(l, "page-closed")} />
            <Empty title={t!(l, "page-closed")} icon={Icon::Lock}>
                <p>{ t!(l, "page-closed-hint", permission = props.permission.label(l)) }</p>
                <crate::components::link::LinkButton to={Route::Home} label={t!(l, "page-lost-home")} />
            </Empty>
        </>
    }
}
