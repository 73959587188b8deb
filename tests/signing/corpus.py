"""The tamper corpus: every known way to pass off another file for the one that was issued, each as a real file.

``python -m tests.signing.corpus`` prints what each of them is taken for.
"""

import datetime as dt
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf
from pyhanko.sign.fields import SigFieldSpec, append_signature_field
from pyhanko.sign.timestamps import TimeStamper

from omnidesk.signing.certificate import HeldIdentity, generate
from omnidesk.signing.fields import prepare_fields
from omnidesk.signing.increment import IncrementWriter
from omnidesk.signing.seal import countersign, seal
from omnidesk.signing.timestamps import append_timestamp
from omnidesk.signing.verify import Verification, verify
from tests.signing.careless import LATER, sign_regardless, timestamp_authority, timestamp_regardless
from tests.signing.paper import BOXES, NOW, build_paper, draw_stamp
from tests.signing.raw import RAW, appended, blank_page, packed
from tests.signing.tampering import ALTERATIONS, BEFORE_THE_CLIENT_SIGNS, Alteration, increment
from tests.signing.tricks import ON_THE_CLIENTS_FIELD, TRICKS, UNDONE_BY_SIGNING


@dataclass(frozen=True)
class Files:
    """What an attacker holds: the issued file, the one that came back, one with a timestamp, and some keys."""

    paper: bytes
    sealed: bytes
    countersigned: bytes
    stamped: bytes
    us: HeldIdentity
    client: HeldIdentity
    stranger: HeldIdentity
    authority: str
    stamper: TimeStamper

    def judge(self, pdf: bytes, issued: bytes | None = None) -> Verification:
        """Judge a file as it is judged where it comes back, with or without the one that was issued."""
        known = {self.us.summary.fingerprint, self.client.summary.fingerprint}
        return verify(pdf, known=known, ours={self.us.summary.fingerprint}, authorities={self.authority}, issued=issued)


@dataclass(frozen=True)
class Case:
    """One way of tampering, at one moment; with ``held`` the result is held against the file that was issued."""

    name: str
    moment: str
    build: Callable[[Files], bytes]
    held: Callable[[Files], bytes] | None = None

    def verdict(self, files: Files) -> Verification:
        """Build the file and judge it."""
        issued = None if self.held is None else self.held(files)
        return files.judge(self.build(files), issued)


def make_files() -> Files:
    """Make real files with real keys."""
    us, stranger = (generate("anna", "Anna Moser", "OmniVibe Ltd", NOW) for _ in range(2))
    client = generate("keller", "M. Keller", "Aurora Broadcast AG", NOW)
    authority, stamper = timestamp_authority()
    paper = build_paper()
    sealed = seal(prepare_fields(paper, BOXES), us, now=NOW, stamp_pdf=draw_stamp("Anna Moser"), reason="Proposal")
    countersigned = countersign(sealed, client, now=LATER, stamp_pdf=draw_stamp("M. Keller"))
    stamped = append_timestamp(sealed, stamper)
    return Files(paper, sealed, countersigned, stamped, us, client, stranger, authority, stamper)


def cases() -> Iterator[Case]:
    """Every case; each one's file is made when it is asked for."""
    for change in (*ALTERATIONS, *TRICKS, *BEFORE_THE_CLIENT_SIGNS, *ON_THE_CLIENTS_FIELD):
        yield from _altered(change)
    yield from _raw_increments()
    yield from _bytes()
    yield from _other_files()
    yield from _other_signatures()


def _altered(change: Alteration) -> Iterator[Case]:
    """One alteration at every moment at which it makes sense."""
    name = change.__name__
    before, at_the_field = change in BEFORE_THE_CLIENT_SIGNS, change in ON_THE_CLIENTS_FIELD
    yield Case(name, "after our seal", lambda f: increment(f.sealed, change))
    yield Case(name, "after our timestamp", lambda f: increment(f.stamped, change))
    if change not in UNDONE_BY_SIGNING:
        yield Case(name, "in a timestamp's increment", lambda f: timestamp_regardless(f.sealed, f.stamper, change))
    if not before:
        yield Case(name, "after both signed", lambda f: increment(f.countersigned, change))
    if at_the_field or name == "client_field_deleted":
        return
    yield Case(name, "signed over by the client", lambda f: sign_regardless(increment(f.sealed, change), f.client))
    if change not in UNDONE_BY_SIGNING:
        yield Case(name, "in the client's increment", lambda f: sign_regardless(f.sealed, f.client, change))


def _sealed(files: Files) -> bytes:
    return files.sealed


def _countersigned(files: Files) -> bytes:
    return files.countersigned


def _stamped(files: Files) -> bytes:
    return files.stamped


TAILS = {
    "newline_at_the_end": b"\n",
    "second_end_mark": b"%%EOF\n",
    "spaces_at_the_end": b" " * 4096,
    "text_at_the_end": b"Total: 1.00 USD",
}


def _raw_increments() -> Iterator[Case]:
    for moment, of in (("after our seal", _sealed), ("after both signed", _countersigned)):
        for change in RAW:
            yield Case(change.__name__, moment, lambda f, change=change, of=of: change(of(f)))
        yield Case("page_emptied_in_the_open", moment, lambda f, of=of: appended(of(f), blank_page(of(f))))
        yield Case("page_emptied_in_an_object_stream", moment, lambda f, of=of: packed(of(f), blank_page(of(f))))
        for name, tail in TAILS.items():
            yield Case(name, moment, lambda f, of=of, tail=tail: of(f) + tail)


def _bytes() -> Iterator[Case]:
    chance = random.Random(7)
    for moment, of in (("after both signed", _countersigned), ("after our timestamp", _stamped)):
        for share in (chance.random() for _ in range(24)):
            yield Case("byte_flip", moment, lambda f, of=of, share=share: flipped(of(f), share))
        for which in (0, 1):
            yield Case("padding_nibble", moment, lambda f, of=of, which=which: padded(of(f), which))


def flipped(pdf: bytes, share: float) -> bytes:
    """The file with one bit turned over, so far into it."""
    place = int(share * len(pdf))
    return pdf[:place] + bytes((pdf[place] ^ 1 << place % 8,)) + pdf[place + 1 :]


def padded(pdf: bytes, which: int) -> bytes:
    """The file with the last padding digit of one signature changed."""
    ends = [place for place in range(len(pdf)) if pdf.startswith(b"00>", place)]
    return pdf[: ends[which]] + b"1" + pdf[ends[which] + 1 :]


def _other_files() -> Iterator[Case]:
    against = "held against the issued file"
    yield Case("full_rewrite", "after both signed", lambda f: written_anew(f.countersigned))
    yield Case("full_rewrite", against, lambda f: written_anew(f.countersigned), _sealed)
    yield Case("signatures_cut_out", against, lambda f: f.paper, _sealed)
    yield Case("rollback", against, _sealed, _countersigned)
    yield Case("rollback_of_a_timestamp", against, _sealed, _stamped)
    yield Case("earlier_version", against, lambda f: seal(_prepared(f), f.us, now=NOW, reason="Version 1"), _sealed)


def written_anew(pdf: bytes) -> bytes:
    """The file as another program saves it."""
    with pikepdf.open(BytesIO(pdf)) as document:
        out = BytesIO()
        document.save(out)
    return out.getvalue()


def _prepared(files: Files) -> bytes:
    return prepare_fields(files.paper, BOXES)


def _other_signatures() -> Iterator[Case]:
    yield Case("impostor_with_our_name", "instead of our seal", lambda f: seal(_prepared(f), f.stranger, now=NOW))
    yield Case("client_as_provider", "instead of our seal", lambda f: seal(_prepared(f), f.client, now=NOW))
    yield Case("stranger_as_client", "after our seal", lambda f: countersign(f.sealed, f.stranger, now=LATER))
    yield Case("third_signature", "after both signed", lambda f: _third(f, "Third"))
    yield Case("signature_in_a_timestamps_field", "after both signed", lambda f: _third(f, "Timestamp1"))
    yield Case("timestamp_in_the_clients_field", "after our seal", lambda f: _stamp(f, "ClientSignature"))
    yield Case("timestamp_under_another_name", "after our seal", lambda f: _stamp(f, "Stamp"))
    yield Case("timestamp_out_of_turn", "after our seal", lambda f: _stamp(f, "Timestamp4"))
    yield Case("timestamp_alone", "instead of our seal", lambda f: timestamp_regardless(_prepared(f), f.stamper))
    yield Case("timestamp_of_another_file", "after our seal", _stolen_stamp)


def _stamp(files: Files, field: str) -> bytes:
    return timestamp_regardless(files.sealed, files.stamper, field=field)


def _third(files: Files, field: str) -> bytes:
    writer = IncrementWriter(BytesIO(files.countersigned))
    append_signature_field(writer, SigFieldSpec(field))
    out = BytesIO()
    writer.write(out)
    return sign_regardless(out.getvalue(), files.client, field=field)


def _stolen_stamp(files: Files) -> bytes:
    """The token of one file's timestamp put into another's."""
    other = append_timestamp(seal(_prepared(files), files.us, now=NOW, reason="Other"), files.stamper)
    start, end = _token(files.stamped)
    there, until = _token(other)
    return files.stamped[:start] + other[there:until][: end - start].ljust(end - start, b"0") + files.stamped[end:]


def _token(pdf: bytes) -> tuple[int, int]:
    start = pdf.rindex(b"/Contents <") + len(b"/Contents <")
    return start, pdf.index(b">", start)


def main() -> None:
    """Print each case with what it is taken for."""
    files = make_files()
    found: dict[str, dict[str, int]] = {}
    total, accepted, began = 0, 0, dt.datetime.now(dt.UTC)
    for case in cases():
        status = case.verdict(files).status
        row = found.setdefault(case.name, {})
        row[f"{case.moment}: {status}"] = row.get(f"{case.moment}: {status}", 0) + 1
        total, accepted = total + 1, accepted + (status == "valid")
    for name, row in found.items():
        cells = [f"{text} ×{times}" if times > 1 else text for text, times in row.items()]
        print(f"{name.replace('_', ' '):<42}{'; '.join(cells)}")
    seconds = (dt.datetime.now(dt.UTC) - began).total_seconds()
    print(f"\n{total} files, {accepted} accepted, {seconds:.0f} s")


if __name__ == "__main__":
    main()
