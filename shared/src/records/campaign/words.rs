//! The words of a campaign and of the units in it.

text_enums! {
    /// What a campaign is (handbook 7).
    CampaignKind in "campaign_kind" {
        /// 产品召回: units are called back because they may harm.
        Recall = "recall",
        /// 批量整改: a batch is put right where it stands.
        BatchRectification = "batch_rectification",
    }

    /// How far a campaign is.
    CampaignStatus in "campaign_status" {
        /// Being written.
        Draft = "draft",
        /// A version of its scope is chosen; it waits to be approved.
        Scoped = "scoped",
        /// Somebody else has approved it; its units are identified.
        Approved = "approved",
        /// Whom it concerns is told.
        Published = "published",
        /// The first unit is booked or has ended.
        Running = "running",
        /// Every unit has ended, or there is a written reason.
        Closed = "closed",
        /// Given up, with a reason.
        Cancelled = "cancelled",
    }

    /// What can be done with a campaign.
    CampaignAction in "campaign_action" {
        /// Choose the version of the scope that holds.
        Scope = "scope",
        /// Approve it as somebody else than who drafted it.
        Approve = "approve",
        /// Tell whom it concerns.
        Publish = "publish",
        /// End it.
        Close = "close",
        /// Give it up.
        Cancel = "cancel",
    }

    /// How far a unit in a campaign is.
    CampaignUnitStatus in "campaign_unit_status" {
        /// It is concerned.
        Identified = "identified",
        /// Its owner knows.
        Notified = "notified",
        /// A day is agreed.
        Booked = "booked",
        /// It is remedied.
        Remedied = "remedied",
        /// Nobody finds its owner.
        Unreachable = "unreachable",
        /// Its owner does not want it remedied.
        Refused = "refused",
        /// It is not there any more.
        Scrapped = "scrapped",
    }

    /// What can be done with a unit in a campaign.
    CampaignUnitAction in "campaign_unit_action" {
        /// Note that its owner was told.
        Notify = "notify",
        /// Agree on a day; a ticket is filed for it.
        Book = "book",
        /// Note that it is remedied.
        Remedy = "remedy",
        /// Note that nobody finds its owner.
        GiveUp = "give_up",
        /// Note that its owner does not want it.
        Refuse = "refuse",
        /// Note that it is not there any more.
        Scrap = "scrap",
    }

    /// Orders of the list of campaigns.
    CampaignSort in "campaign_sort" {
        /// Newest first.
        NumberDesc = "-number",
        /// Oldest first.
        Number = "number",
    }
}

impl CampaignStatus {
    /// Whether units in it are flagged on tickets and claims: those whom it concerns are told, and it has not ended.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Published | Self::Running)
    }

    /// Those in which units are flagged.
    pub const OPEN: [Self; 2] = [Self::Published, Self::Running];

    /// Those that dealers and customers see.
    pub const TOLD: [Self; 3] = [Self::Published, Self::Running, Self::Closed];
}

impl CampaignUnitStatus {
    /// Whether nothing more is to be done with the unit.
    pub fn has_ended(self) -> bool {
        matches!(self, Self::Remedied | Self::Unreachable | Self::Refused | Self::Scrapped)
    }

    /// Whether the owner knows, since nobody agrees to or refuses what they were not told.
    pub fn is_told(self) -> bool {
        matches!(self, Self::Notified | Self::Booked | Self::Remedied | Self::Refused)
    }
}
