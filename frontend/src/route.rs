//! Addresses of the page. They can be kept, sent and opened again; what a list shows lies behind `?`.

use crate::browser;
use crate::unsaved;
use serde::{Serialize, de::DeserializeOwned};
use shared::ids::{
    AdjudicationRuleSetId, CalendarId, CampaignId, CannedAnswerId, ChecklistId, CustomerId, FaultCodeId,
    ImportId, KnowledgeArticleId, LabourOperationId, LocationId, MaterialTransferId, OrganizationId, PartId,
    PreAuthorizationId, ProductId, QualityFeedbackId, QualityTermsId, RecoveryId, RmaId, RmaLineId,
    StatementId, StockCountId, TeamId, TicketId, UnitId, UserId, WarrantyClaimId,
};
use std::fmt::Display;
use std::str::FromStr;
use wasm_bindgen::JsValue;
use yew::prelude::*;
use yew_nested_router::History;
use yew_nested_router::target::Target;

/// The pages of one kind of record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Record<Id> {
    /// All of them.
    List,
    /// A form for a new one.
    New,
    /// One of them.
    One(Id),
    /// A form to change one.
    Edit(Id),
}

impl<Id: Display + FromStr> Record<Id> {
    fn render(&self, path: &mut Vec<String>) {
        match self {
            Self::List => {}
            Self::New => path.push("new".into()),
            Self::One(id) => path.push(id.to_string()),
            Self::Edit(id) => path.extend([id.to_string(), "edit".into()]),
        }
    }

    fn parse(path: &[&str]) -> Option<Self> {
        match path {
            [] => Some(Self::List),
            ["new"] => Some(Self::New),
            [id] => id.parse().ok().map(Self::One),
            [id, "edit"] => id.parse().ok().map(Self::Edit),
            _ => None,
        }
    }
}

macro_rules! routes {
    ($($(#[$doc:meta])* $name:ident($id:ty) = $segment:literal,)+; $($(#[$pdoc:meta])* $plain:ident = $path:literal,)+) => {
        /// A page.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Route {
            $($(#[$doc])* $name(Record<$id>),)+
            $($(#[$pdoc])* $plain,)+
        }

        impl Target for Route {
            fn render_self_into(&self, path: &mut Vec<String>) {
                self.render_path_into(path);
            }

            fn render_path_into(&self, path: &mut Vec<String>) {
                match self {
                    $(Self::$name(record) => { path.push($segment.into()); record.render(path) })+
                    $(Self::$plain => path.extend($path.split('/').map(str::to_owned)),)+
                }
            }

            fn parse_path(path: &[&str]) -> Option<Self> {
                // `/tickets/` is `/tickets`.
                let path = match path { [rest @ .., ""] if !rest.is_empty() => rest, _ => path };
                match path {
                    $([$segment, rest @ ..] => Record::parse(rest).map(Self::$name),)+
                    _ => {
                        let joined = path.join("/");
                        $(if joined == $path { return Some(Self::$plain) })+
                        None
                    }
                }
            }
        }
    };
}

routes! {
    /// Tickets.
    Tickets(TicketId) = "tickets",
    /// Units.
    Units(UnitId) = "units",
    /// Customers.
    Customers(CustomerId) = "customers",
    /// Product models.
    Products(ProductId) = "products",
    /// Spare parts.
    Parts(PartId) = "parts",
    /// Material transfers.
    Transfers(MaterialTransferId) = "material-transfers",
    /// Counts of stock.
    StockCounts(StockCountId) = "stock-counts",
    /// Places where parts are kept.
    Locations(LocationId) = "locations",
    /// The fault catalogue.
    FaultCodes(FaultCodeId) = "fault-codes",
    /// Knowledge articles.
    Knowledge(KnowledgeArticleId) = "knowledge-articles",
    /// Canned answers.
    CannedAnswers(CannedAnswerId) = "canned-answers",
    /// Checklists.
    Checklists(ChecklistId) = "checklists",
    /// Returns of defective parts.
    Rmas(RmaId) = "rmas",
    /// What goes back to suppliers.
    SupplierReturns(RmaLineId) = "supplier-returns",
    /// Quality feedback.
    Quality(QualityFeedbackId) = "quality-feedback",
    /// Deadlines of quality feedback.
    QualityTerms(QualityTermsId) = "quality-terms",
    /// Campaigns.
    Campaigns(CampaignId) = "campaigns",
    /// Warranty claims.
    Claims(WarrantyClaimId) = "warranty-claims",
    /// Pre-authorisations.
    Authorizations(PreAuthorizationId) = "pre-authorizations",
    /// The rules by which claims are adjudicated.
    RuleSets(AdjudicationRuleSetId) = "adjudication-rule-sets",
    /// Labour operations.
    Operations(LabourOperationId) = "labour-operations",
    /// Recoveries from suppliers.
    Recoveries(RecoveryId) = "recoveries",
    /// Statements.
    Statements(StatementId) = "statements",
    /// Organisations.
    Organizations(OrganizationId) = "organizations",
    /// People.
    Users(UserId) = "users",
    /// Teams.
    Teams(TeamId) = "teams",
    /// Business calendars.
    Calendars(CalendarId) = "calendars",
    /// Imports.
    Imports(ImportId) = "imports",
    ;
    /// Leads to the first page that the person may see.
    Home = "",
    /// Where an invitation or a reset link leads.
    Welcome = "welcome",
    /// Where the QR code on a unit leads; its code stands behind `#`.
    Report = "report",
    /// Where a reporter sees how far it is; the tracking code stands behind `#`.
    Track = "track",
    /// One's own profile.
    Profile = "account",
    /// One's own password.
    Password = "account/password",
    /// One's own log-ins.
    Sessions = "account/sessions",
    /// One's own API tokens.
    ApiTokens = "account/api-tokens",
    /// The dashboard.
    Dashboard = "dashboard",
    /// How long tickets took.
    TicketTimes = "dashboard/ticket-times",
    /// What there is of each part at each location.
    Stock = "stock",
    /// What was moved.
    StockMovements = "stock/movements",
    /// The queues of open tickets.
    Queues = "queues",
    /// One's own notifications.
    Notifications = "notifications",
    /// Parts that have not come back in time.
    OverdueRmas = "overdue-rmas",
    /// Lines of returns.
    RmaLines = "rma-lines",
    /// The statistics of returns.
    ReturnStatistics = "return-statistics",
    /// What warranty costs.
    WarrantyCost = "warranty-cost",
    /// What is to be recovered.
    ToRecover = "to-recover",
    /// What is in no statement yet.
    SettlementEntries = "settlement-entries",
    /// The early warning.
    EarlyWarning = "early-warning",
    /// The quarterly service analysis.
    ServiceAnalysis = "service-analysis",
    /// Where a tag of a part is scanned.
    ScanRma = "scan",
    /// SLA policies.
    SlaPolicies = "sla-policies",
    /// Routing rules.
    RoutingRules = "routing-rules",
    /// The numbers of the policy.
    Policy = "policy",
    /// The audit trail.
    Audit = "audit",
}

impl Route {
    /// The address, without host.
    pub fn path(self) -> String {
        format!("/{}", self.render_path().join("/"))
    }
}

fn with_query(path: &str, query: &impl Serialize) -> String {
    match serde_urlencoded::to_string(query) {
        Ok(query) if !query.is_empty() => format!("{path}?{query}"),
        _ => path.to_owned(),
    }
}

/// Goes to a page.
pub fn go(route: Route) {
    go_to(&route.path());
}

/// Goes to an address of this page; asks first when something typed would be lost.
pub fn go_to(address: &str) {
    let address = address.to_owned();
    unsaved::before(Callback::from(move |()| {
        MOVES.set(MOVES.get() + 1);
        let _ = History::push_state(JsValue::NULL, &address);
    }));
}

/// Goes to a page in place of this one, so that "back" does not lead here again.
pub fn replace(route: Route, query: Option<&str>) {
    let path = route.path();
    let address = query.map_or(path.clone(), |query| format!("{path}?{query}"));
    let _ = History::replace_state(JsValue::NULL, &address);
}

thread_local! {
    static MOVES: std::cell::Cell<u32> = const { std::cell::Cell::new(0) };
}

/// Whether the reader has gone from one page to another; on the first page the focus stays where the
/// browser put it.
pub fn has_moved() -> bool {
    MOVES.get() > 0
}

/// What a list shows, read from and written to the address.
#[derive(Clone, PartialEq)]
pub struct Query<Q> {
    /// What is asked for.
    pub value: Q,
    /// Shows something else; the browser's "back" returns.
    pub push: Callback<Q>,
    /// Shows something else in place of this, for typing.
    pub replace: Callback<Q>,
}

/// What stands behind `?`. Nonsense there counts as nothing.
#[hook]
pub fn use_query<Q>() -> Query<Q>
where
    Q: Serialize + DeserializeOwned + Default + Clone + PartialEq + 'static,
{
    let raw = use_state_eq(browser::query);
    {
        let raw = raw.setter();
        let path = browser::path();
        use_effect_with((), move |()| {
            let listener = History::listener(move || {
                // On its way to another page the list must not load once more.
                if browser::path() == path {
                    raw.set(browser::query());
                }
            });
            move || drop(listener)
        });
    }
    let value: Q = serde_urlencoded::from_str(&raw).unwrap_or_default();
    let push = Callback::from(|query: Q| {
        let _ = History::push_state(JsValue::NULL, &with_query(&browser::path(), &query));
    });
    let replace = Callback::from(|query: Q| {
        let _ = History::replace_state(JsValue::NULL, &with_query(&browser::path(), &query));
    });
    Query { value, push, replace }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(path: &str) -> Option<Route> {
        Route::parse_path(&path.split('/').skip(1).collect::<Vec<_>>())
    }

    #[test]
    fn every_address_leads_back_to_its_page() {
        let id = "01933f6e-0000-7000-8000-000000000001";
        let ticket: TicketId = id.parse().unwrap();
        for route in [
            Route::Home,
            Route::Welcome,
            Route::Report,
            Route::Track,
            Route::Profile,
            Route::Sessions,
            Route::Tickets(Record::List),
            Route::Tickets(Record::New),
            Route::Tickets(Record::One(ticket)),
            Route::Tickets(Record::Edit(ticket)),
            Route::FaultCodes(Record::List),
        ] {
            assert_eq!(parse(&route.path()), Some(route), "{}", route.path());
        }
        assert_eq!(Route::Tickets(Record::One(ticket)).path(), format!("/tickets/{id}"));
        assert_eq!(parse("/tickets/"), Some(Route::Tickets(Record::List)));
    }

    #[test]
    fn unknown_addresses_are_no_page() {
        for path in ["/nonsense", "/tickets/42", "/account/x", "/tickets/new/x"] {
            assert_eq!(parse(path), None, "{path}");
        }
    }
}
