"""Clients that work at the same time and write every call and every answer into a journal outside of what is tried."""

import http.client
import json
import random
import threading
import time
import uuid
from pathlib import Path

from house import Api

# What says for certain that a request was not carried out, and will not be.
NOT_YET = {401, 408, 429, 500, 502, 503, 504}
LONGEST = 12.0


class Journal:
    """What was asked and what was answered: in memory, and line by line in a file, written before and after each call."""

    def __init__(self, path: Path) -> None:
        self.file, self.lock, self.wishes, self.calls, self.wrong = path.open("w", encoding="utf-8"), threading.Lock(), {}, [], []

    def write(self, **line) -> None:
        with self.lock:
            self.file.write(json.dumps({"at": round(time.time(), 4), **line}, ensure_ascii=False) + "\n")
            self.file.flush()

    def asked(self, wish: dict) -> None:
        with self.lock:
            self.wishes[wish["key"]] = wish
        self.write(call=wish["key"], method=wish["method"], path=wish["path"], body=wish["body"], if_match=wish.get("etag"))

    def answered(self, wish: dict, status: int | str, said, seconds: float, begun: float) -> None:
        code = said.get("code") if isinstance(said, dict) else None
        self.write(answer=wish["key"], status=status, code=code, id=said.get("id") if isinstance(said, dict) else None, seconds=round(seconds, 4))
        with self.lock:
            self.calls.append((begun, seconds, status))
        if status == 500:
            self.complain(f"500: {wish['method']} {wish['path']}: {said}")
        if isinstance(status, int) and 200 <= status < 300:
            first = wish.setdefault("said", said)
            if first != said and wish["method"] == "POST":
                self.complain(f"P03: {wish['key']} was answered in two ways")
            wish["done"] = True
        elif isinstance(status, int) and status not in NOT_YET and code != "request_in_flight":
            wish["refused"] = (status, code)

    def complain(self, what: str) -> None:
        self.write(wrong=what)
        with self.lock:
            self.wrong.append(what)


class Client(threading.Thread):
    """One who works until told to end, and then goes on asking until nothing is left unanswered."""

    def __init__(self, number: int, seed: str, port: int, journal: Journal, shop: dict) -> None:
        super().__init__(daemon=True)
        self.number, self.random, self.port, self.journal, self.shop = number, random.Random(seed), port, journal, shop
        self.api, self.who, self.tickets, self.claims, self.open, self.done = Api(port, LONGEST), None, [], [], None, []
        self.ending = threading.Event()

    def run(self) -> None:
        deadline = None
        while True:
            if self.ending.is_set():
                deadline = deadline or time.monotonic() + 30
                if self.open is None:
                    return
                if time.monotonic() > deadline:
                    return self.journal.complain(f"{self.open['key']} had no answer half a minute after all was well again")
            try:
                if not self.api.token:
                    self.api.log_in("specialist")
                    self.who = self.who or self.api.call("GET", "/me")[1]["id"]
                self.open = self.open or self.wish()
                self.send(self.open)
            except (OSError, http.client.HTTPException, KeyError, TypeError):
                time.sleep(0.05)

    def wish(self) -> dict:
        """What is wanted next; under a key that stands in what is written, too."""
        key, dice, own = uuid.UUID(int=self.random.getrandbits(128), version=4).hex, self.random.random(), self.tickets
        if self.done and dice < 0.1:
            return self.random.choice(self.done)
        if not own or dice < 0.28:
            body = {"kind": "complaint", "channel": "phone", "subject": f"故障 {key}", "unit_id": self.shop["unit"]}
            return self.post(key, "create", "/tickets", body)
        if dice < 0.5:
            return self.post(key, "comment", f"/tickets/{self.random.choice(own)}/comments", {"body": f"说明 {key}", "visibility": "internal"})
        if dice < 0.54:
            return self.post(key, "raise", "/quality-feedback", {"subject": f"质量 {key}"})
        if dice < 0.60:
            return self.claim(key)
        if dice < 0.68:
            what = self.random.choice(("receive", "issue"))
            body = {"location_id": self.shop["location"], "part_id": self.random.choice(self.shop["parts"]), "quantity": self.random.randint(1, 4)}
            return self.post(key, what, f"/stock/{what}", body | {"reference": key})
        if dice < 0.78:
            ticket = self.shop["ticket"]
            _, _, headers = self.api.call("GET", f"/tickets/{ticket}")
            return {"key": key, "what": "change", "method": "PATCH", "path": f"/tickets/{ticket}", "body": {"subject": f"共有 {key}"}, "etag": headers["ETag"], "once": True}
        ticket = self.random.choice(own)
        status, said, headers = self.api.call("GET", f"/tickets/{ticket}")
        if status == 404:
            self.journal.complain(f"P01: ticket {ticket}, acknowledged, is not there")
        body, action = {"note": key}, {"new": "verify", "verifying": "assign", "assigned": "start", "in_progress": "wait", "waiting": "resume"}[said["status"]]
        if action == "assign":
            body |= {"assignee_id": self.who}
        if action == "wait":
            body |= {"reason": "customer"}
        return self.post(key, action, f"/tickets/{ticket}/{action}", body) | {"etag": headers["ETag"], "ticket": ticket}

    def claim(self, key: str) -> dict:
        """Files a claim, or sends one in: the rules decide it, and what they approve goes into the ledger in the same turn."""
        if self.claims and self.random.random() < 0.6:
            mine = self.claims.pop()
            _, _, headers = self.api.call("GET", f"/warranty-claims/{mine}")
            return self.post(key, "send in", f"/warranty-claims/{mine}/submit", {}) | {"etag": headers["ETag"], "mark": mine}
        unit, day = self.random.choice(self.shop["units"]), self.random.choice(self.shop["days"])
        line = {"class": "labour", "operation_id": self.shop["operation"], "quantity": 1, "amount": f"{self.random.randint(100, 9999) / 100:.2f}"}
        job = {"complaint": "门机异响", "cause": "皮带磨损", "correction": "调整", "action": "adjust", "causal_part_id": self.shop["parts"][0], "lines": [line]}
        body = {"kind": "standard", "currency": "CNY", "failed_on": day, "repaired_on": day, "note": f"索赔 {key}", "jobs": [job]}
        return self.post(key, "claim", "/warranty-claims", body | unit)

    @staticmethod
    def post(key: str, what: str, path: str, body: dict) -> dict:
        return {"key": key, "what": what, "method": "POST", "path": path, "body": body}

    def send(self, wish: dict) -> None:
        headers = {} if wish.get("once") else {"Idempotency-Key": wish["key"]}
        if "etag" in wish:
            headers["If-Match"] = wish["etag"]
        self.journal.asked(wish)
        begun = time.monotonic()
        try:
            status, said, _ = self.api.call(wish["method"], wish["path"], wish["body"], headers)
        except (OSError, http.client.HTTPException) as error:
            self.journal.answered(wish, type(error).__name__, None, time.monotonic() - begun, begun)
            if wish.get("once"):
                self.open = None
            raise
        self.journal.answered(wish, status, said, time.monotonic() - begun, begun)
        if status == 401:
            self.api.token = ""
        if wish.get("done") or wish.get("refused") or wish.get("once"):
            self.open = None
            if wish.get("done") and not wish.get("once") and wish not in self.done:
                self.done.append(wish)
                if wish["what"] == "create":
                    self.tickets.append(said["id"])
                if wish["what"] == "claim":
                    self.claims.append(said["head"]["id"])
        else:
            time.sleep(0.03)
