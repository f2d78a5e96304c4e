//! Units, counts, pre-authorisations, units in campaigns, articles: what little else they ask for.

use super::{Table, anybody, leads, nobody, possible, same, tries, walked};
use crate::records::campaign::{CampaignStatus, CampaignUnitAction, CampaignUnitStatus, available_for_unit};
use crate::records::knowledge_article::{self, KnowledgeAction, KnowledgeStatus};
use crate::records::pre_authorization::*;
use crate::records::stock_count::{self, StockCountAction, StockCountStatus};
use crate::records::unit::{UnitAction, UnitStatus};
use crate::workflow::Outcome;
use chrono::{Days, NaiveDate};
use proptest::prelude::*;

pub(crate) const UNIT: &Table = &[
    ("commission", "registered", "in_service"),
    ("take_for_repair", "in_service on_loan", "under_repair"),
    ("lend", "registered in_service", "on_loan"),
    ("return_to_service", "under_repair on_loan", "in_service"),
    ("retire", "registered in_service under_repair on_loan", "retired"),
];

pub(crate) const COUNT: &Table = &[
    ("submit", "draft", "counted"),
    ("recount", "counted", "draft"),
    ("approve", "counted", "approved"),
    ("cancel", "draft counted", "cancelled"),
];

pub(crate) const LEAVE: &Table = &[("grant", "requested", "granted"), ("refuse", "requested", "refused")];

pub(crate) const IN_CAMPAIGN: &Table = &[
    ("notify", "identified unreachable refused", "notified"),
    ("book", "identified notified booked unreachable refused", "booked"),
    ("remedy", "identified notified booked unreachable refused", "remedied"),
    ("give_up", "identified notified booked", "unreachable"),
    ("refuse", "identified notified booked", "refused"),
    ("scrap", "identified notified booked unreachable refused", "scrapped"),
];

proptest! {
    /// A unit that was retired stays so, and none comes back from a repair to which it did not go.
    #[test]
    fn a_unit_goes_where_its_table_leads(tries in tries()) {
        let mut at = UnitStatus::Registered;
        for (n, ..) in tries {
            let next = walked::<UnitAction>(UNIT, at, UnitAction::ALL[n % UnitAction::ALL.len()])?;
            prop_assert!(at != UnitStatus::Retired || next == at);
            prop_assert!(next != UnitStatus::Registered || at == next);
            at = next;
        }
    }

    /// A count is approved by somebody else than who counted, after it was counted, and once.
    #[test]
    fn nobody_approves_what_they_counted(tries in tries()) {
        let mut at = StockCountStatus::Draft;
        let mut counted_by = None;
        for (n, who, _) in tries {
            let (action, who) = (StockCountAction::ALL[n % StockCountAction::ALL.len()], anybody(who));
            let own = counted_by == Some(who.user_id);
            let model = possible(COUNT, at.as_str()).into_iter().filter(|action| *action != "approve" || !own);
            same(&stock_count::available(at, counted_by, &who), model.collect())?;
            same(&stock_count::available(at, counted_by, &nobody()), vec![])?;
            let next = walked::<StockCountAction>(COUNT, at, action)?;
            prop_assert_eq!(stock_count::may_approve(&who, counted_by).is_err(), own);
            if next == at || (action == StockCountAction::Approve && own) {
                continue;
            }
            match action {
                StockCountAction::Submit => counted_by = Some(who.user_id),
                StockCountAction::Recount => counted_by = None,
                StockCountAction::Approve => prop_assert!(counted_by.is_some() && counted_by != Some(who.user_id)),
                StockCountAction::Cancel => {}
            }
            at = next;
            prop_assert_eq!(counted_by.is_some(), ["counted", "approved"].contains(&at.as_str())
                || (at == StockCountStatus::Cancelled && counted_by.is_some()));
        }
    }

    /// Leave is given by somebody else than who asked, once, and runs out by itself and only then.
    #[test]
    fn leave_is_given_once_by_somebody_else_and_runs_out(tries in tries(), asked in 0_usize..3, days in 0_u64..40) {
        let today = NaiveDate::from_ymd_opt(2026, 1, 1).unwrap();
        let mut at = PreAuthorizationStatus::Requested;
        let mut until = None;
        for (n, who, later) in tries {
            let (action, who) = (PreAuthorizationAction::ALL[n % 2], anybody(who));
            let own = anybody(asked).user_id == who.user_id;
            prop_assert_eq!(may_decide("", anybody(asked).user_id, &who).is_err(), own);
            let day = today + Days::new(u64::try_from(later % 50).unwrap());
            let shown = status_on(at, until, day);
            let over = at == PreAuthorizationStatus::Granted && until.is_some_and(|last| last < day);
            prop_assert_eq!(shown == PreAuthorizationStatus::Expired, over);
            prop_assert!(over || shown == at);
            let next = walked::<PreAuthorizationAction>(LEAVE, at, action)?;
            if own || next == at {
                continue;
            }
            until = (next == PreAuthorizationStatus::Granted).then(|| today + Days::new(days));
            at = next;
        }
    }

    /// Units are worked on while their campaign is open; what is remedied or scrapped is so for good.
    #[test]
    fn a_unit_in_a_campaign_ends_once(tries in tries()) {
        let mut at = CampaignUnitStatus::Identified;
        for (n, _, campaign) in tries {
            let campaign = CampaignStatus::ALL[campaign % CampaignStatus::ALL.len()];
            let open = ["published", "running"].contains(&campaign.as_str());
            let model = if open { possible(IN_CAMPAIGN, at.as_str()) } else { vec![] };
            same(&available_for_unit(campaign, at, &anybody(0)), model)?;
            let action = CampaignUnitAction::ALL[n % CampaignUnitAction::ALL.len()];
            let next = walked::<CampaignUnitAction>(IN_CAMPAIGN, at, action)?;
            prop_assert!(!["remedied", "scrapped"].contains(&at.as_str()) || next == at);
            prop_assert!(next != CampaignUnitStatus::Identified || next == at);
            at = next;
        }
    }

    /// What readers see has an edition; publishing what they have already is none.
    #[test]
    fn an_article_is_published_in_editions(tries in tries()) {
        let table: &Table = &[("publish", "draft published archived", "published"), ("archive", "draft published", "archived")];
        let (mut at, mut changed, mut edition) = (KnowledgeStatus::Draft, true, 0);
        for (n, _, write) in tries {
            changed |= write % 2 == 0 && at != KnowledgeStatus::Archived;
            let action = KnowledgeAction::ALL[n % 2];
            prop_assert!(knowledge_article::decide("", at, changed, action, &nobody()).is_err());
            let done = match action {
                KnowledgeAction::Publish => at == KnowledgeStatus::Published && !changed,
                KnowledgeAction::Archive => at == KnowledgeStatus::Archived,
            };
            let answer = knowledge_article::decide("", at, changed, action, &anybody(0)).unwrap();
            let Outcome::Changed(next) = answer else {
                prop_assert!(done);
                continue;
            };
            prop_assert!(!done);
            prop_assert_eq!(Some(next.as_str()), leads(table, at.as_str(), action.as_str()));
            if action == KnowledgeAction::Publish {
                (edition, changed) = (edition + 1, false);
            }
            at = next;
            prop_assert!(at != KnowledgeStatus::Published || edition > 0);
            prop_assert!(at != KnowledgeStatus::Draft);
        }
    }
}
