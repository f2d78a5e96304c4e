//! Typed ids, in alphabetical order. All are UUIDv7: sortable by time of creation, no secrets.

ids! {
    /// A version of the rules by which claims are adjudicated.
    AdjudicationRuleSetId;
    /// A token that a script presents instead of a person's log-in.
    ApiTokenId;
    /// A file on a ticket.
    AttachmentId;
    /// A business calendar.
    CalendarId;
    /// A recall or a batch rectification.
    CampaignId;
    /// A version of what a campaign concerns.
    CampaignScopeId;
    /// A canned answer.
    CannedAnswerId;
    /// A checklist.
    ChecklistId;
    /// A clock of a ticket.
    ClockId;
    /// A message on a ticket.
    CommentId;
    /// A person at a customer.
    ContactId;
    /// Somebody whose equipment is looked after.
    CustomerId;
    /// An entry of the fault catalogue.
    FaultCodeId;
    /// A run of the import of records.
    ImportId;
    /// A knowledge article.
    KnowledgeArticleId;
    /// A file of a knowledge article.
    KnowledgeFileId;
    /// A kind of work with its standard time.
    LabourOperationId;
    /// A place where parts are kept.
    LocationId;
    /// A request for parts.
    MaterialTransferId;
    /// Something that somebody should know.
    NotificationId;
    /// Manufacturer, dealer, service centre, supplier or a customer's own organisation.
    OrganizationId;
    /// A spare part.
    PartId;
    /// Leave to repair for more than dealers decide by themselves.
    PreAuthorizationId;
    /// A product model.
    ProductId;
    /// A quality feedback.
    QualityFeedbackId;
    /// A measure of a quality feedback.
    QualityMeasureId;
    /// A set of deadlines of quality feedback.
    QualityTermsId;
    /// A quality loss claim on a supplier.
    RecoveryId;
    /// A return of defective parts.
    RmaId;
    /// A line of a return.
    RmaLineId;
    /// A picture of what came back.
    RmaPictureId;
    /// A list as somebody likes to see it.
    SavedViewId;
    /// A log-in on one device: a family of refresh tokens.
    SessionId;
    /// An amount to be settled.
    SettlementEntryId;
    /// A request for an amount to be settled.
    SettlementRequestId;
    /// A place where units stand.
    SiteId;
    /// A monthly statement.
    StatementId;
    /// A reconciliation of stock.
    StockCountId;
    /// What there is of a part at a location.
    StockLevelId;
    /// Something that was moved from, to or between locations.
    StockMovementId;
    /// A group of people of one organisation that shares a queue.
    TeamId;
    /// A step on a ticket.
    TicketCheckId;
    /// An entry of a ticket's timeline.
    TicketEventId;
    /// A customer's complaint, question or request.
    TicketId;
    /// A relation between two tickets.
    TicketLinkId;
    /// A line of a request for parts.
    TransferLineId;
    /// A component fitted in a unit.
    UnitComponentId;
    /// A serialised piece of equipment.
    UnitId;
    /// A person with a log-in.
    UserId;
    /// A warranty claim.
    WarrantyClaimId;
    /// What was done for one complaint, in a warranty claim.
    WarrantyClaimJobId;
    /// A cost of a warranty claim.
    WarrantyClaimLineId;
}
