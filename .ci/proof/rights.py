#!/usr/bin/env python3
"""Nobody sees what is not theirs. Puts a word into every text of the demo company that says whose it is; then everybody from outside
the house asks for everything the specification names – lists page by page, filters, searches, exports, printed forms, files, records by
their own ids, by others', by ids of nothing, in path, query and body – while a page of theirs is open and everybody's records change. No
answer, no form, no file and no event may hold the word of somebody else, nor tell a foreign id from one of nothing.

Usage: python3 .ci/proof/rights.py <sanbao binary> [--only WHO …] [--show]
"""

import argparse
import copy
import http.client
import itertools
import json
import re
import signal
import sys
import time
import urllib.parse
import uuid
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from pathlib import Path

from doors import PLANTED, WORD, lay_files, readable, stir
from house import Api, Database, Server, Stream, folder
from owners import HOUSE, OPEN, OWNERS, functions

ROOT = Path(__file__).resolve().parents[2]
NOTHING = "01933f0a-0000-7000-8000-00000000dead"
READERS = {"dealer": "DL-HZ", "dealer.technician": "DL-HZ", "dealer.chengdu": "DL-CD", "servicecenter": "SC-SH", "supplier": "SP-DM", "customer": "CU-XH"}
PAGES = 4
# Who files tickets is told of them; suppliers are told what they are offered.
FILES_NONE = {"supplier"}
DOORS = {"json", "pdf", "file", "archive", "stream"}


class House:
    """The demo company with its words planted, and what is whose."""

    def __init__(self, db: Database, specialist: Api) -> None:
        self.db, self.ids = db, {}
        db.sql(functions())
        self.files = lay_files(db, specialist)
        self.columns = self.texts()
        unnamed = sorted({table for table, _ in self.columns} - OWNERS.keys() - HOUSE - OPEN.keys())
        if unnamed:
            sys.exit(f"error: whose are the texts of {', '.join(unnamed)}? Say so in .ci/proof/owners.py")
        keys = self.keys()
        planted = [self.plant(table, column) for table, column in self.columns if table not in OPEN]
        # Some tables are added to and never changed: not by the server, that is.
        self.planted = sum(int(n) for n in db.sql("SET session_replication_role = replica; " + "; ".join(planted)).split())
        self.known = " UNION ALL ".join(
            f"(SELECT '{table}' AS t, x.{keys[table]}::text AS id, ({whose})::text[] AS owners FROM {table} x ORDER BY 2 DESC LIMIT 300)" for table, whose in OWNERS.items()
        )

    def look(self) -> None:
        """What there is by now, and whose it is."""
        self.ids = {table: [] for table in OWNERS}
        for row in self.db.rows(self.known):
            self.ids[row["t"]].append((row["id"], set(row["owners"] or [])))

    def texts(self) -> list[tuple[str, str]]:
        """The columns that hold what people write: those in which something stands that is no word of ours."""
        columns = self.db.rows(
            "SELECT table_name AS t, column_name AS c FROM information_schema.columns JOIN information_schema.tables USING (table_schema, table_name) "
            "WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND data_type = 'text' AND is_generated = 'NEVER' ORDER BY 1, 2"
        )
        asked = [f"SELECT '{row['t']}' AS t, '{row['c']}' AS c WHERE EXISTS (SELECT FROM \"{row['t']}\" WHERE \"{row['c']}\" ~ '[^\\x01-\\x7f]')" for row in columns]
        return [(row["t"], row["c"]) for row in self.db.rows(" UNION ALL ".join(asked))]

    def keys(self) -> dict[str, str]:
        """The first column of each table's key."""
        found = self.db.rows(
            "SELECT i.indrelid::regclass::text AS t, a.attname::text AS c FROM pg_index i JOIN pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = i.indkey[0] WHERE i.indisprimary"
        )
        return {row["t"]: row["c"] for row in found}

    @staticmethod
    def plant(table: str, column: str) -> str:
        whose = OWNERS.get(table, "'{}'")
        word = f"'{WORD}【{table}.{column}:' || coalesce(array_to_string(({whose})::text[], '+'), '') || '】'"
        return f"WITH done AS (UPDATE {table} x SET {column} = {column} || {word} WHERE {column} <> '' RETURNING 1) SELECT count(*) FROM done"

    @property
    def shared(self) -> set[str]:
        """Ids that several tables know."""
        seen = Counter(one for rows in self.ids.values() for one, _ in rows)
        return {one for one, n in seen.items() if n > 1}

    def foreign(self, table: str, code: str) -> list[str]:
        return [one for one, owners in self.ids.get(table, []) if code not in owners]

    def own(self, table: str, code: str) -> list[str]:
        return [one for one, owners in self.ids.get(table, []) if code in owners]


class Reader:
    """Somebody from outside, and everything they are answered."""

    def __init__(self, who: str, port: int, api: dict) -> None:
        self.who, self.code, self.house, self.port, self.specification = who, READERS[who], None, port, api
        self.api = Api(port)
        self.api.log_in(who)
        self.asked, self.files, self.own_words, self.doors, self.wrong, self.stream = 0, {}, Counter(), Counter(), [], None

    def file(self) -> str | None:
        """Files a ticket, whose answer they will be told of."""
        if self.who in FILES_NONE:
            return None
        body = {"kind": "inquiry", "channel": "web", "subject": f"保养间隔 {self.who}"}
        status, said, _ = self.api.call("POST", "/tickets", body, {"Idempotency-Key": str(uuid.uuid4())})
        if status != 201:
            raise OSError(f"{self.who} cannot file a ticket: {status} {said}")
        return said["id"]

    def ask(self, method: str, path: str, body=None):
        headers = {"Accept-Language": "en"}
        if method != "GET":
            headers["If-Match"] = '"1"'
        if method == "POST":
            headers["Idempotency-Key"] = str(uuid.uuid4())
        try:
            status, said, answer = self.api.call(method, path, body, headers)
        except (OSError, http.client.HTTPException) as error:
            raise OSError(f"{method} {path}: {error!r}") from error
        self.asked += 1
        if status >= 500:
            self.wrong.append(f"{method} {path}: {status} {said}")
        where = f"{method} {path}"
        self.scan(where, "json", urllib.parse.unquote(" ".join(answer.values())))
        if isinstance(said, bytes):
            # Reading what is printed takes long, and the same is printed often.
            self.files.setdefault(said, where)
        else:
            self.scan(where, "json", json.dumps(said, ensure_ascii=False))
        return status, said

    def scan(self, where: str, door: str, text: str) -> None:
        for place, owners in PLANTED.findall(text):
            if self.code in owners.split("+"):
                self.own_words[place] += 1
                self.doors[door] += 1
            else:
                self.wrong.append(f"{where} shows {place} of {owners or 'the house'} ({door})")

    def listen(self) -> None:
        """Opens a page, which says what there is, and then what comes."""
        self.stream = Stream(self.port, self.api.token)
        # The other connection has long been idle, and a server waits for nobody.
        self.api.connection.close()

    def heard(self) -> None:
        """What came to the page until now is theirs, and something has come."""
        self.stream.close()
        self.scan("the stream", "stream", self.stream.text)
        strangers = {one for table in self.house.ids for one in self.house.foreign(table, self.code)} - self.house.shared
        told = set(re.findall(r'_id":"([0-9a-f-]{36})"', self.stream.text))
        self.wrong += [f"the stream names {one}, which is somebody else's" for one in sorted(told & strangers)]
        events = self.stream.text.count("event: notifications")
        if self.stream.broken or events < 2:
            self.wrong.append(f"the stream told {events} times of something, {self.stream.broken}: {self.stream.text[-300:]}")

    @staticmethod
    def told(answer) -> tuple:
        """What an answer tells of an id."""
        status, said = answer
        errors = said.get("errors", []) if isinstance(said, dict) else []
        code = said.get("code") if isinstance(said, dict) and status >= 400 else None
        return status, code, tuple(sorted((one["pointer"], one["code"]) for one in errors))

    def same(self, where: str, foreign, nothing) -> None:
        if self.told(foreign) != self.told(nothing):
            self.wrong.append(f"{where} tells a foreign id from nothing: {self.told(foreign)} and {self.told(nothing)}")

    def operations(self):
        for path, item in self.specification["paths"].items():
            if path.startswith("/api/v1/") and not path.endswith("/stream") and "/auth/" not in path:
                for method, operation in item.items():
                    if isinstance(operation, dict) and "operationId" in operation:
                        yield method.upper(), path.removeprefix("/api/v1"), operation, item

    def everything(self) -> None:
        for method, path, operation, item in self.operations():
            names = re.findall(r"\{(\w+)\}", path)
            parameters = {one["name"]: one for one in [*item.get("parameters", []), *operation.get("parameters", [])] if one["in"] == "query"}
            if method == "GET" and not names:
                self.register(path, operation, parameters)
            elif names:
                self.record(method, path, names, operation)
            if method != "GET":
                self.bodies(method, path, names, operation)

    def register(self, path: str, operation: dict, parameters: dict) -> None:
        required = {name: one["example"] for name, one in parameters.items() if one.get("required") and "example" in one}
        query = lambda more: path + "?" + urllib.parse.urlencode(required | more)
        more, page = ({"limit": "100"} if "limit" in parameters else {}), 0
        while True:
            status, said = self.ask("GET", query(more))
            page += 1
            if status != 200 or not isinstance(said, dict) or not said.get("next_cursor") or page == PAGES:
                break
            more["cursor"] = said["next_cursor"]
        if status == 403:
            return
        for kind in self.words(operation, "format"):
            self.ask("GET", query({"format": kind}))
        for name in parameters:
            table = table_of(name.removesuffix("_id")) if name.endswith("_id") else None
            for one in self.house.foreign(table, self.code)[:2] if table else []:
                found, nothing = self.ask("GET", query({name: one})), self.ask("GET", query({name: NOTHING}))
                self.same(query({name: one}), found, nothing)
                self.empty(query({name: one}), found)
        if "q" in parameters:
            for table in OWNERS:
                whose = next((owners for _, owners in self.house.ids[table] if owners and self.code not in owners), None)
                if whose:
                    self.ask("GET", query({"q": f"{WORD}【{table}"}))
                    asked = query({"q": ":" + "+".join(sorted(whose)) + "】"})
                    self.empty(asked, self.ask("GET", asked))

    def empty(self, where: str, answer) -> None:
        """What is not theirs is not counted either."""
        status, said = answer
        total = said.get("total") if isinstance(said, dict) else None
        if status == 200 and isinstance(total, dict) and total.get("count") and not said.get("items"):
            self.wrong.append(f"{where} counts what it does not show: {total}")

    def record(self, method: str, path: str, names: list[str], operation: dict) -> None:
        table = table_of(path.split("/{")[0].rsplit("/", 1)[-1])
        body = example(operation) if method != "GET" else None
        at = lambda *ids: re.sub(r"\{\w+\}", lambda _, left=iter(ids): next(left), path)
        # Of what can be printed each form.
        rests = list(itertools.product(*(self.words(operation, name) or [NOTHING] for name in names[1:])))
        if method == "GET":
            for one in self.house.own(table, self.code)[:3]:
                for rest in rests:
                    self.ask("GET", at(one, *rest))
        if not self.house.foreign(table, self.code):
            return
        for rest in rests:
            nothing = self.ask(method, at(NOTHING, *rest), body)
            for one in self.house.foreign(table, self.code)[:2]:
                self.same(f"{method} {at(one, *rest)}", self.ask(method, at(one, *rest), body), nothing)
        inner = table_of(names[-1].removesuffix("_id")) if len(names) > 1 else None
        for own in self.house.own(table, self.code)[:1]:
            for one in self.house.foreign(inner, self.code)[:1]:
                self.same(f"{method} {at(own, one)}", self.ask(method, at(own, one), body), self.ask(method, at(own, NOTHING), body))

    def words(self, operation: dict, name: str) -> list[str]:
        """The words that a part of a path can be, if it is no id."""
        schema = next((one["schema"] for one in operation.get("parameters", []) if one["name"] == name), {})
        if "$ref" in schema:
            schema = self.specification["components"]["schemas"][schema["$ref"].rsplit("/", 1)[-1]]
        return schema.get("enum", [])

    def bodies(self, method: str, path: str, names: list[str], operation: dict) -> None:
        """An id of somebody else's record in a body is one of nothing."""
        body = example(operation)
        own = self.house.own(table_of(path.split("/{")[0].rsplit("/", 1)[-1]), self.code)
        if not isinstance(body, dict) or len(names) > 1 or (names and not own):
            return
        where = re.sub(r"\{\w+\}", own[0] if names else "", path)
        for keys in ids_in(body):
            table = table_of(keys[-1].removesuffix("_id").removesuffix("_ids"))
            for one in self.house.foreign(table, self.code)[:1]:
                answers = [self.ask(method, where, put(body, keys, value)) for value in (one, NOTHING)]
                self.same(f"{method} {where} with {'/'.join(map(str, keys))} {one}", *answers)


def ids_in(body, before=()):
    """The places of ids in a body."""
    steps = body.items() if isinstance(body, dict) else enumerate(body) if isinstance(body, list) else ()
    for key, value in steps:
        if isinstance(key, str) and key.endswith("_id") and isinstance(value, str):
            yield (*before, key)
        elif isinstance(value, (dict, list)):
            yield from ids_in(value, (*before, key))


def put(body, keys: tuple, value: str):
    changed = copy.deepcopy(body)
    place = changed
    for key in keys[:-1]:
        place = place[key]
    place[keys[-1]] = value
    return changed


def example(operation: dict):
    content = operation.get("requestBody", {}).get("content", {}).get("application/json", {})
    return content.get("example")


ALIASES = {"assignee": "users", "dealer": "organizations", "party": "organizations", "supplier": "organizations", "owner": "users", "part": "parts", "causal_part": "parts",
           "quality_feedback": "quality_feedbacks", "requests": "settlement_requests", "movements": "stock_movements", "into": "tickets", "fault_code": "fault_codes", "line": "rma_lines", "return_to": "locations"}


def table_of(name: str) -> str:
    """The table that a segment of a path or the name of a field speaks of."""
    name = name.replace("-", "_")
    for one in (ALIASES.get(name), name, name + "s", re.sub("y$", "ies", name)):
        if one in OWNERS:
            return one
    return name


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("binary", type=Path)
    arguments.add_argument("--only", choices=READERS, nargs="+", default=list(READERS))
    arguments.add_argument("--show", action="store_true", help="what each saw of their own")
    given = arguments.parse_args()
    api = json.loads((ROOT / "openapi/openapi.json").read_text(encoding="utf-8"))
    # When told to stop, stop the server and its database too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with folder() as place:
        for name in ("db", "house"):
            (place / name).mkdir()
        db = Database(place / "db", {"max_connections": "60", "fsync": "off"})
        server = Server(given.binary.resolve(), place / "house", db.url)
        try:
            server.start()
            begun = time.monotonic()
            insiders = {who: Api(server.port) for who in ("specialist", "quality")}
            for who, insider in insiders.items():
                insider.log_in(who)
            readers = [Reader(who, server.port, api) for who in given.only]
            filed = [ticket for reader in readers if (ticket := reader.file())]
            house = House(db, insiders["specialist"])
            print(f"{house.planted} texts in {len(house.columns)} columns and {house.files} files say whose they are ({time.monotonic() - begun:.0f} s)", flush=True)
            for reader in readers:
                reader.house = house
                reader.listen()
            changes = stir(db, *insiders.values(), filed)
            house.look()
            print(f"{changes} changes while everybody listens ({time.monotonic() - begun:.0f} s)", flush=True)
            with ThreadPoolExecutor(3) as pool:
                list(pool.map(Reader.everything, readers))
            for reader in readers:
                reader.heard()
            print(f"{sum(reader.asked for reader in readers)} answers ({time.monotonic() - begun:.0f} s)", flush=True)
        finally:
            server.stop()
            db.kill()
    printed = {said for reader in readers for said in reader.files}
    with ProcessPoolExecutor() as pool:
        read = dict(zip(printed, pool.map(readable, printed, chunksize=4)))
    for reader in readers:
        for said, where in reader.files.items():
            reader.scan(where, *read[said])
    for reader in readers:
        print(f"{reader.who:20} {reader.asked:6} answers, {sum(reader.own_words.values()):6} of their own words "
              f"({', '.join(f'{n} {door}' for door, n in sorted(reader.doors.items()))}), {len(reader.wrong)} that they should not see")
        if given.show:
            print("    " + ", ".join(f"{place} {n}" for place, n in sorted(reader.own_words.items())))
    # Whoever sees nothing of their own through a door proves nothing.
    blind = [f"{reader.who} saw nothing of their own: {', '.join(sorted(missing))}" for reader in readers if (missing := DOORS - reader.doors.keys())]
    wrong = [f"{reader.who}: {text}" for reader in readers for text in dict.fromkeys(reader.wrong)] + blind
    print("\n".join(wrong[:200]))
    print(f"{sum(reader.asked for reader in readers)} answers and {len(printed)} files in {time.monotonic() - begun:.0f} s")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
