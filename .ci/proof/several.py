#!/usr/bin/env python3
"""Several servers on one database, behind the proxy of backend/OPERATIONS.md as it is written there: one company is seeded, a session
holds everywhere, a key makes one document, a version is taken once, events reach whoever listens elsewhere, jobs do each thing once,
and a server that is stopped or killed costs nobody an answer.

Usage: python3 .ci/proof/several.py <sanbao binary> [--servers 3]
"""

import argparse
import contextlib
import http.client
import json
import re
import secrets
import shutil
import subprocess
import sys
import threading
import time
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from house import Api, Database, Server, Stream, folder, free_port

ROOT = Path(__file__).resolve().parents[2]
# An event is with whoever listens elsewhere within this time.
HEARD_WITHIN = 2.0


def proxy_settings(port: int, servers: list[Server], place: Path) -> str:
    """The proxy of the guide, for these servers, without TLS; it tells which of them answered."""
    guide = (ROOT / "backend/OPERATIONS.md").read_text(encoding="utf-8")
    text = re.search(r"```nginx\n(.*?)```", guide, re.S)[1]
    named = re.findall(r"    server (\S+)(.*;)\n", text)
    lines = "".join(f"    server 127.0.0.1:{server.port}{named[0][1]}\n" for server in servers)
    text = re.sub(r"(    server [\d.]+:\d+.*;\n)+", lines, text)
    text = re.sub(r"    (ssl_|add_header Strict).*\n", "", text)
    text = re.sub(r"listen 443 .*;", f"listen 127.0.0.1:{port};\n    add_header X-Answered-By $upstream_addr always;", text)
    return f"""
pid {place}/nginx.pid;
error_log {place}/error.log;
worker_processes 1;
events {{ worker_connections 512; }}
http {{
    access_log off;
    client_body_temp_path {place}/body;
    proxy_temp_path {place}/proxy;
    fastcgi_temp_path {place}/fastcgi;
    uwsgi_temp_path {place}/uwsgi;
    scgi_temp_path {place}/scgi;
{text}
}}
"""


class Proxy:
    def __init__(self, place: Path, servers: list[Server]) -> None:
        self.port = free_port()
        settings = place / "nginx.conf"
        settings.write_text(proxy_settings(self.port, servers, place), encoding="utf-8")
        command = ["/usr/sbin/nginx" if not shutil.which("nginx") else "nginx", "-p", str(place), "-c", str(settings), "-g", "daemon off;"]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            with contextlib.suppress(OSError, http.client.HTTPException):
                Api(self.port, 2).call("GET", "//health/live")
                return
            time.sleep(0.05)
        sys.exit("error: the proxy did not come up: " + (place / "error.log").read_text())

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(10)


class Trial:
    def __init__(self) -> None:
        self.wrong: list[str] = []

    def that(self, holds: bool, what: str) -> None:
        print(f"{'ok' if holds else 'WRONG':5}  {what}", flush=True)
        if not holds:
            self.wrong.append(what)


def key() -> dict[str, str]:
    return {"Idempotency-Key": secrets.token_hex(8)}


def complaint(unit: str, subject: str) -> dict:
    return {"kind": "complaint", "channel": "phone", "subject": subject, "unit_id": unit}


def run(binary: Path, count: int, place: Path) -> list[str]:
    trial = Trial()
    for name in ("db", "nginx", *(f"house{n}" for n in range(count))):
        (place / name).mkdir()
    (place / "nginx").chmod(0o777)
    db = Database(place / "db", {"max_connections": "120", "shared_buffers": "32MB"})
    servers = [Server(binary, place / f"house{n}", db.url, "--behind-proxy") for n in range(count)]
    proxy = None
    try:
        with ThreadPoolExecutor(count) as pool:
            list(pool.map(Server.start, servers))
        trial.that(db.sql("SELECT count(*) FROM organizations WHERE kind = 'manufacturer'") == "1", f"{count} servers that start at once migrate once and seed one company")
        proxy = Proxy(place / "nginx", servers)
        entry = Api(proxy.port)
        entry.log_in("specialist")
        me = Api(proxy.port)
        me.log_in("engineer")
        engineer = me.call("GET", "/me")[1]["id"]

        answers = [entry.call("GET", "/me") for _ in range(6 * count)]
        by = Counter(headers["X-Answered-By"] for _, _, headers in answers)
        trial.that(all(status == 200 for status, _, _ in answers) and len(by) == count, f"a session of one holds at each of {len(by)} servers")

        unit = entry.call("GET", "/units?limit=1")[1]["items"][0]["id"]
        same = key()

        def twin(n: int) -> tuple[int, dict]:
            api = Api(servers[n % count].port)
            api.token = entry.token
            return api.call("POST", "/tickets", complaint(unit, "同一把钥匙"), same)[:2]

        with ThreadPoolExecutor(12) as pool:
            twins = list(pool.map(twin, range(36)))
        made = {said["number"] for status, said in twins if status == 201}
        trial.that({status for status, _ in twins} <= {201, 409} and len(made) == 1, "a key makes one ticket, whichever server it comes to")
        trial.that(db.sql("SELECT count(*) FROM tickets WHERE subject = '同一把钥匙'") == "1", "and there is one ticket")

        ticket = next(said["id"] for status, said in twins if status == 201)
        version = entry.call("GET", f"/tickets/{ticket}")[2]["ETag"]

        def writer(n: int) -> int:
            api = Api(servers[n % count].port)
            api.token = entry.token
            return api.call("PATCH", f"/tickets/{ticket}", {"subject": f"改 {n}"}, {"If-Match": version})[0]

        with ThreadPoolExecutor(12) as pool:
            wrote = Counter(pool.map(writer, range(30)))
        trial.that(wrote[200] == 1 and wrote[412] == 29, f"of thirty writers of one version one wins: {dict(wrote)}")

        ears = [Stream(server.port, me.token) for server in servers] + [Stream(proxy.port, me.token)]
        for ear in ears:
            trial.that(ear.when("notifications", time.monotonic() + 10) is not None, "a stream is open")
        begun = time.monotonic()
        said = entry.call("POST", f"/tickets/{ticket}/comments", {"body": "请看", "visibility": "internal", "mentions": [engineer]}, key())
        trial.that(said[0] == 201, f"somebody is mentioned: {said[0]}")
        heard = [ear.when("mentioned", begun + HEARD_WITHIN) for ear in ears]
        late = max((at - begun for at in heard if at), default=0)
        trial.that(all(heard), f"the event is at every server and behind the proxy, after {late * 1000:.0f} ms at most")

        # Each clock is fired once, although each server looks every second.
        clocks = int(db.sql("WITH due AS (UPDATE clocks SET next_step_at = now() WHERE next_step_at IS NOT NULL AND stopped_at IS NULL RETURNING id) SELECT count(*) FROM due"))
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline and db.sql("SELECT count(*) FROM clocks WHERE next_step_at <= now()") != "0":
            time.sleep(0.1)
        doubled = db.sql("SELECT count(*) FROM (SELECT FROM notifications WHERE clock IS NOT NULL GROUP BY user_id, kind, ticket_id, clock, at_percent HAVING count(*) > 1) d")
        trial.that(clocks > 0 and doubled == "0", f"{clocks} clocks were looked at by {count} servers, and nobody was told twice")

        # Under load one is stopped and started, another killed: reading never fails, and what is sent again with its key is done once.
        over = threading.Event()
        failed: list[str] = []
        filed: list[str] = []

        def reader() -> None:
            api = Api(proxy.port, 10)
            api.token = entry.token
            while not over.is_set():
                try:
                    status = api.call("GET", "/me")[0]
                except (OSError, http.client.HTTPException) as error:
                    status = repr(error)
                if status != 200:
                    failed.append(str(status))

        def filer(name: str) -> None:
            api = Api(proxy.port, 10)
            api.token = entry.token
            n = 0
            while not over.is_set():
                n += 1
                subject, once = f"{name} {n}", key()
                for _ in range(20):
                    with contextlib.suppress(OSError, http.client.HTTPException):
                        if api.call("POST", "/tickets", complaint(unit, subject), once)[0] == 201:
                            filed.append(subject)
                            break
                    time.sleep(0.1)

        people = [threading.Thread(target=reader) for _ in range(3)] + [threading.Thread(target=filer, args=(f"负载 {n}",)) for n in range(3)]
        for person in people:
            person.start()
        for server in servers:
            server.stop()
            server.start()
        servers[-1].kill()
        servers[-1].start()
        over.set()
        for person in people:
            person.join()
        trial.that(not failed, f"reading went on while each server was stopped, started and one killed: {failed[:3]}")
        stored = Counter(row["subject"] for row in db.rows("SELECT subject FROM tickets WHERE subject LIKE '负载 %'"))
        trial.that(bool(filed) and all(stored[one] == 1 for one in filed) and max(stored.values()) == 1, f"{len(filed)} tickets were filed meanwhile, none lost, none twice")

        elsewhere = Api(servers[0].port)
        elsewhere.token = me.token
        trial.that(me.call("POST", "/auth/logout", {}, key())[0] in (200, 204), "somebody logs out")
        trial.that(elsewhere.call("GET", "/me")[0] == 401, "and is out at every server with the next request")
        checked = servers[0].check()
        trial.that(checked.returncode == 0, f"sanbao admin check finds nothing {checked.stdout[-300:] if checked.returncode else ''}")
    finally:
        if proxy:
            proxy.stop()
        for server in servers:
            with contextlib.suppress(Exception):
                server.kill()
        db.kill()
    return trial.wrong


def main() -> int:
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("binary", type=Path)
    words.add_argument("--servers", type=int, default=3)
    given = words.parse_args()
    with folder() as place:
        wrong = run(given.binary.resolve(), given.servers, place)
    print(json.dumps({"wrong": wrong}, ensure_ascii=False) if wrong else "passed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
