//! The handbook's numbers as the shipped list.

use super::{PAUSES, Promise, SlaPolicies, SlaRule, shipped_steps};
use crate::records::calendar::{AROUND_THE_CLOCK, SERVICE_DESK};
use crate::records::clock::{ClockKind, Target};
use crate::records::condition::TicketCondition;
use crate::records::ticket::{TicketChannel, TicketKind, TicketSeverity};
use crate::text::Line;

const HOUR: u32 = 60;

fn line<const N: usize>(text: &str) -> Line<N> {
    // Every text of this file is one: a test makes the whole list.
    #[expect(clippy::expect_used, reason = "constants of this file, all of them made by a test")]
    Line::new(text).expect("a line of text")
}

impl Default for SlaPolicies {
    /// The handbook's table. Hours are working hours of the service desk, but for emergencies, which run
    /// around the clock.
    fn default() -> Self {
        use ClockKind::*;
        use Target::{Minutes, WorkingDays};
        let any = TicketCondition::default;
        let rule = |name: &str, source: &str, when, promises: Vec<(ClockKind, Target)>| SlaRule {
            name: line(name),
            source: Some(line(source)),
            active: true,
            when,
            promises: promises
                .into_iter()
                .map(|(clock, target)| Promise { clock, target, calendar_id: SERVICE_DESK })
                .collect(),
            pauses: PAUSES.to_vec(),
            steps: shipped_steps(),
        };
        let mut emergency = rule(
            "紧急故障 Emergency",
            "MGT 2.1",
            TicketCondition { severity: vec![TicketSeverity::Emergency], ..any() },
            vec![(Respond, Minutes(30))],
        );
        emergency.promises[0].calendar_id = AROUND_THE_CLOCK;
        Self {
            rules: vec![
                emergency,
                rule(
                    "电子邮件 E-mail",
                    "ELE 4.2",
                    TicketCondition { channel: vec![TicketChannel::Email], ..any() },
                    vec![(Respond, WorkingDays(1))],
                ),
                rule(
                    "一般故障 General fault",
                    "MGT 2.1",
                    TicketCondition { severity: vec![TicketSeverity::General], ..any() },
                    vec![(Respond, Minutes(2 * HOUR))],
                ),
                rule(
                    "咨询 Inquiry",
                    "MGT 2.1, SPS 5.2.1c, ELV 3.3",
                    TicketCondition { severity: vec![TicketSeverity::Inquiry], ..any() },
                    vec![(Respond, Minutes(24 * HOUR))],
                ),
                rule(
                    "电话遗留问题 Telephone question left open",
                    "ELE 4.3",
                    TicketCondition {
                        channel: vec![TicketChannel::Phone],
                        kind: vec![TicketKind::Inquiry],
                        ..any()
                    },
                    vec![(Resolve, Minutes(24 * HOUR))],
                ),
                rule(
                    "质保期内 In warranty",
                    "ELV 3.3",
                    TicketCondition { in_warranty: Some(true), ..any() },
                    vec![(Resolve, Minutes(48 * HOUR))],
                ),
                rule(
                    "投诉核实 Complaint verified",
                    "MGT four-2",
                    TicketCondition { kind: vec![TicketKind::Complaint], ..any() },
                    vec![(VerifyComplaint, WorkingDays(3))],
                ),
                rule(
                    "产品信息确认 Product information confirmed",
                    "ELV seven-1",
                    any(),
                    vec![(VerifyProduct, Minutes(8 * HOUR))],
                ),
                rule(
                    "现场响应 On-site response",
                    "ELE 5.2 art. 3",
                    any(),
                    vec![(Onsite, Minutes(24 * HOUR))],
                ),
                rule(
                    "现场排除故障 Fault cleared on site",
                    "ELE 5.2 art. 3",
                    TicketCondition { remote: Some(false), ..any() },
                    vec![(ClearFault, WorkingDays(1))],
                ),
            ],
        }
    }
}
