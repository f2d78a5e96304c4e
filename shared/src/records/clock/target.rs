//! What is promised: how much time, on which calendar, and what happens on the way.

use crate::auth::Role;
use crate::calendar::{DueError, MAX_TARGET_SECONDS, MAX_WORKING_DAYS, Schedule};
use crate::ids::CalendarId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// How much time a promise leaves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Target {
    /// Minutes of working time.
    Minutes(u32),
    /// Until the end of the n-th working day after the day it starts.
    WorkingDays(u32),
}

// By hand: the derive takes no bounds for what a variant holds.
#[cfg(feature = "openapi")]
impl utoipa::PartialSchema for Target {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        use utoipa::openapi::schema::{
            AdditionalProperties, KnownFormat, ObjectBuilder, OneOfBuilder, SchemaFormat, Type,
        };
        let only = |name: &str, most: i64, description: &str| {
            let number = ObjectBuilder::new()
                .schema_type(Type::Integer)
                .format(Some(SchemaFormat::KnownFormat(KnownFormat::Int32)))
                .minimum(Some(1))
                .maximum(Some(most))
                .description(Some(description));
            ObjectBuilder::new()
                .property(name, number)
                .required(name)
                .additional_properties(Some(AdditionalProperties::FreeForm(false)))
        };
        OneOfBuilder::new()
            .item(only("minutes", Self::MOST_MINUTES, "Minutes of working time."))
            .item(only(
                "working_days",
                Self::MOST_DAYS,
                "Until the end of the n-th working day after the day it starts.",
            ))
            .description(Some("How much time a promise leaves."))
            .examples([serde_json::json!({ "minutes": 120 })])
            .into()
    }
}

#[cfg(feature = "openapi")]
impl utoipa::ToSchema for Target {}

impl Target {
    /// The most minutes: a hundred years.
    pub const MOST_MINUTES: i64 = MAX_TARGET_SECONDS / 60;
    /// The most working days.
    pub const MOST_DAYS: i64 = MAX_WORKING_DAYS as i64;

    /// The number that is said, and the most that may be.
    pub fn bounds(self) -> (i64, i64) {
        match self {
            Self::Minutes(minutes) => (minutes.into(), Self::MOST_MINUTES),
            Self::WorkingDays(days) => (days.into(), Self::MOST_DAYS),
        }
    }

    /// The target in seconds of working time from `start` on. Working days are what lies between the start
    /// and the closing time of the last of them.
    ///
    /// # Errors
    /// When the target is nothing or too long, or the calendar never has that much time.
    pub fn seconds(self, start: DateTime<Utc>, schedule: &Schedule) -> Result<i64, DueError> {
        match self {
            Self::Minutes(0) => Err(DueError::NotPositive),
            Self::Minutes(minutes) => Ok(i64::from(minutes) * 60),
            Self::WorkingDays(days) => {
                Ok(schedule.business_seconds(start, schedule.add_working_days(start, days)?))
            }
        }
    }
}

/// A promise: what a clock is measured by.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    /// How much time.
    pub target: Target,
    /// The calendar it is counted on.
    pub calendar_id: CalendarId,
    /// The name of the policy that says so.
    pub rule: String,
}

text_enums! {
    /// Who is told.
    Audience in "audience" {
        /// The person who has the ticket.
        Assignee = "assignee",
        /// Everybody in the team that has it.
        Team = "team",
        /// The maker's service specialists.
        ServiceSpecialists = "service_specialists",
        /// The quality department.
        Quality = "quality",
        /// The supervisors.
        Supervisors = "supervisors",
    }
}

impl Audience {
    /// The role that stands for it, unless it depends on the ticket.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Assignee | Self::Team => None,
            Self::ServiceSpecialists => Some(Role::ServiceSpecialist),
            Self::Quality => Some(Role::Quality),
            Self::Supervisors => Some(Role::Supervisor),
        }
    }
}

/// A rung of the ladder: what happens when so much of the target is used up.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// Percent of the target; 100 is the breach, more lies behind it.
    #[cfg_attr(feature = "openapi", schema(minimum = 1, maximum = 1000, example = 80))]
    pub at_percent: u16,
    /// Who is told.
    #[cfg_attr(feature = "openapi", schema(max_items = 5))]
    pub tell: Vec<Audience>,
    /// Whether the ticket is raised one level.
    #[serde(default)]
    pub raise: bool,
}
