//! Migrations go up, down and up again, and leave the same schema; what the code reads is there.

use crate::support::database::Database;
use diesel::connection::SimpleConnection;
use diesel::prelude::*;
use diesel::sql_types::Text;
use diesel_migrations::MigrationHarness;
use sanbao::base_table::{REGISTERS, of_table};
use sanbao::migrations::MIGRATIONS;

#[derive(QueryableByName, Debug, PartialEq)]
struct Line {
    #[diesel(sql_type = Text)]
    line: String,
}

fn schema(c: &mut PgConnection) -> Vec<String> {
    let columns = "SELECT format('%s.%s %s %s', table_name, column_name, data_type, is_nullable) AS line \
        FROM information_schema.columns WHERE table_schema = 'public' \
        UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
        UNION ALL SELECT format('%s %s', conrelid::regclass, pg_get_constraintdef(oid)) FROM pg_constraint \
            WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1";
    diesel::sql_query(columns).load::<Line>(c).unwrap().into_iter().map(|l| l.line).collect()
}

#[test]
fn down_undoes_up() {
    let database = Database::empty();
    let mut c = PgConnection::establish(&database.url()).unwrap();
    c.run_pending_migrations(MIGRATIONS).unwrap();
    // Numbers make sequences as they are needed; going down takes them along.
    c.batch_execute("SELECT next_number('TK', 2026), next_number('CU', 2025)").unwrap();
    let before = schema(&mut c);
    assert!(before.len() > 300, "{}", before.len());
    c.revert_all_migrations(MIGRATIONS).unwrap();
    let left: Vec<String> =
        schema(&mut c).into_iter().filter(|l| !l.contains("__diesel_schema_migrations")).collect();
    assert_eq!(left, Vec::<String>::new());
    c.run_pending_migrations(MIGRATIONS).unwrap();
    assert_eq!(schema(&mut c), before);
}

#[test]
fn every_table_and_view_of_the_code_is_in_the_database_with_its_columns() {
    let database = Database::new();
    let mut c = PgConnection::establish(&database.url()).unwrap();
    for source in [
        include_str!("../../src/schema.rs"),
        include_str!("../../src/views/mod.rs"),
        include_str!("../../src/views/goods.rs"),
        include_str!("../../src/views/returns.rs"),
        include_str!("../../src/views/quality.rs"),
        include_str!("../../src/views/campaigns.rs"),
        include_str!("../../src/views/claims.rs"),
        include_str!("../../src/views/settlement.rs"),
    ] {
        for table in source.split("diesel::table! {").skip(1) {
            let name = table.split('(').next().unwrap().trim();
            let columns: Vec<&str> = table
                .split("\n}")
                .next()
                .unwrap()
                .lines()
                .filter_map(|l| Some(l.trim().split_once(" -> ")?.0))
                .map(|c| c.strip_prefix("r#").unwrap_or(c))
                .collect();
            let list = columns.iter().map(|c| format!("\"{c}\"")).collect::<Vec<_>>().join(", ");
            diesel::sql_query(format!("SELECT {list} FROM {name} LIMIT 0"))
                .execute(&mut c)
                .unwrap_or_else(|error| panic!("{name}: {error}"));
        }
    }
}

/// The only column that such a query finds a `line` in.
fn lines(c: &mut PgConnection, sql: &str) -> Vec<String> {
    diesel::sql_query(sql).load::<Line>(c).unwrap().into_iter().map(|line| line.line).collect()
}

/// What is counted in a table is counted in its view too: the view has each row once, and calls its columns as the table does.
#[test]
fn a_register_is_its_table_with_names() {
    let database = Database::new();
    let mut c = PgConnection::establish(&database.url()).unwrap();
    let unique =
        lines(&mut c, "SELECT indexdef AS line FROM pg_indexes WHERE indexdef LIKE 'CREATE UNIQUE INDEX %'");
    for register in REGISTERS.iter() {
        let (view, table) = (register.view, register.table);
        let made =
            lines(&mut c, &format!("SELECT replace(pg_get_viewdef('{view}', true), '\"', '') AS line"))
                .remove(0);
        let (selected, from) =
            made.rsplit_once(&format!("FROM {table} ")).unwrap_or_else(|| panic!("{view}: {made}"));
        let mut joined = from.trim_end_matches(';').lines();
        let own = joined.next().unwrap();
        let mut columns = |of: &str, which: &str| {
            let of = format!("information_schema.columns WHERE table_name = '{of}' {which}");
            lines(&mut c, &format!("SELECT column_name::text AS line FROM {of}"))
        };
        let (of_view, of_table) = (columns(view, ""), columns(table, ""));
        let mut there = vec![(own.to_owned(), columns(table, "AND is_nullable = 'NO'"))];
        for column in of_view.iter().filter(|column| of_table.contains(column)) {
            let plain = format!("{own}.{column}");
            let is_plain =
                |line: &str| line.trim().trim_start_matches("SELECT ").trim_end_matches(',') == plain;
            assert!(selected.lines().any(is_plain), "{view}.{column} is not that of {table}");
        }
        for join in joined {
            let words: Vec<&str> = join.split_whitespace().collect();
            let (left, rest) = if words[0] == "LEFT" { (true, &words[2..]) } else { (false, &words[1..]) };
            let [other, alias, "ON", one, "=", owner, ..] = rest else { panic!("{view}: {join}") };
            let key = one.strip_prefix(&format!("{alias}.")).unwrap_or_else(|| panic!("{view}: {join}"));
            let once = |index: &String| {
                index.contains(&format!(" ON public.{other} ")) && index.ends_with(&format!("({key})"))
            };
            assert!(unique.iter().any(once), "{view}: {join} may find several");
            let (of, column) = owner.split_once('.').unwrap();
            let always =
                there.iter().any(|(alias, needed)| alias == of && needed.iter().any(|n| n == column));
            assert!(left || always, "{view}: {join} may find none");
            if always && !left {
                there.push(((*alias).to_owned(), columns(other, "AND is_nullable = 'NO'")));
            }
        }
    }
}

/// Texts of up to 4000 characters are found by any two neighbouring ones, in small letters.
#[test]
fn a_text_is_found_by_each_pair_of_its_characters_and_by_no_other() {
    let database = Database::new();
    let mut c = PgConnection::establish(&database.url()).unwrap();
    let long = "电梯a".repeat(1600);
    let texts = ["", "a", "ab", "ABC", "门机异响", "a\nb\\1 c", "平层不准 T-2026-00017", "%_'\"$1", &long];
    for text in texts {
        let letters: Vec<char> = text.to_lowercase().chars().take(4000).collect();
        let mut pairs: Vec<String> = letters.windows(2).map(|pair| pair.iter().collect()).collect();
        let literal = text.replace('\'', "''");
        let mut found = lines(&mut c, &format!("SELECT unnest(bigrams('{literal}')) AS line"));
        for all in [&mut pairs, &mut found] {
            all.sort();
            all.dedup();
        }
        assert_eq!(found, pairs, "{text}");
    }
}

#[test]
fn a_count_asks_the_table_unless_it_asks_for_names() {
    let count = |rest: &str| of_table(format!("SELECT $1 FROM \"rma_rows\" WHERE {rest} LIMIT 1001"));
    let own = r#"(("rma_rows"."status" = ANY($2)) AND ("rma_rows"."dealer_id" = $3))"#;
    assert_eq!(count(own), format!(r#"SELECT $1 FROM "rmas" AS "rma_rows" WHERE {own} LIMIT 1001"#));
    for more in
        [r#"(("rma_rows"."status" = ANY($2)) AND ("rma_rows"."dealer_name" = $3))"#, "rma_rows.lines > 2"]
    {
        assert_eq!(count(more), format!(r#"SELECT $1 FROM "rma_rows" WHERE {more} LIMIT 1001"#));
    }
    let ids = r#"SELECT "rma_rows"."id" FROM "rma_rows" ORDER BY "rma_rows"."id" DESC LIMIT 51"#;
    assert_eq!(of_table(ids.to_owned()), ids.replace(r#"FROM "rma_rows""#, r#"FROM "rmas" AS "rma_rows""#));
    for other in [
        r#"SELECT $1 FROM "rmas" WHERE true"#,
        r#"SELECT "rma_rows"."id", "rma_rows"."number" FROM "rma_rows""#,
    ] {
        assert_eq!(of_table(other.to_owned()), other);
    }
}

#[test]
fn numbers_are_unique_under_concurrency_and_rollbacks() {
    let database = Database::new();
    let url = database.url();
    let threads: Vec<_> = (0..8)
        .map(|n| {
            let url = url.clone();
            std::thread::spawn(move || {
                let mut c = PgConnection::establish(&url).unwrap();
                let mut kept = vec![];
                for round in 0..25 {
                    let got = c.transaction::<String, diesel::result::Error, _>(|c| {
                        let number: String =
                            diesel::select(sanbao::numbers::next_number("ZZ", 2031)).get_result(c)?;
                        if (round + n) % 3 == 0 {
                            Err(diesel::result::Error::RollbackTransaction)
                        } else {
                            Ok(number)
                        }
                    });
                    kept.extend(got.ok());
                }
                kept
            })
        })
        .collect();
    let mut numbers: Vec<String> = threads.into_iter().flat_map(|t| t.join().unwrap()).collect();
    let count = numbers.len();
    assert!(count > 100);
    numbers.sort();
    numbers.dedup();
    assert_eq!(numbers.len(), count);
    assert!(numbers[0].starts_with("ZZ-2031-0000"));
}
