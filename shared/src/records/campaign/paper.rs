//! Forms that a campaign prints (handbook 7, 12).

text_enums! {
    /// A form that a campaign prints.
    CampaignForm in "campaign_form" {
        /// 召回/整改通知: what is to be done to whose units, and why.
        Notice = "notice",
    }
}

impl CampaignForm {
    /// The name of the file for a campaign's number: `CP-2026-000001-notice.pdf`.
    pub fn file_name(self, number: &str) -> String {
        format!("{number}-{self}.pdf")
    }
}
