//! A number for every day, the same each week but for special days, and its running total.

/// Days are numbered from 1970-01-01, a Thursday; weeks begin on Monday.
const MONDAY_BEFORE: i64 = 3;

/// The running total of a number per day, in closed form: whole weeks at once, special days by binary search.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    /// Sum of the days before each weekday, Monday first; the last entry is the whole week.
    before_weekday: [i64; 8],
    /// Special days in order, each with the sum of (its own number − its weekday's) up to and including it.
    corrections: Vec<(i64, i64)>,
}

impl Tally {
    /// From the ordinary week, Monday first, and the special days in ascending order.
    pub fn new(week: [i64; 7], special: impl IntoIterator<Item = (i64, i64)>) -> Self {
        let mut before_weekday = [0; 8];
        for (i, number) in week.iter().enumerate() {
            before_weekday[i + 1] = before_weekday[i] + number;
        }
        let mut sum = 0;
        let corrections = special
            .into_iter()
            .map(|(day, own)| {
                sum += own - week[weekday(day)];
                (day, sum)
            })
            .collect();
        Self { before_weekday, corrections }
    }

    /// The sum of all days before `day`, counted from some fixed day: differences are what matters.
    pub fn before(&self, day: i64) -> i64 {
        let weeks = (day + MONDAY_BEFORE).div_euclid(7);
        let special = self.corrections.partition_point(|&(special, _)| special < day);
        let correction = special.checked_sub(1).map_or(0, |last| self.corrections[last].1);
        weeks * self.before_weekday[7] + self.before_weekday[weekday(day)] + correction
    }

    /// The first day, from `from` on and before `until`, by whose end the sum has reached `total`.
    pub fn day_reaching(&self, total: i64, from: i64, until: i64) -> Option<i64> {
        // Doubling steps first: most answers are near.
        let (mut low, mut step) = (from, 1);
        while self.before(low + step) < total {
            low += step;
            step *= 2;
            if low >= until {
                return None;
            }
        }
        // The answer is in low..low+step: sums before `low` are too small, before `low + step` they suffice.
        let mut high = low + step;
        while high - low > 1 {
            let middle = low + (high - low) / 2;
            if self.before(middle) < total { low = middle } else { high = middle }
        }
        (low < until).then_some(low)
    }
}

/// Days from Monday, 0 to 6.
pub(super) fn weekday(day: i64) -> usize {
    (day + MONDAY_BEFORE).rem_euclid(7) as usize
}
