"""The doors beside JSON: what is printed, what lies there as files, and what is told to an open page. Files and tickets are laid that
say whose they are, each door is read as whoever stands there reads it, and a door through which nothing came proves nothing."""

import io
import json
import re
import struct
import urllib.parse
import uuid
import zipfile
import zlib

import pypdf

from house import Api

WORD = "金丝雀"
PLANTED = re.compile(WORD + r"【([a-z_]+\.[a-z_0-9]+):([A-Z+-]*)】")


def word(place: str, owners: list[str] | None) -> str:
    """A word that says where it stands and who may read it."""
    return f"{WORD}【{place}:{'+'.join(owners or [])}】"


def readable(said: bytes) -> tuple[str, str]:
    """The door that a file is, and the text of it: of a form what is printed on it, of a workbook or an archive what is in it."""
    if said[:4] == b"%PDF":
        pages = pypdf.PdfReader(io.BytesIO(said)).pages
        # A word goes on in the next line of its cell.
        return "pdf", re.sub(r"\s", "", "".join(page.extract_text() for page in pages))
    if said[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(said)) as archive:
            return "archive", " ".join(readable(archive.read(name))[1] for name in archive.namelist())
    return "file", said.decode("utf-8", "replace")


def picture(text: str) -> bytes:
    """A picture of one point that says something beside it."""
    def piece(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    said = b"Comment\0\0\0\0\0" + text.encode()
    return b"\x89PNG\r\n\x1a\n" + piece(b"IHDR", head) + piece(b"iTXt", said) + piece(b"IDAT", zlib.compress(b"\0\0\0\0")) + piece(b"IEND", b"")


def send(api: Api, path: str, content: bytes) -> dict:
    """Sends a file."""
    headers = {"Authorization": f"Bearer {api.token}", "Content-Type": "application/octet-stream", "Idempotency-Key": str(uuid.uuid4())}
    api.connection.request("POST", f"/api/v1{path}", content, headers)
    answer = api.connection.getresponse()
    said = json.loads(answer.read())
    if answer.status != 201:
        raise OSError(f"{path}: {answer.status} {said}")
    return said


def lay_files(db, api: Api) -> int:
    """Lays files wherever there can be any; a picture of each part that came, and one of a part that a supplier is offered."""
    laid = 0
    name = "name=" + urllib.parse.quote("照片.png")
    for row in db.rows("SELECT id, canary.ticket(id) AS owners FROM tickets WHERE status <> 'merged'"):
        for visibility, owners in (("public", row["owners"]), ("internal", [])):
            send(api, f"/tickets/{row['id']}/attachments?{name}&visibility={visibility}", picture(word("attachments.content", owners)))
            laid += 1
    for row in db.rows("SELECT id, canary.article(id) AS owners FROM knowledge_articles"):
        send(api, f"/knowledge-articles/{row['id']}/files?{name}", word("knowledge_files.content", row["owners"]).encode())
        laid += 1
    lines = db.rows("SELECT id, rma_id, canary.rma(rma_id) AS owners FROM rma_lines WHERE status IN ('received', 'received_short') ORDER BY id")
    offered = db.rows("SELECT line_id AS id, canary.rma((SELECT rma_id FROM rma_lines WHERE id = line_id)) || canary.offered(line_id) AS owners FROM supplier_returns WHERE status = 'offered'")
    for line, of in [(line, line) for line in lines] + [(lines[0], line) for line in offered]:
        made = send(api, f"/rmas/{line['rma_id']}/lines/{line['id']}/pictures?{name}", picture(word("rma_pictures.content", of["owners"])))
        # No picture is taken of what is on its way back: it was taken before.
        db.sql(f"UPDATE rma_pictures SET line_id = '{of['id']}' WHERE id = '{made['id']}'")
        laid += 1
    return laid


def act(api: Api, path: str, action: str, body: dict) -> None:
    """Does something with a record as it is now."""
    status, said, headers = api.call("GET", path)
    if status == 200:
        status, said, _ = api.call("POST", f"{path}/{action}", body, {"If-Match": headers["ETag"], "Idempotency-Key": str(uuid.uuid4())})
    if status not in (200, 201):
        raise OSError(f"{path}/{action}: {status} {said}")


def stir(db, specialist: Api, quality: Api, filed: list[str]) -> int:
    """Changes something of everybody's while their pages are open: what each filed is answered, each ticket gets a word for all and
    one for the house, and what is to go back to a supplier is offered."""
    changes = 0
    for one in (specialist, quality):
        # Their connections have long been idle.
        one.connection.close()
    for row in db.rows("SELECT id, canary.ticket(id) AS owners FROM tickets WHERE status <> 'merged'"):
        if row["id"] in filed:
            act(specialist, f"/tickets/{row['id']}", "respond", {"answer": word("ticket_events.note", row["owners"])})
        for visibility, owners in (("public", row["owners"]), ("internal", [])):
            body = {"body": word("comments.body", owners), "visibility": visibility}
            status, said, _ = specialist.call("POST", f"/tickets/{row['id']}/comments", body, {"Idempotency-Key": str(uuid.uuid4())})
            if status != 201:
                raise OSError(f"{row['id']}: {status} {said}")
            changes += 1
    for row in db.rows("SELECT s.line_id, o.code FROM supplier_returns s JOIN organizations o ON o.id = s.supplier_id WHERE s.status = 'to_offer'"):
        act(quality, f"/supplier-returns/{row['line_id']}", "offer", {"note": word("supplier_returns.note", [row["code"]])})
        changes += 1
    return changes
