//! From a line of the file to a record, or to the reason why not.

use super::columns::{Refused, find, maybe, past, zone};
use super::record::{ImportedProduct, ImportedTicket, beginning};
use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use csv::StringRecord;
use rust_decimal::Decimal;
use shared::i18n::Message;
use shared::records::import::{ImportFile, RepairMapping};
use shared::records::ticket::*;
use shared::text::{Line, Text, TextError};
use std::fmt::Display;

/// A repair as the file tells it.
#[derive(Clone, Debug, PartialEq)]
pub struct Repair {
    /// Line of the file, from 1.
    pub line: i32,
    /// The record's own number.
    pub reference: String,
    /// When it was reported.
    pub reported_at: DateTime<Utc>,
    /// Product line.
    pub product_line: String,
    /// Product in the source's words.
    pub product_name: Option<String>,
    /// Brand.
    pub brand: Option<String>,
    /// Year of manufacture.
    pub manufactured_year: Option<i16>,
    /// Age in years.
    pub product_age_years: Option<Decimal>,
    /// What came of it.
    pub repair_outcome: Option<RepairOutcome>,
    /// Why it could not be repaired.
    pub repair_barrier: Option<String>,
    /// The fault in the owner's words.
    pub description: Option<String>,
}

impl Repair {
    /// The ticket that it becomes. Of its history nothing is known but that it came in now.
    pub fn into_ticket(self, mapping: &RepairMapping, now: DateTime<Utc>) -> ImportedTicket {
        let status = mapping.status.unwrap_or(TicketStatus::Closed);
        ImportedTicket {
            line: self.line,
            reference: self.reference,
            kind: mapping.kind.unwrap_or(TicketKind::RepairRequest),
            channel: mapping.channel.unwrap_or(TicketChannel::Api),
            topic: TicketTopic::ProductQuality,
            severity: TicketSeverity::General,
            impact: TicketImpact::Low,
            subject: self.product_name.unwrap_or_else(|| self.product_line.clone()),
            description: self.description,
            reported_at: self.reported_at,
            created_at: now,
            customer: None,
            product: Some(ImportedProduct { line: self.product_line, brand: self.brand }),
            product_age_years: self.product_age_years,
            manufactured_year: self.manufactured_year,
            repair_outcome: self.repair_outcome,
            repair_barrier: self.repair_barrier,
            ended_at: Some(self.reported_at),
            history: vec![beginning(now, status)],
        }
    }
}

/// Where each field stands in the file.
pub struct Reader<'a> {
    mapping: &'a RepairMapping,
    zone: Tz,
    now: DateTime<Utc>,
    reference: usize,
    reported_at: usize,
    product_line: usize,
    product_name: Option<usize>,
    brand: Option<usize>,
    manufactured_year: Option<usize>,
    product_age_years: Option<usize>,
    repair_outcome: Option<usize>,
    repair_barrier: Option<usize>,
    description: Option<usize>,
}

impl<'a> Reader<'a> {
    /// Finds the mapping's columns in the header.
    ///
    /// # Errors
    /// A column or the zone is not there.
    pub fn new(
        mapping: &'a RepairMapping,
        header: &StringRecord,
        now: DateTime<Utc>,
    ) -> Result<Self, Message> {
        let find = |name: &str| find(header, name);
        let maybe = |name: &Option<String>| maybe(header, name);
        let columns = &mapping.columns;
        Ok(Self {
            zone: zone(mapping.zone.as_deref())?,
            mapping,
            now,
            reference: find(&columns.reference)?,
            reported_at: find(&columns.reported_at)?,
            product_line: find(&columns.product_line)?,
            product_name: maybe(&columns.product_name)?,
            brand: maybe(&columns.brand)?,
            manufactured_year: maybe(&columns.manufactured_year)?,
            product_age_years: maybe(&columns.product_age_years)?,
            repair_outcome: maybe(&columns.repair_outcome)?,
            repair_barrier: maybe(&columns.repair_barrier)?,
            description: maybe(&columns.description)?,
        })
    }

    /// Reads a line.
    ///
    /// # Errors
    /// The column that is wrong, and why.
    pub fn read(&self, row: &StringRecord, line: i32) -> Result<Repair, Refused> {
        let columns = &self.mapping.columns;
        let reference = row.get(self.reference).unwrap_or_default().trim().to_owned();
        let refuse = |column: &str, reason: Message| Refused {
            file: ImportFile::Csv,
            line,
            reference: Some(reference.clone()).filter(|r| !r.is_empty()),
            column: Some(column.to_owned()),
            reason,
        };
        let raw = |at: Option<usize>| at.and_then(|i| row.get(i)).map(str::trim).unwrap_or_default();
        let cell = |at: Option<usize>| {
            Some(raw(at)).filter(|v| !v.is_empty() && !self.mapping.empty.iter().any(|e| e == v))
        };
        let name = |column: &Option<String>| column.clone().unwrap_or_default();
        let line_of = |at: Option<usize>, column: &str| {
            cell(at)
                .map(|v| Line::<500>::new(v).map(Line::into_string))
                .transpose()
                .map_err(|e| refuse(column, e.into()))
        };

        let own = Line::<200>::new(&reference).map_err(|e| refuse(&columns.reference, e.into()))?;
        let reported_at =
            self.instant(raw(Some(self.reported_at))).map_err(|error| refuse(&columns.reported_at, error))?;
        let product_line = line_of(Some(self.product_line), &columns.product_line)?
            .ok_or_else(|| refuse(&columns.product_line, TextError::Blank.into()))?;
        // What the mapping says of an outcome comes before its list of words for "nothing".
        let outcome = raw(self.repair_outcome);
        let repair_outcome = match self.mapping.outcomes.get(outcome) {
            Some(known) => Some(*known),
            None if cell(self.repair_outcome).is_none() => None,
            None => {
                let known = self.mapping.outcomes.keys().cloned().collect::<Vec<_>>().join(", ");
                let values: [(&str, &dyn Display); 2] = [("value", &outcome), ("known", &known)];
                let reason = Message::new("import_fault-unknown-outcome", &values);
                return Err(refuse(&name(&columns.repair_outcome), reason));
            }
        };
        let description = cell(self.description)
            .map(|v| Text::<20000>::new(v).map(Text::into_string))
            .transpose()
            .map_err(|e| refuse(&name(&columns.description), e.into()))?;
        Ok(Repair {
            line,
            reference: own.into_string(),
            reported_at,
            product_line,
            product_name: line_of(self.product_name, &name(&columns.product_name))?,
            brand: line_of(self.brand, &name(&columns.brand))?,
            manufactured_year: cell(self.manufactured_year)
                .map(|v| self.year(v))
                .transpose()
                .map_err(|error| refuse(&name(&columns.manufactured_year), error))?,
            product_age_years: cell(self.product_age_years)
                .map(age)
                .transpose()
                .map_err(|error| refuse(&name(&columns.product_age_years), error))?,
            repair_outcome,
            repair_barrier: line_of(self.repair_barrier, &name(&columns.repair_barrier))?,
            description,
        })
    }

    /// An instant, or a day, which counts from its noon: no zone then moves it to another day.
    fn instant(&self, value: &str) -> Result<DateTime<Utc>, Message> {
        let at = match value.parse::<NaiveDate>() {
            Ok(day) => {
                let noon = NaiveTime::from_hms_opt(12, 0, 0).unwrap_or_default();
                let local = self.zone.from_local_datetime(&day.and_time(noon)).earliest();
                let left_out =
                    || Message::new("import_fault-left-out", &[("zone", &self.zone), ("value", &value)]);
                local.ok_or_else(left_out)?.with_timezone(&Utc)
            }
            Err(_) => DateTime::parse_from_rfc3339(value)
                .map_err(|_| Message::new("import_fault-no-day", &[("value", &value)]))?
                .with_timezone(&Utc),
        };
        past(value, at, self.now + chrono::Duration::days(1))
    }

    fn year(&self, value: &str) -> Result<i16, Message> {
        let possible = 1800..=self.now.year() + 1;
        let year = value.parse().ok().filter(|year: &i16| possible.contains(&i32::from(*year)));
        year.ok_or_else(|| Message::new("import_fault-no-year", &[("value", &value)]))
    }
}

fn age(value: &str) -> Result<Decimal, Message> {
    let possible = Decimal::ZERO..Decimal::from(1000);
    let age = value.parse().ok().filter(|age: &Decimal| possible.contains(age));
    age.map(|age| age.round_dp(2)).ok_or_else(|| Message::new("import_fault-no-age", &[("value", &value)]))
}
