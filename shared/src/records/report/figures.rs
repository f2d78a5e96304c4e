//! The arithmetic of reports: shares, sums of shares, the backlog.

/// A part of a whole in tenths of a percent, rounded half up; absent where there is no whole.
pub fn share(part: i64, whole: i64) -> Option<i32> {
    if whole <= 0 {
        return None;
    }
    let tenths = (i128::from(part) * 2000 + i128::from(whole)) / (i128::from(whole) * 2);
    i32::try_from(tenths).ok()
}

/// For each count its share of the whole and that of all up to it. The sums are taken before they are
/// rounded, so they never fall and end at the whole.
pub fn cumulated(counts: &[i64], whole: i64) -> Vec<(i32, i32)> {
    let mut sum = 0;
    let row = |count: &i64| {
        sum += count;
        (share(*count, whole).unwrap_or(0), share(sum, whole).unwrap_or(0))
    };
    counts.iter().map(row).collect()
}

/// What happened to the tickets on which work is owed, in a stretch of time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Flow {
    /// Filed.
    pub opened: i64,
    /// Ended: closed, cancelled, merged.
    pub ended: i64,
    /// Opened again after that.
    pub revived: i64,
}

/// How many tickets were open at the beginning of each stretch, reckoned back from how many are open now.
/// `flows` are in the order of time; the last one reaches until now.
pub fn backlog(open_now: i64, flows: &[Flow]) -> Vec<i64> {
    let mut open = open_now;
    let mut starts: Vec<i64> = flows
        .iter()
        .rev()
        .map(|flow| {
            open += flow.ended - flow.opened - flow.revived;
            open
        })
        .collect();
    starts.reverse();
    starts
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn shares_are_rounded_and_of_nothing_there_is_none() {
        assert_eq!(share(1, 3), Some(333));
        assert_eq!(share(2, 3), Some(667));
        assert_eq!(share(1, 2000), Some(1));
        assert_eq!(share(i64::MAX, i64::MAX), Some(1000));
        assert_eq!(share(0, 0), None);
    }

    #[test]
    fn a_ticket_that_came_back_is_in_the_backlog_twice() {
        // Filed and closed in the first month, opened again in the second, closed in the third.
        let flows = [
            Flow { opened: 1, ended: 1, revived: 0 },
            Flow { opened: 0, ended: 0, revived: 1 },
            Flow { opened: 0, ended: 1, revived: 0 },
        ];
        assert_eq!(backlog(0, &flows), [0, 0, 1]);
    }

    proptest! {
        #[test]
        fn sums_of_shares_never_fall_and_end_at_the_whole(counts in prop::collection::vec(0_i64..100_000, 1..40)) {
            let whole: i64 = counts.iter().sum();
            let rows = cumulated(&counts, whole);
            prop_assert!(rows.windows(2).all(|pair| pair[0].1 <= pair[1].1));
            if whole > 0 {
                prop_assert_eq!(rows.last().unwrap().1, 1000);
            }
        }

        /// Going forward from the first backlog leads to what is open now.
        #[test]
        fn the_backlog_goes_back_and_forth(
            before in 0_i64..1000,
            flows in prop::collection::vec((0_i64..50, 0_i64..50, 0_i64..10), 1..30),
        ) {
            let flows: Vec<Flow> =
                flows.into_iter().map(|(opened, ended, revived)| Flow { opened, ended, revived }).collect();
            let mut open = before;
            let mut starts = vec![];
            for flow in &flows {
                starts.push(open);
                open += flow.opened + flow.revived - flow.ended;
            }
            prop_assert_eq!(backlog(open, &flows), starts);
        }
    }
}
