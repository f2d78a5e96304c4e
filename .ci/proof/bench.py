#!/usr/bin/env python3
"""How fast is it, and how does that grow? Fills a database with tickets, then lets wrk ask the server and pgbench carry out the very
statements that the server sends for it, on the same database at the same concurrency, one after the other. What counts is the ratio.

Usage: python3 .ci/proof/bench.py <sanbao binary, release> [--sizes 10000 100000] [--seconds 3] [--at 1 16 64] [--only "NAME" ...]
       [--keep FOLDER]
"""

import argparse
import json
import os
import re
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

from house import Api, Database, Server, folder, kept

HERE = Path(__file__).resolve().parent
OUT = HERE.parents[1] / ".build/bench.json"
TICKET = "00000001-0000-7000-8000-"
CUSTOMER = "00000002-0000-7000-8000-"
# What is asked. `once`: each of them only once, as the state of a ticket moves on.
ASKED = {
    "get a ticket": {"path": "/tickets/" + TICKET + "{id}"},
    "50 newest open of a queue": {"path": "/tickets?limit=50&open=true&team_id={team}&sort=-created_at"},
    "tickets of a customer": {"path": "/tickets?limit=50&customer_id=" + CUSTOMER + "{customer}"},
    "tickets, common word of two": {"path": "/tickets?limit=50&q=%E9%97%A8%E6%9C%BA"},
    "tickets, rare word of two": {"path": "/tickets?limit=50&q=%E9%B3%84%E9%B1%BC"},
    "search everything, rare word": {"path": "/search?q=%E9%B3%84%E9%B1%BC"},
    "50 newest returns": {"path": "/rmas?limit=50"},
    "returns of a dealer": {"path": "/rmas?limit=50&status=authorized&dealer_id={dealer}"},
    "50 newest lines of returns": {"path": "/rma-lines?limit=50"},
    "judged lines of a part": {"path": "/rma-lines?limit=50&judged=true&part_id={part}"},
    "overdue parts": {"path": "/rmas/overdue?limit=50"},
    "50 newest quality feedback": {"path": "/quality-feedback?limit=50"},
    "quality feedback by deadline": {"path": "/quality-feedback?limit=50&open=true&sort=due"},
    "a case of quality feedback": {"path": "/quality-feedback/00000009-0000-7000-8000-000000000001"},
    "early warning": {"path": "/reports/early-warning"},
    "50 newest claims": {"path": "/warranty-claims?limit=50"},
    "claims of a dealer": {"path": "/warranty-claims?limit=50&status=closed&dealer_id={dealer}"},
    "claims that silence decides": {"path": "/warranty-claims?limit=50&due_until={week}"},
    "a claim": {"path": "/warranty-claims/0000000a-0000-7000-8000-000000000001"},
    "try a claim": {"method": "POST", "path": "/warranty-claims/dry-run", "body": {"kind": "standard", "currency": "CNY", "unit_id": "00000003-0000-7000-8000-000000000001",
                    "dealer_id": "{dealer}", "failed_on": "{day}", "repaired_on": "{day}", "jobs": [{"complaint": "门机异响 {n}", "cause": "皮带磨损", "correction": "更换皮带", "action": "replace",
                    "causal_part_id": "{part}", "lines": [{"class": "part", "part_id": "{part}", "quantity": 1, "amount": "86.00"}, {"class": "misc", "description": "辅料", "quantity": 1, "amount": "20.00"}]}]}},
    "entries of a dealer": {"path": "/settlement-entries?limit=50&party_id={dealer}"},
    "what warranty costs": {"path": "/reports/warranty-cost?by=part", "as": "supervisor"},
    "dashboard": {"path": "/reports/desk?from={month}"},
    "create a ticket": {"method": "POST", "path": "/tickets", "body": {"kind": "complaint", "channel": "phone", "subject": "门机异响 {n}", "unit_id": "00000003-0000-7000-8000-000000000001"}},
    "add a comment": {"method": "POST", "path": "/tickets/" + TICKET + "{id}/comments", "body": {"body": "已与物业约好 {n}", "visibility": "internal"}},
    "a transition": {"method": "POST", "path": "/tickets/" + TICKET + "{id}/verify", "body": {"note": "已核实"}, "once": True},
    "log in": {"method": "POST", "path": "/auth/login", "body": {"email": "specialist@sanbao.example", "password": "sanbao-demo-2026"}},
}
# Least ratio to pgbench (get and list, create), most milliseconds, megabytes, seconds.
AIMS = {"get a ticket": 0.5, "50 newest open of a queue": 0.5, "tickets of a customer": 0.5, "create a ticket": 0.6}
MEMORY_MB, READY_S, TAIL, GROWTH = 150, 1.0, 10, 2
# For a hundred thousand claims (handbook 8).
REHEARSAL_S = 10


class Bench:
    """One size: a filled house, and what was measured in it."""

    def __init__(self, given: argparse.Namespace, place: Path, size: int) -> None:
        self.given, self.place, self.size = given, place, size
        for name in ("db", "house"):
            (place / name).mkdir(exist_ok=True)
        self.db = Database(place / "db", {"max_connections": "120", "shared_buffers": "512MB", "max_wal_size": "4GB", "log_destination": "jsonlog", "logging_collector": "on",
                                          "log_directory": str(place / "db"), "log_filename": "said", "log_rotation_age": "0", "log_rotation_size": "0"})
        self.server = Server(given.binary.resolve(), place / "house", self.db.url, "--workers", str(os.cpu_count()))
        self.server.start()
        self.server.stop()
        self.open = min(size // 2, 50_000)
        self.filled, self.fill_seconds = self.fill()
        self.db.stop()
        self.db.start()
        self.warm()
        # While the house was filled something may have looked at it, and then nothing in it is known to be there for everybody.
        self.db.sql("VACUUM")
        self.ready = self.server.start()
        self.api = Api(self.server.port)
        self.api.log_in("specialist")
        self.named = {
            "{team}": self.db.sql("SELECT id FROM teams ORDER BY id LIMIT 1"),
            "{dealer}": self.db.sql("SELECT id FROM organizations WHERE kind = 'dealer' ORDER BY id LIMIT 1"),
            "{part}": self.db.sql("SELECT id FROM parts ORDER BY id LIMIT 1"),
            "{month}": time.strftime("%Y-%m"),
            "{day}": time.strftime("%Y-%m-%d"),
            "{week}": time.strftime("%Y-%m-%d", time.localtime(time.time() + 7 * 86400)),
        }
        self.jobs: set[str] = set()
        # Fresh tickets for each run of transitions.
        moved = self.db.sql(f"SELECT coalesce(max(('x' || right(id::text, 12))::bit(48)::bigint), 0) FROM tickets WHERE id >= '{TICKET}{size - self.open + 1:012x}' AND id < '{TICKET}{size - self.open // 10:012x}' AND status <> 'new'")
        self.next_new = max(size - self.open, int(moved)) + 1

    def fill(self) -> tuple[str, float]:
        """What there is, and how long it took to make. What is kept from another time is not made again."""
        done = self.place / "filled.json"
        if not done.exists():
            begun = time.monotonic()
            filled = subprocess.run(self.db.psql("sanbao", "-At", "-v", f"tickets={self.size}", "-v", f"open={self.open}", "-f", HERE / "fill.sql"), capture_output=True, text=True)
            if filled.returncode:
                sys.exit(f"error: the database was not filled: {filled.stderr}")
            done.write_text(json.dumps([filled.stdout.strip().splitlines()[-1], time.monotonic() - begun]), encoding="utf-8")
        text, seconds = json.loads(done.read_text(encoding="utf-8"))
        return text, seconds

    def warm(self) -> None:
        """Reads all there is once: it fits into memory and is measured there, also where it was kept on a disk."""
        for file in (self.place / "db/pgdata/base").rglob("*"):
            if file.is_file():
                with file.open("rb") as content:
                    while content.read(1 << 24):
                        pass

    def plan(self, name: str, wanted: int = 0) -> dict:
        asked = ASKED[name]
        path, body = "/api/v1" + asked["path"], json.dumps(asked["body"], ensure_ascii=False) if "body" in asked else None
        for place, value in self.named.items():
            path, body = path.replace(place, value), body and body.replace(place, value)
        plan = {"method": asked.get("method", "GET"), "path": path, "body": body, "token": f"Bearer {self.api.token}", "etag": None,
                "run": secrets.token_hex(6), "first": 1, "last": self.size, "customers": max(self.size // 50, 10), "once": asked.get("once", False)}
        if plan["once"]:
            plan |= {"first": self.next_new, "etag": '"1"'}
            self.next_new += wanted
        return plan

    # The statements of a request, for pgbench.

    def ask_once(self, plan: dict, n: int) -> dict:
        api = Api(self.server.port)
        api.token = "" if "login" in plan["path"] else self.api.token
        fill = lambda text: text and text.replace("{id}", f"{n:012x}").replace("{n}", str(n)).replace("{customer}", f"{7:012x}")
        headers = {"Idempotency-Key": plan["run"]} if plan["method"] == "POST" else {}
        if plan["etag"]:
            headers["If-Match"] = plan["etag"]
        status, said, _ = api.call(plan["method"], fill(plan["path"]).removeprefix("/api/v1"), json.loads(fill(plan["body"])) if plan["body"] else None, headers)
        if status >= 300:
            sys.exit(f"error: {plan['method']} {plan['path']} was answered by {status}: {said}")
        return said

    def listen(self, work) -> list[list[tuple[str, dict[int, str | None]]]]:
        """What the server sends meanwhile: transactions, each of its statements with their values."""
        log = self.place / "db/said.json"
        at = log.stat().st_size
        self.db.sql("ALTER SYSTEM SET log_statement = 'all'")
        self.db.sql("SELECT pg_reload_conf()")
        time.sleep(0.3)
        work()
        self.db.sql("ALTER SYSTEM RESET log_statement")
        self.db.sql("SELECT pg_reload_conf()")
        time.sleep(0.3)
        groups, open_ones = [], {}
        for line in log.read_bytes()[at:].decode().splitlines():
            entry = json.loads(line)
            found = re.match(r"(?:execute [^:]*|statement): (.*)", entry.get("message", ""), re.S)
            if entry.get("user") != "sanbao" or not found or found[1].startswith(("SET ", "LISTEN")):
                continue
            values = re.findall(r"\$(\d+) = (NULL|'(?:[^']|'')*')", entry.get("detail", ""))
            one = (found[1], {int(k): None if v == "NULL" else v[1:-1].replace("''", "'") for k, v in values})
            if found[1].startswith("BEGIN") or entry["pid"] not in open_ones:
                groups.append([])
            if found[1].startswith("BEGIN"):
                open_ones[entry["pid"]] = groups[-1]
            open_ones.get(entry["pid"], groups[-1]).append(one)
            if found[1].startswith(("COMMIT", "ROLLBACK")) and "SAVEPOINT" not in found[1]:
                open_ones.pop(entry["pid"], None)
        return groups

    def capture(self, name: str) -> tuple[str, int]:
        """What the server sends for one request, without what jobs send of themselves, once a second."""
        if not self.jobs:
            self.jobs = {text for group in self.listen(lambda: time.sleep(6)) for text, _ in group} - {"BEGIN", "COMMIT", "ROLLBACK"}
        plan = self.plan(name, 2)
        said = {}
        # Once beforehand, so that connections are there and know the statements.
        self.ask_once(plan, plan["first"] if plan["once"] else 99)
        n = plan["first"] + 1 if plan["once"] else 100
        plan["run"] = secrets.token_hex(6)
        asked_at = time.time() * 1000
        groups = self.listen(lambda: said.update(self.ask_once(plan, n)))
        # A request may ask for some of what jobs ask for too.
        of_jobs = self.jobs | {"BEGIN", "COMMIT", "ROLLBACK"}
        lines = [one for group in groups if not all(text in of_jobs for text, _ in group) for one in group]
        return self.script(lines, plan, n, said, asked_at), len(lines)

    def script(self, lines: list, plan: dict, n: int, said: dict, asked_at: float) -> str:
        """The statements with other ids, keys and numbers each time, where the server would make or be told others."""
        # pgbench moves those that wrk has moved: a database that is kept has fresh ones for the next time.
        first, last = (self.next_new, self.next_new + 1200 * self.given.seconds) if plan["once"] else (plan["first"], plan["last"])
        fresh = {f"{TICKET}{n:012x}": f"'{TICKET}' || lpad(to_hex(:i::bigint), 12, '0')", f"{CUSTOMER}{7:012x}": f"'{CUSTOMER}' || lpad(to_hex(:c::bigint), 12, '0')", plan["run"]: "'b' || :r::text"}
        if isinstance(said.get("number"), str) and plan["method"] == "POST" and plan["path"].endswith("/tickets"):
            fresh[said["number"]] = "'T-' || :r::text"
        # The tickets of a customer are every so many, and another customer's stand beside them: the same rows each time would stay at hand.
        if "{customer}" in plan["path"]:
            for one in sorted({one for _, values in lines for value in values.values() if value for one in re.findall(TICKET + "[0-9a-f]{12}", value)}):
                fresh[one] = f"'{TICKET}' || lpad(to_hex(:c::bigint + {int(one[-12:], 16) - 7}), 12, '0')"
        # Ids of version 7 that the server has just made; those of the fill are told by their number.
        made = sorted({one for _, values in lines for value in values.values() if value for one in re.findall(r"[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}", value)})
        for k, one in enumerate(made):
            if int(one[:8] + one[9:13], 16) >= asked_at - 2 and plan["method"] == "POST":
                fresh[one] = f"lpad(to_hex(:r::bigint), 20, '0') || '{k:012x}'"
        hashed = set()
        out = [rf"\set i random({first}, {last})", rf"\set c random(1, {plan['customers']})", r"\set r random(1, 1000000000000000000)"]
        for text, values in lines:
            if plan["once"]:
                # The same look-up by key, which finds the row each time.
                text = re.sub(r'("tickets"\."version" )=', r"\1<=", text)
            if re.match('INSERT INTO "(refresh_tokens|known_devices)"', text):
                hashed = {value for value in values.values() if value and value.startswith(r"\x")}
            out.append(re.sub(r"\$(\d+)", lambda found: "decode(lpad(to_hex(:r::bigint), 64, '0'), 'hex')" if values.get(int(found[1])) in hashed else self.literal(values.get(int(found[1])), fresh, text), text).replace("\n", " ") + ";")
        return "\n".join(out) + "\n"

    @staticmethod
    def literal(value: str | None, fresh: dict[str, str], text: str) -> str:
        if value is None:
            return "NULL"
        quote = lambda part: "E'" + part.replace("\\", "\\\\").replace("'", "\\'").replace(":", "\\x3a").replace("\n", "\\n") + "'"
        pieces = re.split("(" + "|".join(re.escape(one) for one in sorted(fresh, key=len, reverse=True)) + ")", value) if fresh else [value]
        if len(pieces) == 1:
            return quote(value)
        whole = " || ".join(fresh.get(piece) or quote(piece) for piece in pieces if piece)
        if re.fullmatch(r"[0-9a-f-]{36}", value):
            return f"({whole})::uuid"
        if re.fullmatch(r"\{[0-9a-f,-]+\}", value):
            return f"({whole})::uuid[]"
        return f"({whole})::{'jsonb' if value.startswith(('{', '[')) and 'idempotency_keys' not in text else 'text'}"

    # The two measurements.

    def wrk(self, name: str, at: int) -> dict:
        """A second beforehand is not counted: each connection plans a statement when it first carries it out."""
        self.ask_by_wrk(name, at, 1)
        return self.ask_by_wrk(name, at, self.given.seconds)

    def ask_by_wrk(self, name: str, at: int, seconds: int) -> dict:
        plan = self.plan(name, 1200 * seconds)
        lua = self.place / "plan.lua"
        lua.write_text("return {" + ", ".join(f"{key} = {'nil' if value is None else json.dumps(value, ensure_ascii=False)}" for key, value in plan.items()) + "}", encoding="utf-8")
        threads = min(at, 2)
        before = self.cpu()
        command = ["wrk", f"-t{threads}", f"-c{at}", f"-d{seconds}s", "--timeout", "30s", "-s", HERE / "wrk.lua", f"http://127.0.0.1:{self.server.port}"]
        said = subprocess.run(command, env=os.environ | {"PLAN": str(lua), "THREADS": str(threads)}, capture_output=True, text=True)
        found = re.search("RESULT (.*)", said.stdout)
        if not found:
            sys.exit(f"error: wrk said {said.stdout}{said.stderr}")
        out = json.loads(found[1])
        out["rate"] = out["requests"] / out["seconds"]
        out["cpu_ms"] = 1000 * (self.cpu() - before) / max(out["requests"], 1)
        return out

    def cpu(self) -> float:
        words = Path(f"/proc/{self.server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(words[11]) + int(words[12])) / os.sysconf("SC_CLK_TCK")

    def memory(self, what: str) -> float:
        return int(re.search(rf"{what}:\s+(\d+)", Path(f"/proc/{self.server.process.pid}/status").read_text())[1]) / 1024

    def pgbench(self, script: Path, at: int) -> dict:
        command = [self.db.bin / "pgbench", "-n", "-M", "prepared", "-c", str(at), "-j", str(min(at, 2)), "-T", str(self.given.seconds), "-f", script, "-h", self.db.socket, "-U", "sanbao", "sanbao"]
        said = subprocess.run(command, capture_output=True, text=True)
        rate, latency = re.search(r"tps = ([\d.]+)", said.stdout), re.search(r"latency average = ([\d.]+)", said.stdout)
        if not rate or said.returncode:
            print(f"pgbench: {said.stderr[-600:]}", file=sys.stderr)
            return {"rate": None}
        return {"rate": float(rate[1]), "average": float(latency[1])}

    def log_in(self, name: str) -> None:
        """Over a new connection, for the server hangs up on one that says nothing while others are measured."""
        self.api = Api(self.server.port)
        self.api.log_in(ASKED[name].get("as", "specialist"))

    def run(self) -> dict:
        rows = []
        for name in ASKED:
            if self.given.only and name not in self.given.only:
                continue
            self.log_in(name)
            text, statements = self.capture(name)
            script = self.place / "script.sql"
            script.write_text(text, encoding="utf-8")
            if self.given.only:
                print(text)
            for at in self.given.at:
                self.log_in(name)
                asked, sql = self.wrk(name, at), self.pgbench(script, at)
                row = {"size": self.size, "name": name, "at": at, "statements": statements, **asked, "pgbench": sql["rate"], "ratio": sql["rate"] and asked["rate"] / sql["rate"]}
                rows.append(row)
                print(line(row), flush=True)
        out = {"size": self.size, "filled": self.filled, "fill_seconds": self.fill_seconds, "ready_seconds": self.ready, "memory_mb": self.memory("VmRSS"), "memory_most_mb": self.memory("VmHWM"), "rows": rows}
        return out if self.given.only else out | self.rehearse()

    def rehearse(self) -> dict:
        """All claims of three years once more under the rules in force."""
        api = Api(self.server.port, 120)
        api.log_in("supervisor")
        rules = api.call("GET", "/adjudication-rule-sets")[1][0]["id"]
        begun = time.monotonic()
        status, said, _ = api.call("POST", f"/adjudication-rule-sets/{rules}/try", {"months": 36})
        taken = time.monotonic() - begun
        if status != 200:
            sys.exit(f"error: the rehearsal was answered by {status}: {said}")
        print(f"{said['claims']:,} claims rehearsed in {taken:.2f} s; memory at most {self.memory('VmHWM'):.0f} MB then")
        return {"rehearsed": said["claims"], "rehearsal_seconds": taken}

    def close(self) -> None:
        self.server.stop()
        self.db.stop()


def line(row: dict) -> str:
    ratio, sql = (f"{row['ratio']:6.2f}", f"{row['pgbench']:9.0f}") if row["ratio"] else ("     –", "        –")
    wrong = f"  {row['refused']} refused, {row['broken']} broken" if row["refused"] or row["broken"] else ""
    return f"{row['name']:30} {row['size']:9,} {row['at']:4} {row['statements']:4} {row['rate']:9.0f} {row['p50']:9.2f} {row['p99']:9.2f} {row['cpu_ms']:7.2f} {sql} {ratio}{wrong}"


def aims(results: list[dict]) -> list[str]:
    """Which aims are met and which not."""
    out = []
    rows = {(r["name"], r["size"], r["at"]): r for result in results for r in result["rows"]}
    for (name, size, at), row in rows.items():
        if name in AIMS and row["ratio"]:
            out.append((f"{name}, {size:,}, {at} at once: {row['ratio']:.2f} of pgbench, at least {AIMS[name]}", row["ratio"] >= AIMS[name]))
        if not row["p50"]:
            out.append((f"{name}, {size:,}, {at} at once: no answer in the time there was", False))
            continue
        out.append((f"{name}, {size:,}, {at} at once: p99 {row['p99'] / row['p50']:.1f} × p50, at most {TAIL}", row["p99"] <= TAIL * row["p50"]))
        least = min(result["size"] for result in results)
        if size > least and rows.get((name, least, at), row)["p99"] and name.startswith(("50", "tickets", "search", "returns", "judged", "overdue", "claims", "entries")):
            growth = row["p99"] / rows[(name, least, at)]["p99"]
            out.append((f"{name}, {at} at once: p99 at {size:,} is {growth:.1f} × that at {least:,}, at most {GROWTH}", growth <= GROWTH))
    for result in results:
        out.append((f"memory at {result['size']:,}: {result['memory_most_mb']:.0f} MB, at most {MEMORY_MB}", result["memory_most_mb"] <= MEMORY_MB))
        if "rehearsed" in result:
            within = REHEARSAL_S * max(result["rehearsed"], 10_000) / 100_000
            out.append((f"{result['rehearsed']:,} claims rehearsed in {result['rehearsal_seconds']:.2f} s, at most {within:.1f}", result["rehearsal_seconds"] <= within))
        out.append((f"ready at {result['size']:,} after {result['ready_seconds']:.2f} s, at most {READY_S}", result["ready_seconds"] <= READY_S))
    return out


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--sizes", type=int, nargs="+", default=[10_000, 100_000])
    arguments.add_argument("--at", type=int, nargs="+", default=[1, 16, 64])
    arguments.add_argument("--seconds", type=int, default=3)
    arguments.add_argument("--only", choices=list(ASKED), nargs="+", help="ask these alone, and show their statements")
    arguments.add_argument("--keep", type=Path, help="a folder in which filled databases stay, for the next time")
    given = arguments.parse_args()
    if not shutil.which("wrk"):
        sys.exit("error: wrk is not here (on Debian: apt-get install wrk)")
    print(f"{'':30} {'tickets':>9} {'at':>4} {'SQL':>4} {'req/s':>9} {'p50 ms':>9} {'p99 ms':>9} {'cpu ms':>7} {'pgbench/s':>9} {'ratio':>6}")
    results = []
    for size in given.sizes:
        with kept(given.keep / str(size)) if given.keep else folder() as place:
            bench = Bench(given, place, size)
            try:
                print(f"{bench.filled}; filled in {bench.fill_seconds:.0f} s, ready after {bench.ready:.2f} s", flush=True)
                results.append(bench.run())
                print(f"memory {results[-1]['memory_mb']:.0f} MB, at most {results[-1]['memory_most_mb']:.0f} MB")
            finally:
                bench.close()
    OUT.parent.mkdir(exist_ok=True)
    OUT.write_text(json.dumps(results, indent=1, ensure_ascii=False), encoding="utf-8")
    judged = aims(results)
    print(f"\n{sum(met for _, met in judged)} of {len(judged)} aims are met; those that are not:")
    print("\n".join(f"  {text}" for text, met in judged if not met))
    return 0


if __name__ == "__main__":
    sys.exit(main())
