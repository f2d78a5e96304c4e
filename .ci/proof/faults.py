#!/usr/bin/env python3
"""Nothing acknowledged is lost, nothing is half done, nothing is done twice, whatever breaks. Clients work while the server or its
PostgreSQL is killed, frozen, stopped or cut off; after each fault all that they were told is compared with what the database holds.

Usage: python3 .ci/proof/faults.py <sanbao binary> [--cycles 50] [--seed N] [--clients 8] [--only FAULT] [--slack 1]
"""

import argparse
import contextlib
import http.client
import random
import secrets
import subprocess
import sys
import threading
import time
from pathlib import Path

from clients import Client, Journal
from house import Api, Database, Server, folder

ROOT = Path(__file__).resolve().parents[2]
# P17, P18 of the promises.
BACK_WITHIN, TOLD_WITHIN, ALIVE_WITHIN = 2.0, 1.5, 0.5
# A request may wait this long for a lock that somebody holds on its row.
LOCKED_WITHIN = 3.5


class Trial:
    """A house, those who work in it, and what came out."""

    def __init__(self, binary: Path, place: Path, seed: int, journal: Journal) -> None:
        self.random, self.journal, self.seconds = random.Random(seed), journal, {}
        for name in ("db", "house"):
            (place / name).mkdir()
        self.db = Database(place / "db", {"max_connections": "40", "shared_buffers": "32MB", "log_min_error_statement": "panic"})
        self.server = Server(binary, place / "house", self.db.url)
        self.note("server ready, new database", self.server.start())
        self.probe = Api(self.server.port, 12)
        self.probe.log_in("specialist")
        self.logged_in = time.monotonic()
        self.shop = self.open_shop()

    def open_shop(self) -> dict:
        """What the clients need: goods at a place, a unit, and a ticket that all of them change."""
        batch_free = [part["id"] for part in self.probe.call("GET", "/parts?limit=100")[1]["items"] if not part["batch_tracked"] and part["active"]][:2]
        depot = next(place["id"] for place in self.probe.call("GET", "/locations?limit=100")[1]["items"] if place["kind"] == "central_depot")
        unit = self.probe.call("GET", "/units?limit=1")[1]["items"][0]["id"]
        # Claims without files are decided by the rules here, so that money moves.
        self.db.sql("UPDATE adjudication_rule_sets SET rules = jsonb_set(rules, '{evidence}', '0')")
        covered = [one["id"] for one in self.probe.call("GET", "/units?limit=100")[1]["items"] if one["warranty"] == "in_warranty"]
        units = self.db.rows(f"SELECT id AS unit_id, dealer_id FROM units WHERE dealer_id IS NOT NULL AND id = ANY('{{{','.join(covered)}}}')")
        operation = self.db.sql("SELECT id FROM labour_operations WHERE product_id IS NULL AND active ORDER BY code LIMIT 1")
        days = self.db.sql("SELECT string_agg((current_date - n)::text, ' ') FROM generate_series(1, 28) n").split()
        body = {"kind": "complaint", "channel": "phone", "subject": "共有"}
        status, said, _ = self.probe.call("POST", "/tickets", body, {"Idempotency-Key": secrets.token_hex(8)})
        assert status == 201, said
        return {"parts": batch_free, "location": depot, "unit": unit, "ticket": said["id"], "units": units, "days": days, "operation": operation}

    def note(self, what: str, seconds: float) -> None:
        self.seconds.setdefault(what, []).append(seconds)

    def wrong(self, what: str) -> None:
        self.journal.complain(what)

    # Looking at the server while something is wrong, and after.

    def ask(self, path: str) -> tuple[int | str, float]:
        begun = time.monotonic()
        try:
            status = self.probe.call("GET", path)[0]
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        return status, time.monotonic() - begun

    def watch_away(self, seconds: float, fault: str) -> None:
        """The database is away: that is said soon, and the server lives."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            for path, right, within in (("//health/live", 200, ALIVE_WITHIN), ("/tickets?limit=5", 503, TOLD_WITHIN), ("//health/ready", 503, TOLD_WITHIN)):
                status, taken = self.ask(path)
                self.note(f"{path.strip('/')} while the database is away", taken)
                if status != right or taken > within:
                    self.wrong(f"P18: {fault}: {path} was answered by {status} after {taken:.2f} s instead of {right} within {within} s")
            time.sleep(0.05)

    def back(self, since: float, fault: str) -> None:
        """From this moment on all is there again: how long until it works?"""
        while time.monotonic() < since + 15:
            if self.ask("/tickets?limit=5")[0] == 200:
                taken = time.monotonic() - since
                self.note(f"first good answer after: {fault}", taken)
                if taken > BACK_WITHIN:
                    self.wrong(f"P17: {fault}: the first good answer came after {taken:.2f} s")
                if (ready := self.ask("//health/ready")[0]) != 200:
                    self.wrong(f"P17: {fault}: ready says {ready}")
                return
            time.sleep(0.02)
        self.wrong(f"P17: {fault}: no good answer within 15 s")

    # What goes wrong.

    def kill_server(self) -> None:
        self.server.kill()
        self.note("server ready after kill -9", self.server.start())

    def drain_server(self) -> None:
        self.server.stop()
        self.note("server ready after SIGTERM", self.server.start())

    def kill_database(self) -> None:
        self.db.kill()
        self.watch_away(self.random.uniform(0.1, 1.2), "kill_database")
        self.back(self.db.start(), "kill_database")

    def kill_both(self) -> None:
        first, second = (self.db.kill, self.server.kill) if self.random.random() < 0.5 else (self.server.kill, self.db.kill)
        first()
        second()
        self.db.start()
        self.note("server ready after both were killed", self.server.start())

    def cut_connections(self) -> None:
        for _ in range(self.random.randint(1, 5)):
            self.db.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'sanbao'")
            time.sleep(self.random.uniform(0, 0.3))
        self.back(time.monotonic(), "cut_connections")

    def stop_database(self) -> None:
        self.db.stop()
        self.watch_away(self.random.uniform(0.5, 2.5), "stop_database")
        self.back(self.db.start(), "stop_database")

    def freeze_database(self) -> None:
        frozen = self.db.freeze()
        try:
            self.watch_away(self.random.uniform(1, 4), "freeze_database")
        finally:
            self.db.thaw(frozen)
        self.back(time.monotonic(), "freeze_database")

    def refuse_connections(self) -> None:
        """As when others have taken all connections there are."""
        self.db.sql("ALTER ROLE sanbao CONNECTION LIMIT 0")
        self.db.sql("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE usename = 'sanbao'")
        self.watch_away(self.random.uniform(0.5, 2.5), "refuse_connections")
        self.db.sql("ALTER ROLE sanbao CONNECTION LIMIT -1")
        self.back(time.monotonic(), "refuse_connections")

    def exhaust_pool(self) -> None:
        """Somebody holds a lock that all wait for, and ten times as many ask as there are connections."""
        lock = subprocess.Popen(self.db.psql(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        lock.stdin.write("BEGIN; LOCK TABLE tickets;\n\\echo held\n")
        lock.stdin.flush()
        lock.stdout.readline()
        answers = []

        def ask() -> None:
            api = Api(self.server.port, 15)
            api.token = self.probe.token
            begun = time.monotonic()
            with contextlib.suppress(OSError, http.client.HTTPException):
                answers.append((api.call("GET", "/tickets?limit=5")[0], time.monotonic() - begun))

        threads = [threading.Thread(target=ask) for _ in range(80)]
        for thread in threads:
            thread.start()
        status, taken = self.ask("//health/live")
        if status != 200 or taken > ALIVE_WITHIN:
            self.wrong(f"P18: exhaust_pool: live was answered by {status} after {taken:.2f} s")
        for thread in threads:
            thread.join()
        lock.communicate("ROLLBACK;\n")
        slow = max(taken for _, taken in answers)
        self.note("slowest refusal of eighty while tickets were locked", slow)
        if len(answers) < 80 or any(status != 503 for status, _ in answers) or slow > LOCKED_WITHIN:
            self.wrong(f"P19: exhaust_pool: {len(answers)} answers, {set(s for s, _ in answers)}, the slowest after {slow:.2f} s")
        self.back(time.monotonic(), "exhaust_pool")

    # One round.

    def cycle(self, number: int, fault: str, clients: int) -> int:
        if time.monotonic() > self.logged_in + 600:
            self.probe.log_in("specialist")
            self.logged_in = time.monotonic()
        # The server may be another one by now.
        self.probe.connection.close()
        people = [Client(n, f"{self.random.random()}-{n}", self.server.port, self.journal, self.shop) for n in range(clients)]
        calls = len(self.journal.calls)
        for one in people:
            one.start()
        time.sleep(self.random.uniform(0.3, 1.2))
        self.journal.write(cycle=number, fault=fault)
        getattr(self, fault)()
        time.sleep(self.random.uniform(0.1, 0.4))
        for one in people:
            one.ending.set()
        for one in people:
            one.join()
        self.judge()
        return len(self.journal.calls) - calls

    def judge(self) -> None:
        """All that was said against all that is there."""
        wishes = list(self.journal.wishes.values())
        there: dict[str, dict[str, int]] = {}

        def found(what: str, query: str) -> None:
            there[what] = {}
            for row in self.db.rows(query):
                there[what][row["key"]] = there[what].get(row["key"], 0) + row["n"]

        found("create", "SELECT split_part(subject, ' ', 2) AS key, count(*) AS n FROM tickets WHERE subject LIKE '故障 %' GROUP BY 1")
        found("raise", "SELECT split_part(subject, ' ', 2) AS key, count(*) AS n FROM quality_feedbacks WHERE subject LIKE '质量 %' GROUP BY 1")
        found("claim", "SELECT split_part(note, ' ', 2) AS key, count(*) AS n FROM warranty_claims WHERE note LIKE '索赔 %' GROUP BY 1")
        found("send in", "SELECT e.claim_id AS key, count(*) AS n FROM warranty_claim_events e JOIN warranty_claims k ON k.id = e.claim_id WHERE k.note LIKE '索赔 %' AND e.kind = 'submit' GROUP BY 1")
        found("comment", "SELECT split_part(body, ' ', 2) AS key, count(*) AS n FROM comments WHERE body LIKE '说明 %' GROUP BY 1")
        found("stock", "SELECT reference AS key, count(*) AS n FROM stock_movements WHERE length(reference) = 32 GROUP BY 1")
        found("action", "SELECT note AS key, count(*) AS n FROM ticket_events WHERE kind = 'action' AND length(note) = 32 GROUP BY 1")
        found("change", "SELECT split_part(changes ->> 'subject', ' ', 2) AS key, count(*) AS n FROM audit_entries WHERE action = 'update' AND changes ->> 'subject' LIKE '共有 %' GROUP BY 1")
        known = set()
        for wish in wishes:
            what = {"receive": "stock", "issue": "stock"}.get(wish["what"], wish["what"] if wish["what"] in there else "action")
            mark = wish.get("mark", wish["key"])
            n = there[what].get(mark, 0)
            known.add((what, mark))
            if wish.get("done") and n != 1:
                self.wrong(f"P0{1 if n == 0 else 3}: {wish['what']} {wish['key']} was acknowledged and is there {n} times")
            if wish.get("refused") and n:
                self.wrong(f"P03: {wish['what']} {wish['key']} was refused ({wish['refused']}) and is there {n} times")
            if n > 1:
                self.wrong(f"P03: {wish['what']} {wish['key']} is there {n} times")
        for what, keys in there.items():
            for key in keys:
                if (what, key) not in known:
                    self.wrong(f"{what} {key} is there and nobody asked for it")
        # P04: of those that changed one version only one was let.
        versions = [wish["etag"] for wish in wishes if wish["what"] == "change" and wish.get("done")]
        if len(versions) != len(set(versions)):
            self.wrong("P04: two changes were let on one version")
        for query in PARTIAL:
            for row in self.db.rows(query):
                self.wrong(f"P02/P13/P30: {row}")
        checked = self.server.check()
        if checked.returncode != 0:
            self.wrong(f"sanbao admin check: {checked.stdout}{checked.stderr}")


# What is half done: a ticket of the clients with other than one beginning, one row of audit for each turn, the clocks of its kind, and
# a version for each change; a comment without its place in the timeline; a movement or a quality feedback without its audit; a claim
# without its version or event for each sending in, or other than one entry in the ledger once it is payable; numbers given twice.
PARTIAL = [
    """SELECT t.number, t.version, e.*, a.*, k.* FROM tickets t,
        LATERAL (SELECT count(*) FILTER (WHERE kind = 'created') AS begun, count(*) FILTER (WHERE kind = 'action') AS turns,
            count(*) FILTER (WHERE kind = 'comment') AS said, count(*) FILTER (WHERE kind = 'updated') AS changed
            FROM ticket_events WHERE ticket_id = t.id) e,
        LATERAL (SELECT count(*) FILTER (WHERE action = 'create') AS made, count(*) FILTER (WHERE action = 'update') AS updates,
            count(*) FILTER (WHERE action = 'comment') AS comments, count(*) FILTER (WHERE action NOT IN ('create', 'update', 'comment')) AS acts
            FROM audit_entries WHERE record = 'ticket' AND record_id = t.id) a,
        LATERAL (SELECT count(*) AS clocks, count(*) FILTER (WHERE (SELECT count(*) FROM clock_events v WHERE v.clock_id = c.id AND v.kind = 'start') = 1) AS begun_clocks
            FROM clocks c WHERE c.ticket_id = t.id) k
        WHERE (t.subject LIKE '故障 %' OR t.subject LIKE '共有%')
            AND (e.begun <> 1 OR a.made <> 1 OR e.turns <> a.acts OR e.said <> a.comments OR e.changed <> a.updates OR k.clocks = 0
                OR k.clocks <> k.begun_clocks OR NOT EXISTS (SELECT FROM ticket_progress g WHERE g.ticket_id = t.id)
                OR (SELECT count(*) FROM comments c WHERE c.ticket_id = t.id) <> e.said)""",
    """SELECT m.id, m.reference FROM stock_movements m
        WHERE length(m.reference) = 32 AND (SELECT count(*) FROM audit_entries a WHERE a.record = 'stock_movement' AND a.record_id = m.id) <> 1""",
    """SELECT q.number FROM quality_feedbacks q
        WHERE q.subject LIKE '质量 %' AND (SELECT count(*) FROM audit_entries a WHERE a.record = 'quality_feedback' AND a.record_id = q.id AND a.action = 'create') <> 1""",
    """SELECT k.number, k.status, k.submission, k.approved, e.*, v.*, a.*, l.* FROM warranty_claims k,
        LATERAL (SELECT count(*) FILTER (WHERE kind = 'create') AS begun, count(*) FILTER (WHERE kind = 'submit') AS sent FROM warranty_claim_events WHERE claim_id = k.id) e,
        LATERAL (SELECT count(*) AS versions FROM warranty_claim_versions WHERE claim_id = k.id) v,
        LATERAL (SELECT count(*) FILTER (WHERE action = 'create') AS made, count(*) FILTER (WHERE action = 'submit') AS submits
            FROM audit_entries WHERE record = 'warranty_claim' AND record_id = k.id) a,
        LATERAL (SELECT count(*) AS entries, -sum(amount) AS owed FROM settlement_entries WHERE source = 'warranty_claim' AND source_id = k.id) l
        WHERE k.note LIKE '索赔 %' AND (e.begun <> 1 OR a.made <> 1 OR e.sent <> k.submission OR v.versions <> k.submission OR a.submits <> k.submission
            OR (k.status = 'draft') <> (k.submission = 0) OR l.entries <> (k.status = 'payable')::int OR l.owed <> k.approved
            OR (SELECT sum(claimed) FROM warranty_claim_lines WHERE claim_id = k.id) <> k.claimed)""",
    "SELECT number, count(*) AS times FROM warranty_claims GROUP BY 1 HAVING count(*) > 1",
    "SELECT number, count(*) AS times FROM tickets GROUP BY 1 HAVING count(*) > 1",
    "SELECT number, count(*) AS times FROM quality_feedbacks GROUP BY 1 HAVING count(*) > 1",
    "SELECT key FROM idempotency_keys WHERE status IS NULL",
]
FAULTS = ["kill_server", "kill_database", "kill_both", "cut_connections", "stop_database", "freeze_database", "refuse_connections", "exhaust_pool", "drain_server"]


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--cycles", type=int, default=50)
    arguments.add_argument("--seed", type=int, default=secrets.randbelow(1_000_000))
    arguments.add_argument("--clients", type=int, default=8)
    arguments.add_argument("--only", choices=FAULTS)
    arguments.add_argument("--slack", type=float, default=1, help="so many times what is promised is still no fault: for debug builds on busy machines")
    given = arguments.parse_args()
    for limit in ("BACK_WITHIN", "TOLD_WITHIN", "ALIVE_WITHIN", "LOCKED_WITHIN"):
        globals()[limit] *= given.slack
    print(f"seed {given.seed}", flush=True)
    (ROOT / ".build").mkdir(exist_ok=True)
    journal = Journal(ROOT / ".build/faults-journal.jsonl")
    begun, order = time.monotonic(), random.Random(given.seed)
    with folder() as place:
        trial = Trial(given.binary.resolve(), place, given.seed, journal)
        try:
            turns: list[str] = []
            for number in range(1, given.cycles + 1):
                # Each kind once before any comes again.
                turns = turns or order.sample(FAULTS, len(FAULTS))
                fault = given.only or turns.pop()
                wrong = len(journal.wrong)
                calls = trial.cycle(number, fault, given.clients)
                print(f"{number:4} {fault:20} {calls:6} calls  {'ok' if len(journal.wrong) == wrong else 'WRONG'}", flush=True)
                for what in journal.wrong[wrong : wrong + 10]:
                    print(f"     {what[:600]}", flush=True)
            held = trial.db.sql("SELECT (SELECT count(*) FROM tickets) || ' tickets, ' || (SELECT count(*) FROM ticket_events) || ' entries of timelines, ' || (SELECT count(*) FROM stock_movements) || ' movements, ' || (SELECT count(*) FROM warranty_claims) || ' claims, ' || (SELECT count(*) FROM settlement_entries) || ' entries of the ledger, ' || (SELECT count(*) FROM audit_entries) || ' rows of audit'")
        finally:
            if trial.server.process.poll() is None:
                trial.server.stop()
            with contextlib.suppress(OSError, subprocess.SubprocessError):
                trial.db.kill()
            if journal.wrong:
                (ROOT / ".build/faults-server.log").write_bytes((place / "house/server.log").read_bytes())
    wishes = list(journal.wishes.values())
    print(f"\n{len(journal.calls)} calls for {len(wishes)} wishes: {sum(bool(w.get('done')) for w in wishes)} acknowledged, "
          f"{sum(bool(w.get('refused')) for w in wishes)} refused; {held}; {time.monotonic() - begun:.0f} s")
    for what, seconds in sorted(trial.seconds.items()):
        print(f"{what:58} {len(seconds):5} × median {sorted(seconds)[len(seconds) // 2]:6.3f} s, longest {max(seconds):6.3f} s")
    print(f"{'FAILED: ' + str(len(journal.wrong)) + ' times something was wrong' if journal.wrong else 'passed'}; seed {given.seed}, journal .build/faults-journal.jsonl")
    return 1 if journal.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
