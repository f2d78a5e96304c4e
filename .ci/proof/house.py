"""A house to try things on: a PostgreSQL of our own, so that it can be killed, frozen and asked as its superuser, and a server in
front of it. Needs the programs of PostgreSQL; only Python's standard library."""

import contextlib
import http.client
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

PASSWORD = "sanbao-demo-2026"
SECRET = "a secret that only these trials know"


def pg_bin() -> Path:
    """The folder of the newest programs there are."""
    with contextlib.suppress(OSError):
        named = os.environ.get("SANBAO_PG_BIN") or subprocess.check_output(["pg_config", "--bindir"], text=True, stderr=subprocess.DEVNULL).strip()
        if (Path(named) / "initdb").exists():
            return Path(named)
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda folder: int(folder.parent.name))
    if not folders:
        sys.exit("error: PostgreSQL's programs are not here; make tools brings them")
    return folders[-1]


def as_postgres() -> list[str]:
    """PostgreSQL does not run as root."""
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups", "--"] if os.getuid() == 0 else []


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def family(pid: int) -> list[int]:
    """A process and all below it, parents first."""
    below: dict[int, list[int]] = {}
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with contextlib.suppress(OSError):
                below.setdefault(int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]), []).append(int(entry.name))
    found = [pid]
    for one in found:
        found += below.get(one, [])
    return found


class Database:
    """A PostgreSQL in a folder of its own."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.bin, self.data, self.socket = pg_bin(), folder / "pgdata", folder
        self.settings = {"listen_addresses": "", "unix_socket_directories": str(folder), "timezone": "UTC", "jit": "off"} | settings
        self.log, self.process = (folder / "postgres.log").open("wb"), None
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        words = ["--locale=C.UTF-8", "--encoding=UTF8", "--username=postgres", "--auth=trust", "--no-instructions", "-D", self.data]
        if (self.data / "PG_VERSION").exists():
            # One that was kept.
            self.start()
            return
        subprocess.run([*as_postgres(), self.bin / "initdb", *words], check=True, stdout=self.log, stderr=self.log, cwd="/")
        self.start()
        self.sql("CREATE ROLE sanbao LOGIN CREATEDB", "postgres")
        self.sql("CREATE DATABASE sanbao OWNER sanbao", "postgres")

    @property
    def url(self) -> str:
        return f"postgres://sanbao@/sanbao?host={self.socket}"

    def start(self) -> float:
        """Starts it and waits until it takes connections; tells that moment."""
        words = [word for name, value in self.settings.items() for word in ("-c", f"{name}={value}")]
        self.process = subprocess.Popen(
            [*as_postgres(), self.bin / "postgres", "-D", self.data, *words], stdout=self.log, stderr=self.log, start_new_session=True, cwd="/"
        )
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            if subprocess.run([self.bin / "pg_isready", "-q", "-h", self.socket]).returncode == 0:
                return time.monotonic()
            if self.process.poll() is not None:
                break
            time.sleep(0.02)
        sys.exit("error: PostgreSQL did not come up:\n" + (self.socket / "postgres.log").read_text(errors="replace")[-3000:])

    def stop(self) -> None:
        """In order, ending what is going on."""
        self.process.send_signal(signal.SIGINT)
        self.process.wait(60)

    def kill(self) -> None:
        """All of it at once, as when the machine's memory runs out."""
        for pid in family(self.process.pid):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        self.process.wait(30)

    def freeze(self) -> list[int]:
        frozen = family(self.process.pid)
        for pid in frozen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGSTOP)
        return frozen

    @staticmethod
    def thaw(frozen: list[int]) -> None:
        for pid in frozen:
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGCONT)

    def psql(self, database: str = "sanbao", *words: str) -> list:
        return [self.bin / "psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", self.socket, "-U", "postgres", "-d", database, *words]

    def sql(self, text: str, database: str = "sanbao") -> str:
        """What a statement says, as the superuser."""
        done = subprocess.run(self.psql(database, "-At", "-c", text), capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"error: {text[:300]}: {done.stderr}")
        return done.stdout.strip()

    def rows(self, query: str) -> list[dict]:
        """The rows of a query."""
        return json.loads(self.sql(f"SELECT coalesce(json_agg(q), '[]') FROM ({query}) q"))


class Server:
    """A server in front of a database."""

    def __init__(self, binary: Path, folder: Path, url: str, *words: str) -> None:
        self.binary, self.url, self.port, self.process = binary, url, free_port(), None
        self.folder, self.log, self.words = folder, (folder / "server.log").open("ab"), words

    def environment(self) -> dict[str, str]:
        own = {"DATABASE_URL": self.url, "SANBAO_SECRET": SECRET, "SANBAO_DEMO_PASSWORD": PASSWORD, "SANBAO_DATA_DIR": str(self.folder)}
        return os.environ | own

    def start(self) -> float:
        """Starts it; tells how long it took to become ready."""
        begun = time.monotonic()
        command = [self.binary, "serve", "--demo", "--listen", f"127.0.0.1:{self.port}", *self.words]
        self.process = subprocess.Popen(command, env=self.environment(), stdout=self.log, stderr=self.log, start_new_session=True)
        while time.monotonic() < begun + 120:
            if self.process.poll() is not None:
                sys.exit("error: the server ended:\n" + (self.folder / "server.log").read_text(errors="replace")[-3000:])
            with contextlib.suppress(OSError, http.client.HTTPException):
                if Api(self.port, 5).call("GET", "//health/ready")[0] == 200:
                    return time.monotonic() - begun
            time.sleep(0.01)
        sys.exit("error: the server did not become ready")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait(30)

    def stop(self) -> None:
        self.process.terminate()
        try:
            self.process.wait(30)
        except subprocess.TimeoutExpired:
            self.kill()

    def check(self) -> subprocess.CompletedProcess:
        """What `sanbao admin check` says."""
        return subprocess.run([self.binary, "admin", "check"], env=self.environment(), capture_output=True, text=True)


class Api:
    """One connection that stays open, as browsers and scripts have it."""

    def __init__(self, port: int, timeout: float = 30) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.token = ""

    def call(self, method: str, path: str, body=None, headers: dict[str, str] | None = None):
        """Status, what was said, and the headers; a connection that breaks is closed and told as an error."""
        headers = dict(headers or {})
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        if body is not None:
            headers["Content-Type"] = "application/json"
        path = path.removeprefix("/") if path.startswith("//") else f"/api/v1{path}"
        try:
            self.connection.request(method, path, None if body is None else json.dumps(body), headers)
            answer = self.connection.getresponse()
            said = answer.read()
        except BaseException:
            # Another one, not only closed: what was not sent of this request would be sent before the next.
            self.connection.close()
            self.connection = http.client.HTTPConnection("127.0.0.1", self.connection.port, timeout=self.connection.timeout)
            raise
        is_json = "json" in (answer.getheader("Content-Type") or "")
        return answer.status, json.loads(said) if said and is_json else said, answer.headers

    def log_in(self, who: str) -> None:
        status, said, _ = self.call("POST", "/auth/login", {"email": f"{who}@sanbao.example", "password": PASSWORD})
        if status != 200:
            raise OSError(f"{who} cannot log in: {status} {said}")
        self.token = said["access_token"]


class Stream(threading.Thread):
    """An open page: what is told to somebody while it is open, and when it came."""

    def __init__(self, port: int, token: str) -> None:
        super().__init__(daemon=True)
        self.heard: list[tuple[float, str]] = []
        self.ending, self.broken = False, None
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        connection.request("GET", "/api/v1/notifications/stream", headers={"Authorization": f"Bearer {token}"})
        self.socket, self.answer = connection.sock, connection.getresponse()
        if self.answer.status != 200:
            raise OSError(f"the stream is answered by {self.answer.status}")
        self.start()

    def run(self) -> None:
        try:
            while line := self.answer.readline():
                self.heard.append((time.monotonic(), line.decode()))
        except (OSError, ValueError, http.client.HTTPException) as error:
            self.broken = None if self.ending else error

    @property
    def text(self) -> str:
        """All of it."""
        return "".join(line for _, line in list(self.heard))

    def when(self, text: str, until: float) -> float | None:
        """When something came; nothing where it did not come until then."""
        while time.monotonic() < until:
            for at, line in list(self.heard):
                if text in line:
                    return at
            time.sleep(0.01)
        return None

    def close(self) -> None:
        self.ending = True
        self.socket.shutdown(socket.SHUT_RDWR)
        self.join(10)


@contextlib.contextmanager
def folder():
    """A folder for the time being. Open to all, since PostgreSQL does not run as root; socket paths are short."""
    made = Path(tempfile.mkdtemp(prefix="sanbao-"))
    made.chmod(0o755)
    try:
        yield made
    finally:
        shutil.rmtree(made, ignore_errors=True)


@contextlib.contextmanager
def kept(place: Path):
    """The same for one that stays."""
    place = place.resolve()
    place.mkdir(parents=True, exist_ok=True)
    place.chmod(0o755)
    yield place
