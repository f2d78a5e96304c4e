//! No path into an illegal state (promise P10), not even by raw SQL: what the state machines in `shared` never make, the
//! database refuses. That they make nothing else is for the property tests beside them.

mod table;

use crate::support::database::Database;
use crate::support::{PASSWORD, specification};
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::result::{DatabaseErrorKind, Error};
use diesel::sql_types::Text;
use sanbao::db::{Db, DbSettings};
use sanbao::{migrations, seed};
use std::any::type_name;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

/// A column that holds a state, and what each of its states asks of the row.
pub struct Machine {
    table: &'static str,
    column: &'static str,
    enumeration: &'static str,
    words: Vec<String>,
    states: Vec<State>,
    /// How a row is made where the demo company has none.
    row: Option<&'static str>,
    /// What has nothing to do with the state, and must fit.
    also: Option<&'static str>,
    /// In these states this is never so.
    never: Vec<(&'static str, &'static str)>,
}

struct State {
    name: String,
    must: Vec<Unit>,
    may: Vec<Unit>,
}

/// Fields that come together, or of which one is enough.
#[derive(Clone, PartialEq)]
struct Unit {
    fields: Vec<Field>,
    one_is_enough: bool,
}

#[derive(Clone, PartialEq)]
struct Field {
    name: String,
    value: Option<String>,
    empty: Option<String>,
}

/// A column with the enumeration of its states.
fn machine<S: Copy + Display>(place: &'static str, states: &[S]) -> Machine {
    let (table, column) = place.split_once('.').unwrap();
    Machine {
        table,
        column,
        enumeration: type_name::<S>().rsplit("::").next().unwrap(),
        words: states.iter().map(ToString::to_string).collect(),
        states: vec![],
        row: None,
        also: None,
        never: vec![],
    }
}

impl Machine {
    fn row(self, row: &'static str) -> Self {
        Self { row: Some(row), ..self }
    }

    fn also(self, also: &'static str) -> Self {
        Self { also: Some(also), ..self }
    }

    fn state(mut self, names: &str, must: &str, may: &str) -> Self {
        for name in names.split(' ') {
            self.states.push(State { name: name.to_owned(), must: units(must), may: units(may) });
        }
        self
    }

    fn never(mut self, state: &'static str, set: &'static str) -> Self {
        self.never.push((state, set));
        self
    }

    /// Everything that is named for any of its states.
    fn fields(&self) -> Vec<Unit> {
        let mut all: Vec<Unit> = vec![];
        for unit in self.states.iter().flat_map(|state| state.must.iter().chain(&state.may)) {
            if !all.contains(unit) {
                all.push(unit.clone());
            }
        }
        all
    }
}

fn units(line: &str) -> Vec<Unit> {
    let field = |text: &str| {
        let (name, value) = text.split_once('=').map_or((text, None), |(name, value)| (name, Some(value)));
        let (value, empty) = match value.and_then(|value| value.split_once('/')) {
            Some((value, empty)) => (Some(value), Some(empty)),
            None => (value, None),
        };
        Field { name: name.into(), value: value.map(Into::into), empty: empty.map(Into::into) }
    };
    line.split_whitespace()
        .map(|unit| Unit {
            fields: unit.split(['+', '|']).map(field).collect(),
            one_is_enough: unit.contains('|'),
        })
        .collect()
}

impl Unit {
    fn names(&self) -> String {
        self.fields.iter().map(|field| field.name.as_str()).collect::<Vec<_>>().join(", ")
    }
}

#[derive(QueryableByName)]
struct Pair {
    #[diesel(sql_type = Text)]
    name: String,
    #[diesel(sql_type = Text)]
    text: String,
}

fn pairs(c: &mut PgConnection, sql: &str) -> Vec<(String, String)> {
    let rows: Vec<Pair> = diesel::sql_query(sql).load(c).unwrap_or_else(|error| panic!("{error}: {sql}"));
    rows.into_iter().map(|row| (row.name, row.text)).collect()
}

/// A table of its own with the CHECKs of a real one and one of its rows. Triggers and references stay behind, so that each refusal
/// is a CHECK's; nothing of it lasts.
struct Sample<'a> {
    c: &'a mut PgConnection,
    machine: &'a Machine,
    types: BTreeMap<String, String>,
    broken: BTreeSet<String>,
    faults: Vec<String>,
}

impl Sample<'_> {
    /// Sets all that the machine names: these fields, and no others, but these of them not.
    fn set(&self, state: &str, with: &[&Unit], without: &[&Field]) -> String {
        let mut columns: BTreeMap<&str, String> = BTreeMap::new();
        let mut documents: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let all = self.machine.fields();
        let empty = all.iter().flat_map(|unit| &unit.fields).map(|field| (field, false));
        let full = with.iter().flat_map(|unit| &unit.fields).map(|field| (field, !without.contains(&field)));
        for (field, is_there) in empty.chain(full) {
            if let Some((document, part)) = field.name.split_once('.') {
                let parts = documents.entry(document).or_default();
                if is_there {
                    parts.push(format!(
                        "'{part}', json_build_object('by_name', 'x', 'by_id', gen_random_uuid())"
                    ));
                }
                continue;
            }
            let value = match (is_there, &field.value, &field.empty) {
                (true, Some(value), _) | (false, _, Some(value)) => value.clone(),
                (true, None, _) => self.anything(&field.name),
                (false, _, None) => "NULL".into(),
            };
            columns.insert(&field.name, value);
        }
        for (document, parts) in documents {
            columns.insert(document, format!("jsonb_build_object({})", parts.join(", ")));
        }
        let also = self.machine.also.map(|also| format!(", {also}")).unwrap_or_default();
        let set: String = columns.iter().map(|(column, value)| format!(", {column} = {value}")).collect();
        format!("UPDATE sample SET {} = '{state}'{also}{set}", self.machine.column)
    }

    fn anything(&self, column: &str) -> String {
        match self.types.get(column).map(String::as_str) {
            Some("uuid") => "gen_random_uuid()",
            Some("timestamp with time zone") => "now()",
            Some("date") => "current_date",
            Some("text") => "'x'",
            Some("smallint" | "integer" | "bigint" | "numeric") => "1",
            other => panic!("{}.{column} is {other:?}", self.machine.table),
        }
        .into()
    }

    /// Whether these statements hold, tried and taken back.
    fn holds(&mut self, statements: &[&str]) -> bool {
        let tried = self.c.transaction::<(), _, _>(|c| {
            for statement in statements {
                assert_eq!(diesel::sql_query(*statement).execute(c)?, 1, "{statement}");
            }
            Err(Error::RollbackTransaction)
        });
        match tried {
            Err(Error::RollbackTransaction) => true,
            Err(Error::DatabaseError(DatabaseErrorKind::CheckViolation, broken)) => {
                self.broken.extend(broken.constraint_name().map(Into::into));
                false
            }
            other => panic!("{}: {other:?} {statements:?}", self.machine.table),
        }
    }

    /// Tries a row, and notes where the database is of another mind than the table.
    fn ask(&mut self, holds: bool, sql: &str, what: &str) {
        if self.holds(&[sql]) != holds {
            let wrong = if holds { "is refused" } else { "is not refused" };
            self.faults.push(format!("{}: {what} {wrong}: {sql}", self.machine.table));
        }
    }

    /// Tries all there is about a state.
    fn try_state(&mut self, state: &State) {
        let name = state.name.as_str();
        let must: Vec<&Unit> = state.must.iter().collect();
        self.ask(true, &self.set(name, &must, &[]), name);
        for unit in &self.machine.fields() {
            let with: Vec<&Unit> = must.iter().copied().chain([unit]).collect();
            if !state.must.contains(unit) {
                let may = state.may.contains(unit);
                self.ask(may, &self.set(name, &with, &[]), &format!("{name} with {}", unit.names()));
            }
        }
        for unit in &state.must {
            let all: Vec<&Field> = unit.fields.iter().collect();
            self.ask(false, &self.set(name, &must, &all), &format!("{name} without {}", unit.names()));
            for field in all.iter().filter(|_| all.len() > 1) {
                let sql = self.set(name, &must, &[field]);
                self.ask(unit.one_is_enough, &sql, &format!("{name} without {}", field.name));
            }
        }
    }

    /// Tries what is never so in a state.
    fn try_never(&mut self, name: &str, set: &str) {
        let state = self.machine.states.iter().find(|state| state.name == name).unwrap();
        let made = self.set(name, &state.must.iter().collect::<Vec<_>>(), &[]);
        if self.holds(&[&made, &format!("UPDATE sample SET {set}")]) {
            self.faults.push(format!("{}: {name} with {set} is not refused", self.machine.table));
        }
    }
}

/// The words that a column's own CHECK allows.
fn allowed(c: &mut PgConnection, machine: &Machine) -> BTreeSet<String> {
    let sql = format!(
        "SELECT o.conname::text AS name, pg_get_constraintdef(o.oid) AS text FROM pg_constraint o JOIN pg_attribute a \
         ON a.attrelid = o.conrelid AND o.conkey = ARRAY[a.attnum] WHERE o.contype = 'c' AND o.conrelid = '{}'::regclass \
         AND a.attname = '{}'",
        machine.table, machine.column
    );
    let found = pairs(c, &sql);
    assert_eq!(found.len(), 1, "{}.{} has no CHECK of its words: {found:?}", machine.table, machine.column);
    found[0].1.split('\'').skip(1).step_by(2).map(Into::into).collect()
}

fn demo() -> Database {
    let database = Database::empty();
    migrations::run(&database.url()).expect("the migrations run");
    let db = Db::open(&DbSettings { url: database.url(), connections: 2, queue: 8 }).expect("threads");
    seed::demo(&db, PASSWORD).expect("the demo company");
    database
}

#[test]
fn what_no_state_machine_makes_the_database_refuses() {
    let database = demo();
    let mut c = PgConnection::establish(&database.url()).expect("the database answers");
    let (mut faults, mut broken) = (vec![], BTreeSet::new());
    for machine in table::machines() {
        let words: BTreeSet<String> = machine.words.iter().cloned().collect();
        assert_eq!(allowed(&mut c, &machine), words, "{}.{}", machine.table, machine.column);
        if machine.states.is_empty() {
            continue;
        }
        let named: Vec<&String> = machine.states.iter().map(|state| &state.name).collect();
        assert_eq!(named.len(), words.len(), "{}: a state is missing or there twice", machine.table);
        assert!(named.iter().all(|name| words.contains(*name)), "{}: {named:?}", machine.table);
        let make = machine.row.map_or(format!("SELECT * FROM {} LIMIT 1", machine.table), Into::into);
        c.batch_execute(&format!(
            "DROP TABLE IF EXISTS sample; CREATE TEMP TABLE sample (LIKE {} INCLUDING CONSTRAINTS); INSERT INTO sample {make}",
            machine.table
        ))
        .unwrap_or_else(|error| panic!("{}: {error}", machine.table));
        let types = pairs(
            &mut c,
            &format!(
                "SELECT column_name::text AS name, data_type::text AS text FROM information_schema.columns \
                 WHERE table_schema = 'public' AND table_name = '{}'",
                machine.table
            ),
        );
        let types = types.into_iter().collect();
        let mut sample =
            Sample { c: &mut c, machine: &machine, types, broken: BTreeSet::new(), faults: vec![] };
        for state in &machine.states {
            sample.try_state(state);
        }
        for (name, set) in &machine.never {
            sample.try_never(name, set);
        }
        faults.append(&mut sample.faults);
        broken.extend(sample.broken.iter().map(|name| format!("{} {name}", machine.table)));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));

    // Each CHECK on a state has refused something above: none is there in vain, or forgotten here.
    let checks = pairs(
        &mut c,
        "SELECT conrelid::regclass::text AS name, conname::text AS text FROM pg_constraint WHERE contype = 'c' \
         AND connamespace = 'public'::regnamespace AND pg_get_constraintdef(oid) ~ '[( ](crisis_status|status|state)[ )]' \
         AND cardinality(conkey) > 1",
    );
    assert!(checks.len() > 80, "{}", checks.len());
    let silent: Vec<String> = checks.into_iter().map(|(table, name)| format!("{table} {name}")).collect();
    let silent: Vec<_> = silent.iter().filter(|check| !broken.contains(*check)).collect();
    assert!(silent.is_empty(), "{silent:#?}");
}

#[test]
fn every_state_of_the_database_and_of_the_specification_is_in_the_table() {
    let machines = table::machines();
    let database = Database::new();
    let mut c = PgConnection::establish(&database.url()).expect("the database answers");
    let columns = pairs(
        &mut c,
        "SELECT format('%s.%s', c.table_name, c.column_name) AS name, c.data_type::text AS text FROM information_schema.columns c \
         JOIN information_schema.tables t USING (table_schema, table_name) WHERE table_schema = 'public' AND data_type = 'text' \
         AND table_type = 'BASE TABLE' AND (column_name ~ '(^|_)status$' OR column_name = 'state')",
    );
    let columns: BTreeSet<String> = columns.into_iter().map(|(name, _)| name).collect();
    let known: BTreeSet<String> = machines.iter().map(|m| format!("{}.{}", m.table, m.column)).collect();
    assert_eq!(columns, known);

    let specification = serde_json::to_value(specification()).unwrap();
    let schemas = specification["components"]["schemas"].as_object().unwrap();
    let states = schemas.iter().filter(|(name, schema)| {
        schema.get("enum").is_some() && (name.ends_with("Status") || name.ends_with("State"))
    });
    let states: BTreeSet<&str> = states.map(|(name, _)| name.as_str()).collect();
    let known = machines.iter().map(|m| m.enumeration).chain(table::NO_ROW.iter().map(|(name, _)| *name));
    assert_eq!(states, known.collect());
}
