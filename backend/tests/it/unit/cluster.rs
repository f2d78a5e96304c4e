//! Real servers: what happens when things start twice, die half-way or are killed.

use diesel::prelude::*;
use diesel::sql_types::BigInt;
use sanbao::cluster::{Cluster, DATABASE, Tuning};
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// A folder that goes when the test ends.
struct Scratch(PathBuf);

impl Scratch {
    fn new() -> Self {
        Self(std::env::temp_dir().join(format!("sanbao-{:016x}", rand::random::<u64>())))
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The data folder of a cluster whose path is short enough for the socket to lie in it.
fn folder(cluster: &Cluster) -> &Path {
    cluster.socket_dir().parent().unwrap()
}

fn connect(cluster: &Cluster) -> PgConnection {
    PgConnection::establish(&cluster.url(DATABASE)).unwrap()
}

fn run(connection: &mut PgConnection, statement: &str) {
    diesel::sql_query(statement).execute(connection).unwrap();
}

fn number(connection: &mut PgConnection, expression: &str) -> i64 {
    diesel::select(diesel::dsl::sql::<BigInt>(expression)).get_result(connection).unwrap()
}

fn eventually(what: &str, mut condition: impl FnMut() -> bool) {
    let deadline = Instant::now() + Duration::from_secs(30);
    while !condition() {
        assert!(Instant::now() < deadline, "in vain waited until {what}");
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn alive(pid: u32) -> bool {
    // A process that has ended but was not waited for has no command line.
    std::fs::read(format!("/proc/{pid}/cmdline")).is_ok_and(|words| !words.is_empty())
}

/// The process that started it.
fn parent(pid: u32) -> u32 {
    let status = std::fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    status.lines().find_map(|line| line.strip_prefix("PPid:")?.trim().parse().ok()).unwrap()
}

fn kill_hard(pid: u32) {
    assert!(Command::new("sh").args(["-c", &format!("kill -9 {pid}")]).status().unwrap().success());
}

#[test]
fn data_is_kept_over_a_restart_and_what_an_interrupted_start_left_is_cleared() {
    let scratch = Scratch::new();
    let leftover = scratch.0.join("pgdata.init-0123456789abcdef");
    std::fs::create_dir_all(&leftover).unwrap();
    std::fs::set_permissions(&scratch.0, std::os::unix::fs::PermissionsExt::from_mode(0o711)).unwrap();
    std::fs::write(leftover.join("PG_VERSION"), "15\n").unwrap();

    let mut cluster = Cluster::start(&scratch.0, Tuning::Durable).unwrap();
    assert!(!leftover.exists());
    let mut connection = connect(&cluster);
    run(&mut connection, "create table kept as select 42::bigint as n");
    assert_eq!(
        number(&mut connection, "(select count(*) from pg_roles where rolname = current_user and rolsuper)"),
        0
    );
    cluster.stop().unwrap();
    assert_eq!(cluster.server_pid(), None);
    cluster.stop().unwrap();

    let cluster = Cluster::start(&scratch.0, Tuning::Durable).unwrap();
    assert_eq!(number(&mut connect(&cluster), "(select n from kept)"), 42);
    assert_eq!(
        number(
            &mut connect(&cluster),
            "(select count(*) from pg_settings where name = 'fsync' and setting = 'on')"
        ),
        1
    );
}

#[test]
fn a_second_start_on_the_same_folder_is_refused_and_does_no_harm() {
    let cluster = Cluster::temporary().unwrap();
    let error = Cluster::start(folder(&cluster), Tuning::Throwaway).unwrap_err().to_string();
    assert!(error.ends_with(&format!("is already in use by process {}", std::process::id())), "{error}");
    assert_eq!(number(&mut connect(&cluster), "1::bigint"), 1);
}

#[test]
fn a_temporary_folder_goes_with_its_cluster() {
    let cluster = Cluster::temporary().unwrap();
    let (path, pid) = (folder(&cluster).to_owned(), cluster.server_pid().unwrap());
    let mut connection = connect(&cluster);
    run(&mut connection, "create database made_by_a_test template template0");
    drop(cluster);
    assert!(!alive(pid));
    assert!(!path.exists());
}

#[test]
fn a_killed_server_is_started_again() {
    let cluster = Cluster::temporary().unwrap();
    let killed = cluster.server_pid().unwrap();
    kill_hard(killed);
    eventually("the server is back", || {
        cluster.server_pid().is_some_and(|pid| pid != killed)
            && PgConnection::establish(&cluster.url(DATABASE)).is_ok()
    });
}

#[test]
fn a_server_whose_supervisor_was_killed_is_still_stopped() {
    let mut cluster = Cluster::temporary().unwrap();
    let (path, pid) = (folder(&cluster).to_owned(), cluster.server_pid().unwrap());
    kill_hard(parent(pid));
    cluster.stop().unwrap();
    assert!(!alive(pid));
    assert!(!path.exists());
}

/// Names the data folder for the process that is killed; a temporary one if unset.
const HELD_FOLDER: &str = "SANBAO_TEST_HELD_FOLDER";

/// Not a test: the process that the next ones kill. Prints its server's number and its folder, and waits.
#[test]
#[ignore = "run by the tests that kill a process"]
fn hold_a_cluster_until_killed() {
    let cluster = match std::env::var_os(HELD_FOLDER) {
        Some(folder) => Cluster::start(Path::new(&folder), Tuning::Durable),
        None => Cluster::temporary(),
    };
    let cluster = cluster.unwrap();
    run(&mut connect(&cluster), "create table kept as select 42::bigint as n");
    println!("\n{} {}", cluster.server_pid().unwrap(), folder(&cluster).display());
    std::thread::sleep(Duration::from_secs(60));
}

/// Kills a process that has a cluster, and tells the cluster's server and folder.
fn killed_process(folder: Option<&Path>) -> (u32, PathBuf) {
    let (_, module) = module_path!().split_once("::").unwrap();
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args([&format!("{module}::hold_a_cluster_until_killed"), "--exact", "--ignored", "--nocapture"]);
    command.envs(folder.map(|folder| (HELD_FOLDER, folder)));
    let mut holder = command.stdout(Stdio::piped()).spawn().unwrap();
    let (pid, path) = BufReader::new(holder.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .find_map(|line| {
            let (pid, path) = line.split_once(' ')?;
            Some((pid.parse().ok()?, PathBuf::from(path)))
        })
        .unwrap();
    assert!(alive(pid));
    holder.kill().unwrap(); // SIGKILL
    holder.wait().unwrap();
    (pid, path)
}

#[test]
fn a_killed_process_takes_its_server_and_temporary_folder_along() {
    let (pid, path) = killed_process(None);
    eventually("the server has ended", || !alive(pid));
    eventually("the folder is gone", || !path.exists());
}

#[test]
fn the_successor_of_a_killed_process_goes_on_with_its_data() {
    let scratch = Scratch::new();
    let (pid, _) = killed_process(Some(&scratch.0));
    let cluster = Cluster::start(&scratch.0, Tuning::Durable).unwrap();
    assert!(!alive(pid));
    assert_eq!(number(&mut connect(&cluster), "(select n from kept)"), 42);
}

#[test]
fn a_socket_path_that_is_too_long_is_put_elsewhere() {
    let scratch = Scratch::new();
    let deep =
        scratch.0.join("a folder whose name is long enough to leave no room for the name of a socket & more");
    let mut cluster = Cluster::start(&deep, Tuning::Throwaway).unwrap();
    let socket_dir = cluster.socket_dir().to_owned();
    assert!(!socket_dir.starts_with(&scratch.0));
    assert_eq!(number(&mut connect(&cluster), "1::bigint"), 1);
    cluster.stop().unwrap();
    assert!(!socket_dir.exists());
}

#[test]
fn a_server_that_does_not_come_up_says_why() {
    let scratch = Scratch::new();
    let mut cluster = Cluster::start(&scratch.0, Tuning::Throwaway).unwrap();
    let configuration = folder(&cluster).join("pgdata/postgresql.conf");
    cluster.stop().unwrap();
    std::fs::write(configuration, "no_such_setting = on\n").unwrap();
    let error = Cluster::start(&scratch.0, Tuning::Throwaway).unwrap_err().to_string();
    assert!(error.contains("no_such_setting"), "{error}");
}

#[test]
fn a_folder_out_of_the_servers_reach_is_refused_with_its_name() {
    // Only root starts the server as someone else.
    if std::fs::metadata("/proc/self").map(|own| std::os::unix::fs::MetadataExt::uid(&own)).unwrap() != 0 {
        return;
    }
    let scratch = Scratch::new();
    std::fs::create_dir(&scratch.0).unwrap();
    std::fs::set_permissions(&scratch.0, std::os::unix::fs::PermissionsExt::from_mode(0o700)).unwrap();
    let error = Cluster::start(&scratch.0.join("data"), Tuning::Durable).unwrap_err().to_string();
    assert!(error.contains(&format!("cannot pass through {},", scratch.0.display())), "{error}");
}
