"""The worker beside the window: what it does, how it is given up, and what is left when it breaks down."""

import datetime as dt
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import OmniDeskError, RefusedError
from omnidesk.operations.handover import Printing, hand_over, preview
from omnidesk.operations.parcels import KEPT, Known, unwrap, wrap
from omnidesk.operations.worker import BrokeDownError, Worker, employing
from omnidesk.signing.certificate import throwaway
from tests.operations.work import broken, company_of, counted, missing, refused, stubborn, where

NOW = dt.datetime(2026, 3, 10, 9, 30, tzinfo=dt.UTC)


class EnoughError(Exception):
    """A person pressed Cancel."""


def stop(_share: float, _words: str) -> None:
    raise EnoughError


@pytest.fixture(scope="module")
def shared() -> Iterator[Worker]:
    with employing() as worker:
        yield worker


@pytest.fixture
def worker(shared: Worker) -> Worker:
    where()
    return shared


def test_without_a_worker_the_work_is_done_here() -> None:
    assert where() == os.getpid()


def test_work_is_done_in_another_process_that_stays(worker: Worker) -> None:
    assert where() == where() == worker.process_id != os.getpid()


def test_progress_is_told_on_the_way(worker: Worker) -> None:
    told: list[tuple[float, str]] = []
    assert counted(3, progress=lambda share, words: told.append((share, words))) == 3
    assert [words for _share, words in dict.fromkeys(told) if words] == ["number 0", "number 1", "number 2"]


def test_a_refusal_arrives_with_its_problems(worker: Worker) -> None:
    with pytest.raises(RefusedError, match="6 are too few") as caught:
        refused()
    assert caught.value.problems[0].field == "terms.months"


def test_an_error_of_the_system_is_no_breakdown_and_says_where_it_happened(worker: Worker) -> None:
    with pytest.raises(FileNotFoundError) as caught:
        missing("/nowhere/at/all")
    assert "in missing" in caught.value.__notes__[0]


def test_work_that_is_given_up_ends_at_its_next_word_and_the_process_stays(worker: Worker) -> None:
    before = where()
    with pytest.raises(EnoughError):
        counted(1_000_000, progress=stop)
    assert where() == before


def test_work_that_does_not_listen_is_ended_with_its_process(worker: Worker) -> None:
    before = where()
    with pytest.raises(EnoughError):
        stubborn(progress=stop)
    assert where() not in (before, os.getpid())


def test_a_breakdown_is_one_clear_error_and_the_next_work_is_done(worker: Worker) -> None:
    before = where()
    with pytest.raises(BrokeDownError, match=r"nothing is lost\. Try again") as caught:
        broken(progress=lambda _share, _words: None)
    assert isinstance(caught.value, OmniDeskError)
    assert where() not in (before, os.getpid())


def test_a_process_that_ended_while_nothing_was_to_be_done_is_nobodys_matter(worker: Worker) -> None:
    before = worker.process_id
    assert before is not None
    os.kill(before, signal.SIGKILL)
    assert where() not in (before, os.getpid())


def test_a_document_is_the_same_wherever_it_is_built(worker: Worker, catalog: Catalog, seeker: Deal) -> None:
    there = worker.do(preview, (seeker, catalog), {"kind": "summary", "now": NOW})
    assert there == preview(seeker, catalog, kind="summary", now=NOW)


def test_a_key_signs_there_and_the_file_verifies(worker: Worker, catalog: Catalog, seeker: Deal) -> None:
    identity = throwaway(NOW)
    done = hand_over(seeker, catalog, Printing(kind="summary"), identity=identity, now=NOW)
    assert done.verification is not None
    assert (done.verification.status, done.fingerprint) == ("valid", identity.summary.fingerprint)
    assert done.proposal.catalog is catalog


def test_a_catalog_travels_once(worker: Worker, catalog: Catalog) -> None:
    known: Known = {}
    first, second = (wrap([catalog], known, sends=True) for _turn in range(2))
    assert len(second) < 200 < len(first)
    assert unwrap(second, known) == [catalog]
    assert company_of(catalog) == company_of(catalog) == (catalog.company.name, catalog)


def test_the_newest_catalogs_are_remembered_at_both_ends(catalog: Catalog) -> None:
    here: Known = {}
    there: Known = {}
    from msgspec.structs import replace

    for number in range(KEPT + 2):
        other = replace(catalog, company=replace(catalog.company, name=f"Company {number}"))
        assert unwrap(wrap(other, here, sends=True), there) == other
    assert sorted(here) == sorted(there)
    assert len(here) == KEPT


def test_a_program_with_a_worker_reads_no_library_for_documents_itself() -> None:
    said = _program("hand_over").communicate()[0].split(maxsplit=3)
    assert said == ["True", "1", "1", "[] True\n"]


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL")
def test_nobody_stays_when_the_window_is_killed() -> None:
    program = _program("wait")
    assert program.stdout is not None
    assert int(program.stdout.readline()) != program.pid
    program.kill()
    assert program.communicate(timeout=20)[0] == ""  # its end comes once the worker, who shares it, is gone too


def _program(act: str) -> "subprocess.Popen[str]":
    return subprocess.Popen([sys.executable, "-m", "tests.operations.hander", act], stdout=subprocess.PIPE, text=True)
