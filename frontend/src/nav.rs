//! Where one can go: what the person's rights allow.

use crate::route::{Record, Route};
use patternfly_yew::prelude::Icon;
use shared::auth::Permission;
use shared::i18n::Locale;

/// A way to a page.
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The page.
    pub route: Route,
    /// What is shown there first: the part after `?`.
    pub query: Option<&'static str>,
    /// A picture.
    pub icon: Icon,
    name: fn(Locale) -> String,
    /// What it takes; nothing for one's own.
    permission: Option<Permission>,
}

impl Entry {
    /// What it is called.
    pub fn name(&self, locale: Locale) -> String {
        (self.name)(locale)
    }

    /// Whether a page belongs to this entry.
    pub fn holds(&self, route: &Route) -> bool {
        // The figures of single tickets are a page of the dashboard.
        let route = match route {
            Route::TicketTimes => &Route::Dashboard,
            // The lines are what the statistics open.
            Route::RmaLines => &Route::ReturnStatistics,
            other => other,
        };
        std::mem::discriminant(&self.route) == std::mem::discriminant(route)
    }
}

/// A group of ways.
pub struct Group {
    name: fn(Locale) -> String,
    entries: &'static [Entry],
}

impl Group {
    /// What it is called.
    pub fn name(&self, locale: Locale) -> String {
        (self.name)(locale)
    }

    /// Those of its ways that are open to somebody.
    pub fn open(&self, permissions: &[Permission]) -> Vec<Entry> {
        self.entries
            .iter()
            .filter(|e| e.permission.is_none_or(|p| permissions.contains(&p)))
            .copied()
            .collect()
    }
}

const fn entry(route: Route, icon: Icon, name: fn(Locale) -> String, permission: Permission) -> Entry {
    Entry { route, query: None, icon, name, permission: Some(permission) }
}

/// The tickets on which work is owed come first; the closed ones are one click away.
const TICKETS: Entry = Entry {
    query: Some("open=true"),
    ..entry(Route::Tickets(Record::List), Icon::Bell, |l| t!(l, "page-nav-tickets"), Permission::TicketRead)
};

/// Everybody has some.
const NOTIFICATIONS: Entry = Entry {
    permission: None,
    ..entry(Route::Notifications, Icon::AttentionBell, |l| t!(l, "notification-list"), Permission::TicketRead)
};

/// All ways, in the order of a day's work.
pub const GROUPS: &[Group] = &[
    Group {
        name: |l| t!(l, "page-nav-desk"),
        entries: &[
            TICKETS,
            entry(
                Route::Dashboard,
                Icon::Monitoring,
                |l| t!(l, "dashboard-title"),
                Permission::DeskReportRead,
            ),
            entry(Route::Queues, Icon::List, |l| t!(l, "page-nav-queues"), Permission::TicketRead),
            NOTIFICATIONS,
            entry(Route::Units(Record::List), Icon::Cube, |l| t!(l, "page-nav-units"), Permission::UnitRead),
            entry(
                Route::Customers(Record::List),
                Icon::User,
                |l| t!(l, "page-nav-customers"),
                Permission::CustomerRead,
            ),
        ],
    },
    Group {
        name: |l| t!(l, "part-nav-group"),
        entries: &[
            entry(
                Route::Transfers(Record::List),
                Icon::ShareSquare,
                |l| t!(l, "transfer-nav"),
                Permission::TransferRead,
            ),
            entry(Route::Rmas(Record::List), Icon::Undo, |l| t!(l, "rma-nav"), Permission::RmaRead),
            entry(
                Route::SupplierReturns(Record::List),
                Icon::LongArrowAltUp,
                |l| t!(l, "supplier-return-nav"),
                Permission::SupplierReturnRead,
            ),
            entry(Route::Stock, Icon::Volume, |l| t!(l, "stock-nav"), Permission::StockRead),
            entry(
                Route::StockMovements,
                Icon::SyncAlt,
                |l| t!(l, "stock-nav-movements"),
                Permission::StockRead,
            ),
            entry(Route::Parts(Record::List), Icon::Package, |l| t!(l, "part-nav"), Permission::PartRead),
            entry(
                Route::ReturnStatistics,
                Icon::TrendUp,
                |l| t!(l, "return-statistics"),
                Permission::RmaRead,
            ),
            entry(
                Route::StockCounts(Record::List),
                Icon::BalanceScale,
                |l| t!(l, "count-nav"),
                Permission::StockRead,
            ),
            entry(
                Route::Locations(Record::List),
                Icon::MapMarker,
                |l| t!(l, "stock-nav-locations"),
                Permission::StockRead,
            ),
        ],
    },
    Group {
        name: |l| t!(l, "quality-nav-group"),
        entries: &[
            Entry {
                query: Some("open=true"),
                ..entry(
                    Route::Quality(Record::List),
                    Icon::ClipboardCheck,
                    |l| t!(l, "quality-nav"),
                    Permission::QualityRead,
                )
            },
            entry(
                Route::Campaigns(Record::List),
                Icon::Flag,
                |l| t!(l, "campaign-nav"),
                Permission::CampaignRead,
            ),
            entry(
                Route::EarlyWarning,
                Icon::ExclamationTriangle,
                |l| t!(l, "warning-title"),
                Permission::ReportRead,
            ),
            entry(
                Route::QualityTerms(Record::List),
                Icon::Pending,
                |l| t!(l, "quality-terms"),
                Permission::PolicyRead,
            ),
            entry(Route::ServiceAnalysis, Icon::TrendUp, |l| t!(l, "analysis-title"), Permission::ReportRead),
        ],
    },
    Group {
        name: |l| t!(l, "claim-nav-group"),
        entries: &[
            entry(
                Route::Claims(Record::List),
                Icon::ClipboardCheck,
                |l| t!(l, "claim-nav"),
                Permission::ClaimRead,
            ),
            entry(
                Route::Authorizations(Record::List),
                Icon::Lock,
                |l| t!(l, "claim-nav-authorizations"),
                Permission::ClaimRead,
            ),
            entry(
                Route::Operations(Record::List),
                Icon::Wrench,
                |l| t!(l, "claim-nav-operations"),
                Permission::LabourRead,
            ),
            entry(
                Route::RuleSets(Record::List),
                Icon::PencilAlt,
                |l| t!(l, "claim-nav-rules"),
                Permission::AdjudicationRead,
            ),
        ],
    },
    Group {
        name: |l| t!(l, "statement-nav-group"),
        entries: &[
            entry(Route::WarrantyCost, Icon::TrendUp, |l| t!(l, "cost-title"), Permission::WarrantyCostRead),
            entry(Route::ToRecover, Icon::Undo, |l| t!(l, "recovery-to-recover"), Permission::RecoveryClaim),
            entry(
                Route::Recoveries(Record::List),
                Icon::ExclamationCircle,
                |l| t!(l, "recovery-nav"),
                Permission::RecoveryRead,
            ),
            entry(
                Route::Statements(Record::List),
                Icon::List,
                |l| t!(l, "statement-nav"),
                Permission::StatementRead,
            ),
            entry(
                Route::SettlementEntries,
                Icon::Pending,
                |l| t!(l, "settlement-nav"),
                Permission::SettlementPropose,
            ),
        ],
    },
    Group {
        name: |l| t!(l, "page-nav-catalogue"),
        entries: &[
            entry(
                Route::Products(Record::List),
                Icon::Catalog,
                |l| t!(l, "page-nav-products"),
                Permission::ProductRead,
            ),
            entry(
                Route::FaultCodes(Record::List),
                Icon::Wrench,
                |l| t!(l, "page-nav-fault-codes"),
                Permission::ProductRead,
            ),
            entry(
                Route::Knowledge(Record::List),
                Icon::Repository,
                |l| t!(l, "knowledge-nav"),
                Permission::KnowledgeRead,
            ),
            entry(
                Route::CannedAnswers(Record::List),
                Icon::Template,
                |l| t!(l, "canned-nav"),
                Permission::CannedAnswerUse,
            ),
            entry(
                Route::Checklists(Record::List),
                Icon::ClipboardCheck,
                |l| t!(l, "checklist-nav"),
                Permission::ChecklistUse,
            ),
        ],
    },
    Group {
        name: |l| t!(l, "page-nav-house"),
        entries: &[
            entry(
                Route::Organizations(Record::List),
                Icon::Enterprise,
                |l| t!(l, "page-nav-organizations"),
                Permission::OrganizationRead,
            ),
            entry(Route::Users(Record::List), Icon::Users, |l| t!(l, "page-nav-users"), Permission::UserRead),
            entry(Route::Teams(Record::List), Icon::Cubes, |l| t!(l, "page-nav-teams"), Permission::UserRead),
        ],
    },
    Group {
        name: |l| t!(l, "page-nav-system"),
        entries: &[
            entry(
                Route::Imports(Record::List),
                Icon::Upload,
                |l| t!(l, "page-nav-imports"),
                Permission::ImportRun,
            ),
            entry(
                Route::Calendars(Record::List),
                Icon::Columns,
                |l| t!(l, "page-nav-calendars"),
                Permission::CalendarRead,
            ),
            entry(
                Route::SlaPolicies,
                Icon::Pending,
                |l| t!(l, "page-nav-sla-policies"),
                Permission::RuleRead,
            ),
            entry(
                Route::RoutingRules,
                Icon::Route,
                |l| t!(l, "page-nav-routing-rules"),
                Permission::RuleRead,
            ),
            entry(Route::Policy, Icon::Cog, |l| t!(l, "page-nav-policy"), Permission::PolicyRead),
            entry(Route::Audit, Icon::History, |l| t!(l, "page-nav-audit"), Permission::AuditRead),
        ],
    },
];

/// The first page for somebody with these rights; without any, one's own account.
pub fn first(permissions: &[Permission]) -> (Route, Option<&'static str>) {
    let entry = GROUPS.iter().flat_map(|g| g.open(permissions)).find(|e| e.permission.is_some());
    entry.map_or((Route::Profile, None), |e| (e.route, e.query))
}

/// The right that a page needs; who does not hold it is told so instead of filling a form in vain.
pub fn needs(route: Route) -> Option<Permission> {
    use Record::{Edit, New, One};
    Some(match route {
        Route::Tickets(New) => Permission::TicketCreate,
        Route::Tickets(Edit(_)) => Permission::TicketUpdate,
        Route::Tickets(_) | Route::Queues => Permission::TicketRead,
        Route::Dashboard => Permission::DeskReportRead,
        Route::TicketTimes | Route::EarlyWarning | Route::ServiceAnalysis => Permission::ReportRead,
        Route::SlaPolicies | Route::RoutingRules => Permission::RuleRead,
        Route::Units(New | Edit(_)) => Permission::UnitManage,
        Route::Units(_) => Permission::UnitRead,
        Route::Customers(New | Edit(_)) => Permission::CustomerManage,
        Route::Customers(_) => Permission::CustomerRead,
        Route::Products(New | Edit(_)) => Permission::ProductManage,
        Route::Transfers(New | Edit(_)) => Permission::TransferRequest,
        Route::Transfers(_) => Permission::TransferRead,
        Route::Stock | Route::StockMovements | Route::StockCounts(_) => Permission::StockRead,
        // The page of a location is its form.
        Route::Locations(New | One(_) | Edit(_)) => Permission::LocationManage,
        Route::Locations(_) => Permission::StockRead,
        Route::Parts(New | Edit(_)) => Permission::PartManage,
        Route::Parts(_) => Permission::PartRead,
        // The page of a fault code is its form.
        Route::FaultCodes(New | One(_) | Edit(_)) => Permission::ProductManage,
        Route::Products(_) | Route::FaultCodes(_) => Permission::ProductRead,
        Route::Knowledge(New | Edit(_)) => Permission::KnowledgeManage,
        Route::Knowledge(_) => Permission::KnowledgeRead,
        Route::CannedAnswers(_) => Permission::CannedAnswerUse,
        Route::Rmas(New) => Permission::RmaRequest,
        Route::SupplierReturns(_) => Permission::SupplierReturnRead,
        Route::Quality(New) => Permission::QualityRaise,
        Route::QualityTerms(New | Edit(_)) => Permission::QualityManage,
        Route::QualityTerms(_) => Permission::PolicyRead,
        Route::Quality(_) => Permission::QualityRead,
        Route::Campaigns(New | Edit(_)) => Permission::CampaignDraft,
        Route::Campaigns(_) => Permission::CampaignRead,
        Route::Claims(New | Edit(_)) | Route::Authorizations(New) => Permission::ClaimFile,
        Route::Claims(_) | Route::Authorizations(_) => Permission::ClaimRead,
        Route::RuleSets(New | Edit(_)) => Permission::AdjudicationManage,
        Route::RuleSets(_) => Permission::AdjudicationRead,
        // The page of an operation is its form.
        Route::Operations(New | One(_) | Edit(_)) => Permission::LabourManage,
        Route::Operations(_) => Permission::LabourRead,
        Route::WarrantyCost => Permission::WarrantyCostRead,
        Route::ToRecover => Permission::RecoveryClaim,
        Route::Recoveries(_) => Permission::RecoveryRead,
        Route::Statements(_) => Permission::StatementRead,
        Route::SettlementEntries => Permission::SettlementPropose,
        Route::ScanRma => Permission::RmaShip,
        Route::Rmas(_) | Route::OverdueRmas | Route::RmaLines | Route::ReturnStatistics => {
            Permission::RmaRead
        }
        Route::Checklists(New) => Permission::ChecklistManage,
        Route::Checklists(_) => Permission::ChecklistUse,
        Route::Organizations(New | Edit(_)) => Permission::OrganizationManage,
        Route::Organizations(_) => Permission::OrganizationRead,
        // So is a team's.
        Route::Users(New | Edit(_)) | Route::Teams(New | One(_) | Edit(_)) => Permission::UserManage,
        Route::Users(_) | Route::Teams(_) => Permission::UserRead,
        Route::Calendars(New | Edit(_)) => Permission::CalendarManage,
        Route::Calendars(_) => Permission::CalendarRead,
        Route::Imports(_) => Permission::ImportRun,
        Route::Policy => Permission::PolicyRead,
        Route::Audit => Permission::AuditRead,
        Route::Home
        | Route::Notifications
        | Route::Welcome
        | Route::Report
        | Route::Track
        | Route::Profile
        | Route::Password
        | Route::Sessions
        | Route::ApiTokens => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use shared::auth::{OrganizationKind, Role, permissions};

    fn routes(kind: OrganizationKind, role: Role) -> Vec<Route> {
        let held = permissions(kind, &[role], None);
        GROUPS.iter().flat_map(|g| g.open(&held)).map(|e| e.route).collect()
    }

    #[test]
    fn each_role_sees_its_own_ways() {
        let specialist = routes(OrganizationKind::Manufacturer, Role::ServiceSpecialist);
        assert!(specialist.contains(&Route::Policy));
        assert!(!specialist.contains(&Route::Audit));
        let customer = routes(OrganizationKind::Customer, Role::Customer);
        assert!(!customer.contains(&Route::Users(Record::List)));
        let supplier = routes(OrganizationKind::Supplier, Role::Supplier);
        let own = [
            Route::Notifications,
            Route::SupplierReturns(Record::List),
            Route::Parts(Record::List),
            Route::Quality(Record::List),
            Route::Recoveries(Record::List),
            Route::Statements(Record::List),
            Route::Knowledge(Record::List),
            Route::Organizations(Record::List),
        ];
        assert_eq!(supplier, own);
        let held = permissions(OrganizationKind::Supplier, &[Role::Supplier], None);
        assert_eq!(first(&held).0, Route::SupplierReturns(Record::List));
    }

    #[test]
    fn every_way_needs_the_right_that_shows_it() {
        for entry in GROUPS.iter().flat_map(|g| g.entries) {
            assert_eq!(needs(entry.route), entry.permission, "{:?}", entry.route);
        }
        assert_eq!(needs(Route::Tickets(Record::New)), Some(Permission::TicketCreate));
        assert_eq!(needs(Route::Profile), None);
    }

    #[test]
    fn the_desk_comes_first() {
        let held = permissions(OrganizationKind::Manufacturer, &[Role::Technician], None);
        assert_eq!(first(&held), (Route::Tickets(Record::List), Some("open=true")));
        assert_eq!(first(&[]), (Route::Profile, None));
    }

    #[test]
    fn an_entry_holds_all_pages_of_its_record() {
        let tickets = GROUPS[0].entries[0];
        assert!(tickets.holds(&Route::Tickets(Record::New)));
        assert!(!tickets.holds(&Route::Policy));
    }
}
