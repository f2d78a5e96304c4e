//! Who is told of a deadline of a quality feedback that comes near or is over, rung by rung (ELV 4.2: tracked until it is closed).

use crate::records::notification::NotificationKind;
use chrono::{DateTime, Duration, Utc};

/// A rung: from when on, counted from the deadline, who is told what.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct QualityRung {
    /// Hours after the deadline; before it where it is negative.
    pub after_hours: i64,
    /// What they are told.
    pub kind: NotificationKind,
    /// Who is told besides whoever sees to the case.
    pub also: QualityAbove,
}

/// Who is told besides whoever sees to a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum QualityAbove {
    /// Nobody.
    Nobody,
    /// Who gives verdicts.
    Judges,
    /// The supervisors.
    Supervisors,
}

/// The ladder, from its foot: the owner a day before; the owner and who gives verdicts when it is over; three days later the
/// supervisors.
pub const QUALITY_LADDER: [QualityRung; 3] = [
    QualityRung { after_hours: -24, kind: NotificationKind::Warned, also: QualityAbove::Nobody },
    QualityRung { after_hours: 0, kind: NotificationKind::Breached, also: QualityAbove::Judges },
    QualityRung { after_hours: 72, kind: NotificationKind::Escalated, also: QualityAbove::Supervisors },
];

/// How many rungs are reached now; none before the first.
pub fn rungs_reached(due: DateTime<Utc>, now: DateTime<Utc>) -> usize {
    let reached = |rung: &&QualityRung| now - due >= Duration::hours(rung.after_hours);
    QUALITY_LADDER.iter().take_while(reached).count()
}

/// The rung to be told of now, if it was not told yet; those that were slept through are left out. `told` is how many were
/// reached when it was last told of this very deadline.
pub fn rung_to_tell(
    due: DateTime<Utc>,
    told: Option<(DateTime<Utc>, usize)>,
    now: DateTime<Utc>,
) -> Option<(usize, &'static QualityRung)> {
    let reached = rungs_reached(due, now);
    let before = told.filter(|(of, _)| *of == due).map_or(0, |(_, rungs)| rungs);
    (reached > before)
        .then(|| reached.checked_sub(1).and_then(|n| QUALITY_LADDER.get(n)))
        .flatten()
        .map(|rung| (reached, rung))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_rung_is_told_once_and_a_new_deadline_begins_at_the_foot() {
        let due: DateTime<Utc> = "2026-03-10T08:00:00Z".parse().unwrap();
        let at = |hours: i64| due + Duration::hours(hours);
        let kind = |told, now| rung_to_tell(due, told, now).map(|(n, rung)| (n, rung.kind.as_str()));
        for (hours, told, expected) in [
            (-25, 0, None),
            (-24, 0, Some((1, "warned"))),
            (-1, 1, None),
            (0, 1, Some((2, "breached"))),
            (71, 2, None),
            (72, 2, Some((3, "escalated"))),
            (1000, 3, None),
            // Slept through: only the highest.
            (100, 0, Some((3, "escalated"))),
        ] {
            assert_eq!(kind(Some((due, told)), at(hours)), expected, "{hours} {told}");
        }
        assert_eq!(kind(None, at(1)), Some((2, "breached")));
        assert_eq!(kind(Some((at(-240), 3)), at(-24)), Some((1, "warned")), "another deadline was told of");
    }
}
