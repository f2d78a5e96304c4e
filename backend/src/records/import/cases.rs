//! Cases and the events of their log: from two files to tickets, or to the reasons why not. A ticket of which
//! one row is refused is not made.

use super::columns::{Refused, Row, Table, find, instant, maybe, zone};
use super::record::{ImportedProduct, ImportedTicket, beginning};
use super::run::Batch;
use super::subject::Template;
use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use shared::i18n::Message;
use shared::records::import::{ImportFile, MappedState, TicketMapping};
use shared::records::ticket::*;
use shared::text::{Line, Text};
use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

/// Tickets per transaction.
const TICKETS: usize = 500;
/// Events per transaction, but for a ticket that has more.
const EVENTS: usize = 4000;

/// A case and its events.
struct Story {
    reference: String,
    case: Row,
    events: Vec<Row>,
}

/// Both files, put together.
pub struct Cases {
    mapping: TicketMapping,
    columns: Columns,
    stories: Vec<Story>,
    /// Rows that belong to no case.
    stray: Vec<Refused>,
    /// Which stories are read together; never none.
    batches: Vec<Range<usize>>,
}

/// Where everything stands.
struct Columns {
    zone: Tz,
    subject: Template,
    reference: usize,
    created_at: usize,
    description: Option<usize>,
    customer: Option<usize>,
    product: Option<usize>,
    urgency: Option<usize>,
    kind: Option<usize>,
    of_case: usize,
    at: usize,
    from: Option<usize>,
    to: usize,
    actor: Option<usize>,
    group: Option<usize>,
    note: Option<usize>,
}

impl Columns {
    fn find(mapping: &TicketMapping, cases: &Table, events: &Table) -> Result<Self, Message> {
        let (of_case, of_event) = (&mapping.cases, &mapping.events);
        Ok(Self {
            zone: zone(mapping.zone.as_deref())?,
            subject: Template::read(mapping.subject.as_str(), &cases.header)?,
            reference: cases.column(&of_case.reference)?,
            created_at: cases.column(&of_case.created_at)?,
            description: maybe(&cases.header, &of_case.description)?,
            customer: maybe(&cases.header, &of_case.customer)?,
            product: maybe(&cases.header, &of_case.product)?,
            urgency: maybe(&cases.header, &of_case.urgency)?,
            kind: maybe(&cases.header, &of_case.kind)?,
            of_case: find(&events.header, &of_event.reference)?,
            at: events.column(&of_event.at)?,
            from: maybe(&events.header, &of_event.from)?,
            to: events.column(&of_event.to)?,
            actor: maybe(&events.header, &of_event.actor)?,
            group: maybe(&events.header, &of_event.group)?,
            note: maybe(&events.header, &of_event.note)?,
        })
    }
}

/// What the mapping says of a word.
fn look_up<T: Copy>(words: &BTreeMap<String, T>, word: &str, unknown: &str) -> Result<T, Message> {
    words.get(word).copied().ok_or_else(|| {
        let known = words.keys().cloned().collect::<Vec<_>>().join(", ");
        Message::new(unknown, &[("value", &word), ("known", &known)])
    })
}

fn cell(row: &Row, at: usize) -> &str {
    row.cells.get(at).map(str::trim).unwrap_or_default()
}

fn refuse(file: ImportFile, row: &Row, reference: &str, column: Option<&str>, reason: Message) -> Refused {
    Refused {
        file,
        line: row.line,
        reference: Some(reference.to_owned()).filter(|r| !r.is_empty()),
        column: column.map(str::to_owned),
        reason,
    }
}

impl Cases {
    /// Reads both files and puts each event to its case.
    ///
    /// # Errors
    /// A header, column or zone is not there, or a state that no ticket can be in.
    pub fn read(mapping: TicketMapping, cases: &[u8], events: &[u8]) -> Result<Self, Message> {
        let (cases, events) = (Table::read(cases)?, Table::read(events)?);
        let columns = Columns::find(&mapping, &cases, &events)?;
        if let Some((word, _)) = mapping.states.iter().find(|(_, state)| !state.is_possible()) {
            return Err(Message::new("import_fault-state-impossible", &[("word", word)]));
        }
        let mut stray = vec![];
        let mut stories: Vec<Story> = vec![];
        let mut places: HashMap<String, usize> = HashMap::new();
        for case in cases.rows {
            let reference = cell(&case, columns.reference).to_owned();
            let column = Some(mapping.cases.reference.as_str());
            if places.contains_key(&reference) {
                let why = Message::new("import_fault-twice", &[("value", &reference)]);
                stray.push(refuse(ImportFile::Csv, &case, &reference, column, why));
                continue;
            }
            places.insert(reference.clone(), stories.len());
            stories.push(Story { reference, case, events: vec![] });
        }
        for event in events.rows {
            let reference = cell(&event, columns.of_case).to_owned();
            match places.get(&reference).and_then(|place| stories.get_mut(*place)) {
                Some(story) => story.events.push(event),
                None => {
                    let column = Some(mapping.events.reference.as_str());
                    let why = Message::new("import_fault-no-case", &[("value", &reference)]);
                    stray.push(refuse(ImportFile::Events, &event, &reference, column, why));
                }
            }
        }
        let batches = batches(&stories);
        Ok(Self { mapping, columns, stories, stray, batches })
    }

    /// Rows of both files.
    pub fn rows(&self) -> usize {
        self.stray.len() + self.stories.iter().map(Story::rows).sum::<usize>()
    }

    /// The column of the customer's name.
    pub fn customer_column(&self) -> Option<&str> {
        self.mapping.cases.customer.as_deref()
    }

    /// How many batches there are.
    pub fn batches(&self) -> usize {
        self.batches.len()
    }

    /// Reads a batch.
    pub fn batch(&self, n: usize, now: DateTime<Utc>) -> Batch {
        let stories = self.batches.get(n).and_then(|range| self.stories.get(range.clone()));
        let mut batch = Batch::default();
        if n == 0 {
            batch.rows = self.stray.len();
            batch.refused = self.stray.clone();
        }
        for story in stories.unwrap_or_default() {
            batch.rows += story.rows();
            match self.ticket(story, now) {
                Ok(ticket) => batch.tickets.push(ticket),
                Err(refused) => batch.refused.extend(refused),
            }
        }
        batch
    }

    fn is_nothing(&self, value: &str) -> bool {
        value.is_empty() || self.mapping.empty.iter().any(|word| word == value)
    }

    fn maybe<'a>(&self, row: &'a Row, at: Option<usize>) -> Option<&'a str> {
        at.map(|at| cell(row, at)).filter(|value| !self.is_nothing(value))
    }

    fn state(&self, word: &str) -> Result<MappedState, Message> {
        look_up(&self.mapping.states, word, "import_fault-unknown-state")
    }

    /// A case and all of its events, or every row of them that is wrong.
    fn ticket(&self, story: &Story, now: DateTime<Utc>) -> Result<ImportedTicket, Vec<Refused>> {
        let mut refused = vec![];
        let case = self.case(story, now).map_err(|why| refused.push(why)).ok();
        let created_at = case.as_ref().map(|case| case.created_at);
        let history = self.history(story, created_at, now, &mut refused);
        match case {
            Some(case) if refused.is_empty() => Ok(ImportedTicket { history, ..case }),
            _ => Err(refused),
        }
    }

    /// A case, still without its history.
    fn case(&self, story: &Story, now: DateTime<Utc>) -> Result<ImportedTicket, Refused> {
        let (names, at, row) = (&self.mapping.cases, &self.columns, &story.case);
        let refuse =
            |column: Option<&str>, why: Message| refuse(ImportFile::Csv, row, &story.reference, column, why);
        if let Some(fault) = &row.fault {
            return Err(refuse(None, fault.clone()));
        }
        let text = |at: Option<usize>, name: &Option<String>| {
            let line = self.maybe(row, at).map(Line::<200>::new).transpose();
            line.map(|l| l.map(Line::into_string)).map_err(|e| refuse(name.as_deref(), e.into()))
        };
        let reference =
            Line::<200>::new(&story.reference).map_err(|e| refuse(Some(&names.reference), e.into()))?;
        let created_at = instant(cell(row, at.created_at), at.zone, now)
            .map_err(|e| refuse(Some(&names.created_at), e))?;
        let (severity, impact) = match self.maybe(row, at.urgency) {
            None => (self.mapping.severity, self.mapping.impact),
            Some(word) => {
                let known = look_up(&self.mapping.urgencies, word, "import_fault-unknown-urgency")
                    .map_err(|e| refuse(names.urgency.as_deref(), e))?;
                (Some(known.severity), Some(known.impact))
            }
        };
        let kind = match self.maybe(row, at.kind) {
            None => self.mapping.kind,
            Some(word) => Some(
                look_up(&self.mapping.kinds, word, "import_fault-unknown-kind")
                    .map_err(|e| refuse(names.kind.as_deref(), e))?,
            ),
        };
        let description = self.maybe(row, at.description).map(Text::<20000>::new).transpose();
        let subject = Line::<200>::new(&at.subject.fill(&row.cells))
            .map_err(|_| refuse(None, Message::new("import_fault-no-subject", &[("limit", &200)])))?;
        Ok(ImportedTicket {
            line: row.line,
            reference: reference.into_string(),
            kind: kind.unwrap_or(TicketKind::Inquiry),
            channel: self.mapping.channel.unwrap_or(TicketChannel::Api),
            topic: self.mapping.topic.unwrap_or(TicketTopic::Other),
            severity: severity.unwrap_or(TicketSeverity::General),
            impact: impact.unwrap_or(TicketImpact::Medium),
            subject: subject.into_string(),
            description: description
                .map(|d| d.map(Text::into_string))
                .map_err(|e| refuse(names.description.as_deref(), e.into()))?,
            reported_at: created_at,
            created_at,
            customer: text(at.customer, &names.customer)?,
            product: text(at.product, &names.product)?.map(|line| ImportedProduct { line, brand: None }),
            product_age_years: None,
            manufactured_year: None,
            repair_outcome: None,
            repair_barrier: None,
            ended_at: None,
            history: vec![],
        })
    }

    /// The history that the events tell; rows that are wrong are added to `refused`.
    fn history(
        &self,
        story: &Story,
        created_at: Option<DateTime<Utc>>,
        now: DateTime<Utc>,
        refused: &mut Vec<Refused>,
    ) -> Vec<StatusChange> {
        let mut history = vec![];
        let Some(created_at) = created_at else {
            // Without its beginning only the rows themselves can be looked at.
            let begun = DateTime::<Utc>::MIN_UTC;
            refused.extend(story.events.iter().filter_map(|e| self.event(story, e, begun, None, now).err()));
            return history;
        };
        history.push(beginning(created_at, TicketStatus::New));
        // What came before a row that is wrong still stands; what follows it is compared with that.
        let mut whole = true;
        for row in &story.events {
            let last = history.last().filter(|_| whole);
            let since = history.last().map_or(created_at, |last| last.at);
            match self.event(story, row, since, last, now) {
                Ok(changes) => history.extend(changes),
                Err(why) => {
                    refused.push(why);
                    whole = false;
                }
            }
        }
        history
    }

    /// What an event says: a change, before which the log may have jumped to the state that it begins in.
    fn event(
        &self,
        story: &Story,
        row: &Row,
        since: DateTime<Utc>,
        last: Option<&StatusChange>,
        now: DateTime<Utc>,
    ) -> Result<Vec<StatusChange>, Refused> {
        let (names, at) = (&self.mapping.events, &self.columns);
        let refuse = |column: Option<&str>, why: Message| {
            refuse(ImportFile::Events, row, &story.reference, column, why)
        };
        if let Some(fault) = &row.fault {
            return Err(refuse(None, fault.clone()));
        }
        let written = cell(row, at.at);
        let when = instant(written, at.zone, now).map_err(|e| refuse(Some(&names.at), e))?;
        if when < since {
            let why = Message::new(
                "import_fault-out-of-order",
                &[("value", &written), ("since", &since.to_rfc3339())],
            );
            return Err(refuse(Some(&names.at), why));
        }
        let to = self.state(cell(row, at.to)).map_err(|e| refuse(Some(&names.to), e))?;
        let from = match self.maybe(row, at.from) {
            Some(word) => Some(self.state(word).map_err(|e| refuse(names.from.as_deref(), e))?),
            None => None,
        };
        let text = |at: Option<usize>, name: &Option<String>| {
            let line = self.maybe(row, at).map(Line::<200>::new).transpose();
            line.map(|l| l.map(Line::into_string)).map_err(|e| refuse(name.as_deref(), e.into()))
        };
        let note = self.maybe(row, at.note).map(Text::<4000>::new).transpose();
        let event = StatusChange {
            at: when,
            from: None,
            to: to.status,
            wait_reason: to.wait_reason,
            ball_holder: to.ball_holder,
            answers: to.answers,
            way: Way::Stays,
            actor_name: text(at.actor, &names.actor)?.unwrap_or_else(|| "import".into()),
            group: text(at.group, &names.group)?,
            note: note
                .map(|n| n.map(Text::into_string))
                .map_err(|e| refuse(names.note.as_deref(), e.into()))?,
        };
        let Some(last) = last else { return Ok(vec![event]) };
        let mut changes = vec![];
        let mut before = last.clone();
        if let Some(from) = from.filter(|from| from.status != last.to) {
            // A log may begin in the middle of a case; once it has begun, an event is missing or in the wrong place.
            if last.from.is_some() {
                let (led, left) = (last.to.label_key(), from.status.label_key());
                let why = Message::new("import_fault-gap", &[("led_label", &led), ("left_label", &left)]);
                return Err(refuse(names.from.as_deref(), why));
            }
            let begun = StatusChange {
                to: from.status,
                wait_reason: from.wait_reason,
                ball_holder: from.ball_holder,
                actor_name: "import".into(),
                ..beginning(last.at, from.status)
            };
            before = follow(last, begun);
            changes.push(before.clone());
        }
        changes.push(follow(&before, event));
        Ok(changes)
    }
}

/// A change after another.
fn follow(last: &StatusChange, next: StatusChange) -> StatusChange {
    let moved = (last.wait_reason, last.ball_holder) != (next.wait_reason, next.ball_holder);
    StatusChange { from: Some(last.to), way: Way::between(last.to, next.to, moved), ..next }
}

impl Story {
    fn rows(&self) -> usize {
        1 + self.events.len()
    }
}

fn batches(stories: &[Story]) -> Vec<Range<usize>> {
    let (mut batches, mut begin, mut events) = (vec![], 0, 0);
    for (n, story) in stories.iter().enumerate() {
        if n > begin && (n - begin >= TICKETS || events + story.events.len() > EVENTS) {
            batches.push(begin..n);
            (begin, events) = (n, 0);
        }
        events += story.events.len();
    }
    batches.push(begin..stories.len());
    batches
}
