//! The table of permissions: which roles hold which, and which nobody outside the house does.

use super::Role;

macro_rules! permissions {
    ($($(#[doc = $doc:literal])+ $name:ident = $word:literal: [$($role:ident),* $(,)?];)+) => {
        text_enums! {
            /// A right to an operation.
            Permission in "permission" {
                $($(#[doc = $doc])+ $name = $word,)+
            }
        }

        impl Permission {
            /// The roles that hold it.
            pub fn roles(self) -> &'static [Role] {
                match self {
                    $(Self::$name => &[$(Role::$role),*],)+
                }
            }
        }
    };
}

permissions! {
    /// See organisations.
    OrganizationRead = "organization.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Supplier, Customer, Admin];
    /// Create and change organisations.
    OrganizationManage = "organization.manage": [Admin];
    /// See people.
    UserRead = "user.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Invite, change, disable people; hand out reset links.
    UserManage = "user.manage": [Admin];
    /// See customers, their contacts and sites.
    CustomerRead = "customer.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Customer, Admin];
    /// Create and change customers, contacts and sites.
    CustomerManage = "customer.manage": [ServiceSpecialist, Supervisor, Dealer, Admin];
    /// See product models and fault codes.
    ProductRead = "product.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Customer, Admin];
    /// Create and change product models and fault codes.
    ProductManage = "product.manage": [Quality, Admin];
    /// See spare parts.
    PartRead = "part.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Supplier, Admin];
    /// Create and change spare parts and their price lists.
    PartManage = "part.manage": [Quality, Supervisor, Admin];
    /// See stock, its movements and its locations.
    StockRead = "stock.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Receive, move and issue parts (handbook 4).
    StockMove = "stock.move": [ServiceSpecialist, Technician, Engineer, Supervisor, Dealer];
    /// Book differences and take movements back (MGT-T 4.1.8).
    StockAdjust = "stock.adjust": [Supervisor, Admin];
    /// See material transfers.
    TransferRead = "transfer.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Ask for parts, and take in what comes (handbook 4).
    TransferRequest = "transfer.request": [ServiceSpecialist, Technician, Engineer, Supervisor, Dealer];
    /// Approve what others ask for, beforehand or afterwards (MGT-T 4.1.6–7).
    TransferApprove = "transfer.approve": [Supervisor, Admin];
    /// Pick, ship and close material transfers.
    TransferShip = "transfer.ship": [ServiceSpecialist, Supervisor];
    /// Create and change locations.
    LocationManage = "location.manage": [Supervisor, Admin];
    /// See units and their life.
    UnitRead = "unit.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Customer, Admin];
    /// Register and change units, their components, owner and state.
    UnitManage = "unit.manage": [ServiceSpecialist, Technician, Engineer, Supervisor, Admin];
    /// Extend a unit's warranty or exclude something from it.
    WarrantyDecide = "warranty.decide": [Supervisor, Admin];
    /// See tickets.
    TicketRead = "ticket.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Customer, Admin];
    /// File a ticket.
    TicketCreate = "ticket.create": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Dealer, Customer];
    /// Change what a ticket says.
    TicketUpdate = "ticket.update": [ServiceSpecialist, Technician, Engineer, Supervisor, Dealer];
    /// Verify, start, wait, resume, resolve, estimate, link.
    TicketWork = "ticket.work": [ServiceSpecialist, Technician, Engineer, Supervisor];
    /// Give a ticket to a person (ELV 5.5).
    TicketAssign = "ticket.assign": [ServiceSpecialist, Supervisor];
    /// Close, on the customer's word or silence.
    TicketClose = "ticket.close": [ServiceSpecialist, Supervisor];
    /// Say, as the customer, that it is solved or that it is not.
    TicketConfirm = "ticket.confirm": [ServiceSpecialist, Supervisor, Dealer, Customer];
    /// Withdraw a ticket or merge it into another.
    TicketCancel = "ticket.cancel": [ServiceSpecialist, Supervisor];
    /// Judge a complaint valid or not (MGT four-2; ELV 5.4).
    TicketJudge = "ticket.judge": [Quality, Supervisor];
    /// Raise the crisis flag (ELV 5.6): anyone who sees the ticket.
    TicketFlagCrisis = "ticket.flag_crisis": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Dealer, Customer];
    /// Confirm or lift the crisis flag.
    TicketConfirmCrisis = "ticket.confirm_crisis": [Supervisor];
    /// Write to the customer on a ticket.
    CommentCreate = "comment.create": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Dealer, Customer];
    /// Read and write what stays inside the maker's house.
    CommentInternal = "comment.internal": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin];
    /// Use canned answers, and keep one's own.
    CannedAnswerUse = "canned_answer.use": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Admin];
    /// Keep the canned answers of the house.
    CannedAnswerManage = "canned_answer.manage": [Supervisor, Admin];
    /// See the checklists of the house and put them on tickets.
    ChecklistUse = "checklist.use": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Admin];
    /// Keep the checklists of the house.
    ChecklistManage = "checklist.manage": [Supervisor, Admin];
    /// Read knowledge articles that are meant for one.
    KnowledgeRead = "knowledge.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Supplier, Customer, Admin];
    /// Write, publish and archive knowledge articles.
    KnowledgeManage = "knowledge.manage": [ServiceSpecialist, Engineer, Quality, Supervisor, Admin];
    /// See returns of defective parts.
    RmaRead = "rma.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Ask for a return, and take that back.
    RmaRequest = "rma.request": [ServiceSpecialist, Technician, Supervisor, Dealer];
    /// Let a return come, or refuse it.
    RmaAuthorize = "rma.authorize": [ServiceSpecialist, Supervisor];
    /// Send parts back, and hand them over on the way.
    RmaShip = "rma.ship": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Dealer];
    /// Take parts in, and close a return.
    RmaReceive = "rma.receive": [ServiceSpecialist, Quality, Supervisor];
    /// Inspect what came back.
    RmaInspect = "rma.inspect": [Engineer, Quality];
    /// Decide what becomes of it.
    RmaDispose = "rma.dispose": [Quality, Supervisor];
    /// Forgo what is owed, and take up again what was lost.
    RmaWaive = "rma.waive": [Supervisor];
    /// Keep a part from being disposed of, and let it go again.
    RmaHold = "rma.hold": [Quality];
    /// Say that the money of a refund was paid back.
    RmaRefund = "rma.refund": [ServiceSpecialist, Finance];
    /// Add pictures of what came back, and take them away.
    RmaPictureCreate = "rma_picture.create": [ServiceSpecialist, Engineer, Quality, Supervisor];
    /// See pictures of what came back.
    RmaPictureRead = "rma_picture.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Supplier, Admin];
    /// See what goes back to suppliers; suppliers see what they are offered.
    SupplierReturnRead = "supplier_return.read": [ServiceSpecialist, Engineer, Quality, Supervisor, Finance, Supplier, Admin];
    /// Offer parts to their suppliers (MGT-T 4.3.2).
    SupplierReturnOffer = "supplier_return.offer": [ServiceSpecialist, Quality, Supervisor];
    /// Collect or refuse what is offered: the supplier, or the house on its word.
    SupplierReturnAnswer = "supplier_return.answer": [ServiceSpecialist, Quality, Supervisor, Supplier];
    /// Dispose of what was not collected in time.
    SupplierReturnDispose = "supplier_return.dispose": [Quality, Supervisor];
    /// Charge suppliers for what they answer for (MGT-T 4.5.1).
    SupplierReturnCharge = "supplier_return.charge": [Quality, Supervisor, Finance];
    /// See quality feedback; suppliers see what is theirs (handbook 7).
    QualityRead = "quality.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Supplier, Admin];
    /// Raise a quality feedback.
    QualityRaise = "quality.raise": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor];
    /// Judge it, merge it, order that it is put right (ELV 4.2).
    QualityTriage = "quality.triage": [Quality];
    /// Contain, analyse, plan, carry out, answer the customer (ELV four-3, -4).
    QualityWork = "quality.work": [Engineer, Quality, Supervisor];
    /// Sign plans off.
    QualityApprove = "quality.approve": [Engineer, Supervisor];
    /// Verify that measures help, and close it.
    QualityVerify = "quality.verify": [Quality];
    /// Give causes and finish measures, as whoever is responsible.
    QualityAnswer = "quality.answer": [Engineer, Quality, Supervisor, Supplier];
    /// Set the deadlines of quality feedback.
    QualityManage = "quality.manage": [Quality, Supervisor, Admin];
    /// See campaigns; outside the house those that concern one's units.
    CampaignRead = "campaign.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Customer, Admin];
    /// Draft campaigns, say what they concern and rehearse them (handbook 7).
    CampaignDraft = "campaign.draft": [Engineer, Quality];
    /// Approve campaigns that somebody else has drafted.
    CampaignApprove = "campaign.approve": [Supervisor];
    /// Publish, close and cancel campaigns.
    CampaignPublish = "campaign.publish": [Quality, Supervisor];
    /// Note how far single units of a campaign are.
    CampaignProgress = "campaign.progress": [ServiceSpecialist, Technician, Engineer, Supervisor, Dealer];
    /// See warranty claims, pre-authorisations and what they cost; dealers their own (handbook 8).
    ClaimRead = "claim.read": [ServiceSpecialist, Quality, Supervisor, Finance, Dealer, Admin];
    /// File warranty claims and ask for pre-authorisation.
    ClaimFile = "claim.file": [ServiceSpecialist, Supervisor, Dealer];
    /// Decide on warranty claims of others, within the limit of the rules.
    ClaimReview = "claim.review": [ServiceSpecialist, Quality, Supervisor];
    /// Decide on warranty claims over that limit, on goodwill, appeals and pre-authorisations; charge back.
    ClaimApprove = "claim.approve": [Supervisor];
    /// See labour operations and the rates of dealers; dealers their own.
    LabourRead = "labour.read": [ServiceSpecialist, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Keep labour operations and the rates of dealers.
    LabourManage = "labour.manage": [Supervisor, Admin];
    /// See the rules by which claims are adjudicated.
    AdjudicationRead = "adjudication.read": [ServiceSpecialist, Quality, Supervisor, Finance, Admin];
    /// Draft, rehearse and publish the rules by which claims are adjudicated.
    AdjudicationManage = "adjudication.manage": [Supervisor, Admin];
    /// See what warranty costs, by whom and by what, and what is to be set aside (ELV one).
    WarrantyCostRead = "warranty_cost.read": [Quality, Supervisor, Finance, Admin];
    /// See recoveries; suppliers see those on them (handbook 8).
    RecoveryRead = "recovery.read": [Quality, Supervisor, Finance, Supplier, Admin];
    /// Put recoveries together, tell suppliers, and examine their objections (MGT-T 3.1, 4.6).
    RecoveryClaim = "recovery.claim": [Quality];
    /// Accept recoveries or object to them: the supplier, or the house on its word.
    RecoveryAnswer = "recovery.answer": [Finance, Supplier];
    /// Decide for good what a supplier objects to a second time (MGT-T 4.6.2).
    RecoveryArbitrate = "recovery.arbitrate": [Supervisor];
    /// Settle recoveries with suppliers (MGT-T 3.4, 4.5.2).
    RecoveryDebit = "recovery.debit": [Finance];
    /// See statements and what is to be settled; outside the house one's own (handbook 9).
    StatementRead = "statement.read": [ServiceSpecialist, Quality, Supervisor, Finance, Dealer, Supplier, Customer, Admin];
    /// Collect statements, issue them and answer what is disputed (ELV four-6).
    StatementPrepare = "statement.prepare": [ServiceSpecialist, Finance];
    /// Agree to statements or dispute their lines: the party, or the house on its word.
    StatementConfirm = "statement.confirm": [ServiceSpecialist, Dealer, Supplier, Customer];
    /// Invoice statements, note that they are paid, and lock them (MGT-T 3.4).
    StatementSettle = "statement.settle": [Supervisor, Finance];
    /// Ask for amounts to be settled, and see what others ask for: paid services, contract fees, penalties, corrections.
    SettlementPropose = "settlement.propose": [ServiceSpecialist, Supervisor, Finance];
    /// Review what others ask to be settled.
    SettlementReview = "settlement.review": [Supervisor, Finance];
    /// See reports that measure the house.
    ReportRead = "report.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin];
    /// See the desk in figures, as far as one sees its tickets.
    DeskReportRead = "desk_report.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Dealer, Admin];
    /// Import records.
    ImportRun = "import.run": [Admin];
    /// See the numbers of the policy.
    PolicyRead = "policy.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin];
    /// See SLA policies, routing rules and clocks' workings.
    RuleRead = "rule.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin];
    /// Change SLA policies and routing rules.
    RuleManage = "rule.manage": [Supervisor, Admin];
    /// Change the numbers of the policy.
    PolicyManage = "policy.manage": [Admin];
    /// See business calendars, and reckon with them.
    CalendarRead = "calendar.read": [ServiceSpecialist, Technician, Engineer, Quality, Supervisor, Finance, Admin];
    /// Create and change business calendars.
    CalendarManage = "calendar.manage": [Admin];
    /// Read the audit trail.
    AuditRead = "audit.read": [Admin];
}

impl Permission {
    /// Rights that nobody outside the maker's house holds, whatever the role.
    pub fn only_manufacturer(self) -> bool {
        use Permission::*;
        matches!(
            self,
            CommentInternal
                | CannedAnswerUse
                | CannedAnswerManage
                | ChecklistUse
                | ChecklistManage
                | KnowledgeManage
                | RmaAuthorize
                | RmaReceive
                | RmaInspect
                | RmaDispose
                | RmaWaive
                | RmaHold
                | RmaRefund
                | RmaPictureCreate
                | SupplierReturnOffer
                | SupplierReturnDispose
                | SupplierReturnCharge
                | QualityRaise
                | QualityTriage
                | QualityWork
                | QualityApprove
                | QualityVerify
                | QualityManage
                | PartManage
                | StockAdjust
                | TransferApprove
                | TransferShip
                | LocationManage
                | TicketJudge
                | TicketConfirmCrisis
                | WarrantyDecide
                | CampaignDraft
                | CampaignApprove
                | CampaignPublish
                | ClaimReview
                | ClaimApprove
                | LabourManage
                | AdjudicationRead
                | AdjudicationManage
                | WarrantyCostRead
                | RecoveryClaim
                | RecoveryArbitrate
                | RecoveryDebit
                | StatementPrepare
                | StatementSettle
                | SettlementPropose
                | SettlementReview
                | ReportRead
                | ImportRun
                | PolicyRead
                | PolicyManage
                | RuleRead
                | RuleManage
                | CalendarRead
                | CalendarManage
                | AuditRead
        )
    }

    /// Rights that nobody holds but the maker's house and its suppliers: a dealer's technician is none of either.
    pub(super) fn is_between_house_and_suppliers(self) -> bool {
        matches!(self, Self::QualityRead | Self::QualityAnswer)
    }
}
