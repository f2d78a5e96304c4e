//! What is written into an 8D report, section by section; kept and sent in the same form.

use super::words::*;
use crate::ids::{KnowledgeArticleId, UserId};
use crate::money::{Amount, Currency};
use crate::problem::{Checker, FieldProblem, Refusal};
use crate::text::{Line, Text};
use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

/// The most entries of a list in a report.
pub const MOST_ENTRIES: i64 = 20;
/// The most pieces.
pub const MOST_CHECKED: i32 = 1_000_000;

macro_rules! section {
    ($($(#[$doc:meta])+ $name:ident { $($(#[$fdoc:meta])+ $field:ident: $type:ty,)+ })+) => {$(
        $(#[$doc])+
        #[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        #[serde(deny_unknown_fields, default)]
        pub struct $name { $($(#[$fdoc])+ pub $field: $type,)+ }
    )+};
}

section! {
    /// What the problem is, and what it is not (D2).
    QualityProblem {
        /// What is wrong.
        #[cfg_attr(feature = "openapi", schema(example = "门机同步带跳齿"))]
        what: Option<Text<1000>>,
        /// What could be wrong, and is not.
        what_not: Option<Text<1000>>,
        /// Where it is found.
        #[cfg_attr(feature = "openapi", schema(example = "2026 年 3 月批次的门机"))]
        place: Option<Text<1000>>,
        /// Where it could be found, and is not.
        place_not: Option<Text<1000>>,
        /// When it shows.
        time: Option<Text<1000>>,
        /// When it could show, and does not.
        time_not: Option<Text<1000>>,
        /// How many have it.
        scale: Option<Text<1000>>,
        /// How many could have it, and have not.
        scale_not: Option<Text<1000>>,
    }

    /// Why it came to be, why it got out, and why nothing kept it from either (D4).
    QualityCauses {
        /// Why it came to be.
        #[cfg_attr(feature = "openapi", schema(example = "同步带轮偏心 0.4 mm"))]
        occurrence: Option<Text<2000>>,
        /// Why it was not found before it left.
        #[cfg_attr(feature = "openapi", schema(example = "出厂检验不含跳动测量"))]
        escape: Option<Text<2000>>,
        /// What in the system let both happen.
        #[cfg_attr(feature = "openapi", schema(example = "供方变更未通知"))]
        system: Option<Text<2000>>,
        /// One why after the other, at most 20.
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        whys: Vec<Line<500>>,
        /// Of which kind the cause is.
        category: Option<QualityCauseCategory>,
        /// How it was verified.
        verified: Option<Text<2000>>,
    }

    /// What is left to say at the end (D7, D8).
    QualityClosing {
        /// Documents that were changed, at most 20.
        #[cfg_attr(feature = "openapi", schema(max_items = 20))]
        documents: Vec<Line<200>>,
        /// To which similar products it was rolled out.
        rollout: Option<Text<2000>>,
        /// What was learnt.
        lessons: Option<Text<4000>>,
        /// What it cost: the cost of poor quality; told inside the house.
        cost: Option<Amount>,
        /// What that is counted in.
        currency: Option<Currency>,
    }

    /// Both halves of the zeroing (双归零).
    QualityZeroing {
        /// Points of the technical one that are met.
        #[cfg_attr(feature = "openapi", schema(max_items = 5))]
        technical: Vec<TechnicalZero>,
        /// Points of the managerial one that are met.
        #[cfg_attr(feature = "openapi", schema(max_items = 5))]
        managerial: Vec<ManagerialZero>,
    }

    /// The report.
    QualityReport {
        /// Who works on it (D1).
        team: Vec<QualityMember>,
        /// What is wrong (D2).
        problem: QualityProblem,
        /// What was held back (D3).
        containment: Vec<QualityContainment>,
        /// Why (D4).
        causes: QualityCauses,
        /// The zeroing.
        zeroing: QualityZeroing,
        /// What is left to say (D7, D8).
        closing: QualityClosing,
    }
}

/// Somebody who works on it (D1).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QualityMember {
    /// The name.
    #[cfg_attr(feature = "openapi", schema(example = "孙工"))]
    pub name: Line<100>,
    /// What they do in the team.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "组长"))]
    pub role: Option<Line<100>>,
}

/// What was held back at a place (D3).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct QualityContainment {
    /// Where.
    pub place: QualityPlace,
    /// How many were looked at, 0–1,000,000.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub quantity: i32,
    /// How many of them were bad.
    #[cfg_attr(feature = "openapi", schema(minimum = 0, maximum = 1_000_000))]
    pub bad: i32,
    /// What became of them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(example = "隔离并贴停用标识"))]
    pub result: Option<Line<500>>,
}

/// Something that somebody decided.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualitySigned {
    /// Who; absent where figures decided.
    pub by_id: Option<UserId>,
    /// The name, as it was.
    #[cfg_attr(feature = "openapi", schema(example = "赵敏"))]
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
    /// What was said.
    pub note: Option<String>,
}

/// The rectification order (整改指令).
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityInstruction {
    /// What is to be put right.
    #[cfg_attr(feature = "openapi", schema(example = "请于 10 日内提交原因分析和纠正措施。"))]
    pub text: String,
    /// Until when it is to be answered.
    pub answer_by: NaiveDate,
    /// Who issued it; told inside the house.
    pub by_name: Option<String>,
    /// When.
    pub at: DateTime<Utc>,
}

/// What whoever is responsible gave as the causes.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct QualityAnswer {
    /// The causes.
    pub causes: QualityCauses,
    /// Who gave them.
    #[cfg_attr(feature = "openapi", schema(example = "胡斌"))]
    pub by_name: String,
    /// When.
    pub at: DateTime<Utc>,
}

/// What was decided, each with who and when.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(default)]
pub struct QualityDecisions {
    /// The verdict, with its grounds.
    pub triage: Option<QualitySigned>,
    /// The rectification order.
    pub instruction: Option<QualityInstruction>,
    /// That it is contained.
    pub containment: Option<QualitySigned>,
    /// When the causes that the method asks for were first written down.
    pub caused_at: Option<DateTime<Utc>>,
    /// Who handed the plan in last.
    pub plan: Option<QualitySigned>,
    /// When a plan was first handed in.
    pub planned_at: Option<DateTime<Utc>>,
    /// Who signed the plan off.
    pub approval: Option<QualitySigned>,
    /// Who sent a plan back last, and why.
    pub refusal: Option<QualitySigned>,
    /// Who confirmed the effect, and which.
    pub verification: Option<QualitySigned>,
    /// Who found last that the measures did not help, and why.
    pub failure: Option<QualitySigned>,
    /// What the customer was told.
    pub reply: Option<QualitySigned>,
    /// Who ended it, and why.
    pub end: Option<QualitySigned>,
    /// The knowledge article that keeps what was learnt.
    pub article_id: Option<KnowledgeArticleId>,
}

fn entries<T>(check: &mut Checker, list: &[T], pointer: &str) {
    check.range(i64::try_from(list.len()).unwrap_or(i64::MAX), 0..=MOST_ENTRIES, pointer);
}

/// Notes numbers of pieces that cannot be: fewer than none, too many, more bad ones than were looked at.
pub(super) fn pieces(check: &mut Checker, all: Option<i32>, bad: Option<i32>, pointers: (&str, &str)) {
    for (count, pointer) in [(all, pointers.0), (bad, pointers.1)] {
        if let Some(count) = count {
            check.range(i64::from(count), 0..=i64::from(MOST_CHECKED), pointer);
        }
    }
    check.check(bad.is_none() || all.is_none() || bad <= all, pointers.1, FieldProblem::Inconsistent);
}

impl QualityCauses {
    pub(super) fn check_at(&self, check: &mut Checker, pointer: &str) {
        entries(check, &self.whys, &format!("{pointer}/whys"));
    }
}

impl QualityClosing {
    pub(super) fn check_at(&self, check: &mut Checker, pointer: &str) {
        entries(check, &self.documents, &format!("{pointer}/documents"));
        check.check(
            self.cost.is_none() || self.currency.is_some(),
            &format!("{pointer}/currency"),
            FieldProblem::Required,
        );
        check.check(
            self.currency.is_none() || self.cost.is_some(),
            &format!("{pointer}/cost"),
            FieldProblem::Required,
        );
    }
}

/// Whether a team is not too large.
pub(super) fn check_team(check: &mut Checker, team: &[QualityMember], pointer: &str) {
    entries(check, team, pointer);
}

/// Whether each place stands there once with numbers that can be.
///
/// # Errors
/// `validation_failed` with each that is wrong; without any place.
pub fn check_containment(places: &[QualityContainment]) -> Result<(), Refusal> {
    let mut check = Checker::default();
    check.check(!places.is_empty(), "/places", FieldProblem::Required);
    for (n, one) in places.iter().enumerate() {
        let again = places[..n].iter().any(|before| before.place == one.place);
        check.check(!again, &format!("/places/{n}/place"), FieldProblem::Taken);
        let pointers = (format!("/places/{n}/quantity"), format!("/places/{n}/bad"));
        pieces(&mut check, Some(one.quantity), Some(one.bad), (&pointers.0, &pointers.1));
    }
    check.finish()
}

impl QualityZeroing {
    /// Whether all points of the technical half are met.
    pub fn technical_met(&self) -> bool {
        TechnicalZero::ALL.iter().all(|point| self.technical.contains(point))
    }

    /// Whether all points of the managerial half are met.
    pub fn managerial_met(&self) -> bool {
        ManagerialZero::ALL.iter().all(|point| self.managerial.contains(point))
    }
}
