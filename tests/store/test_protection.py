"""The key of a workspace is wrapped by passphrase and recovery code, shown nowhere, and forgotten at once by all."""

import datetime as dt
import os
import pickle

import msgspec
import pytest

from omnidesk.domain.errors import InputError, MachineError
from omnidesk.store import deals, protection
from omnidesk.store.connect import DamagedError
from omnidesk.store.deals import Summary
from omnidesk.store.failed_unlocks import note_failure, note_success, seconds_to_wait, take_failures
from omnidesk.store.opening import open_store
from omnidesk.store.protection import Envelope, key_id
from omnidesk.store.recovery_code import ALPHABET, new_code, read_code
from omnidesk.store.store_key import StoreKey, new_key, subkey
from omnidesk.store.workspace import Workspace

SHOWN = Summary(title="Aurora", client="Aurora", stage="draft", currency="EUR")
BODY = '{"client":"Aurora"}'


def locked(place: Workspace) -> Workspace:
    return Workspace(place.folder, new_key())


def envelope(key: StoreKey, passphrase: str, code: str) -> Envelope:
    return Envelope(
        protected=True,
        key_id=key_id(key),
        passphrase=protection.wrap_with_passphrase(key, passphrase),
        recovery=protection.wrap_with_code(key, code),
    )


def test_passphrase_and_code_open_what_they_closed_and_nothing_else_does(place: Workspace) -> None:
    key, code = new_key(), new_code()
    protection.write_envelope(protection.envelope_file(place), envelope(key, "correct horse", code))
    found = protection.found_envelope(place)
    assert found is not None
    opened = protection.unwrap_with_passphrase(found, "correct horse")
    assert opened is not None
    assert opened.content == key.content
    assert protection.unwrap_with_passphrase(found, "wrong horse") is None
    recovered = protection.unwrap_with_code(found, code.lower().replace("-", " "))
    assert recovered is not None
    assert recovered.content == key.content
    assert protection.unwrap_with_code(found, new_code()) is None
    written = protection.envelope_file(place).read_text()
    assert key.content.hex() not in written
    assert code not in written
    assert oct(protection.envelope_file(place).stat().st_mode)[-3:] == "600"


def test_a_short_passphrase_is_refused() -> None:
    with pytest.raises(InputError, match="at least 8"):
        protection.wrap_with_passphrase(new_key(), "seven77")


def test_one_wrong_sign_in_a_recovery_code_is_found_before_it_is_tried() -> None:
    whole = new_code().replace("-", "")
    slips = [whole[:at] + sign + whole[at + 1 :] for at in range(28) for sign in ALPHABET if sign != whole[at]]
    assert sum(map(reads, slips)) <= 8, "ten bits of check let one slip in a thousand pass, which the key then finds"
    assert reads(whole.lower().replace("0", "o").replace("1", "l"))


def reads(code: str) -> bool:
    try:
        return bool(read_code(code))
    except InputError:
        return False


def test_codes_are_never_the_same_and_have_seven_groups() -> None:
    codes = {new_code() for _ in range(200)}
    assert len(codes) == 200
    assert all([len(group) for group in code.split("-")] == [4] * 7 and reads(code) for code in codes)


@pytest.mark.parametrize("damage", [b"", b"{", b"\xff\xfe", b'{"protected": 1}', b"[" * 70_000])
def test_a_damaged_envelope_says_where_another_one_lies(place: Workspace, damage: bytes) -> None:
    protection.envelope_file(place).write_bytes(damage)
    with pytest.raises(DamagedError, match="beside the newest safety copy"):
        protection.found_envelope(place)


def test_an_envelope_that_would_fill_the_memory_is_refused(place: Workspace) -> None:
    whole = envelope(new_key(), "correct horse", new_code())
    assert whole.passphrase is not None
    greedy = msgspec.structs.replace(whole.passphrase, memory_kib=1 << 30)
    protection.write_envelope(protection.envelope_file(place), msgspec.structs.replace(whole, passphrase=greedy))
    with pytest.raises(DamagedError):
        protection.found_envelope(place)


def test_a_lost_envelope_is_taken_from_beside_the_newest_safety_copy(place: Workspace) -> None:
    whole = envelope(new_key(), "correct horse", new_code())
    place.backups.mkdir()
    protection.write_envelope(place.backups / "omnidesk-20260101T000000000000Z-by-hand.db.protection.json", whole)
    assert protection.found_envelope(place) == whole


def test_a_key_shows_itself_to_nobody_and_is_forgotten_by_all_at_once(place: Workspace) -> None:
    content = os.urandom(32)
    held = Workspace(place.folder, StoreKey(content))
    store = open_store(held)
    row = deals.create(store, BODY, SHOWN)
    for shown in (repr(held), str(held.key), f"{store!r}"):
        assert content.hex() not in shown
        assert repr(content) not in shown
    for write in (pickle.dumps, msgspec.json.encode):
        with pytest.raises(TypeError):
            write(held)
    assert held.key is not None
    store.close()
    held.key.lock()
    with pytest.raises(MachineError, match="unlock"):
        deals.load(store, row.id)
    held.key.unlock(content)
    assert deals.load(store, row.id).row.title == "Aurora"
    store.close()


def test_a_store_opens_with_its_key_alone(place: Workspace, capfd: pytest.CaptureFixture[str]) -> None:
    held = locked(place)
    store = open_store(held)
    deals.create(store, BODY, SHOWN)
    store.close()
    assert b"Aurora" not in held.database.read_bytes()
    for other in (place, locked(place)):
        with pytest.raises(DamagedError, match="another key"):
            open_store(other)
    assert capfd.readouterr().err == "", "the cipher's own reports stay away"


def test_what_is_derived_for_one_purpose_is_of_no_use_for_another() -> None:
    key = new_key()
    assert subkey(key, "audit") == subkey(key, "audit")
    assert len({key.content, subkey(key, "audit"), subkey(key, "documents"), subkey(new_key(), "audit")}) == 4


def test_wrong_answers_are_slowed_and_kept_for_the_log_once(place: Workspace) -> None:
    now = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    waits: list[int] = []
    for _ in range(9):
        note_failure(place, "passphrase", now)
        waits.append(seconds_to_wait(place, now))
    assert waits == [0, 0, 2, 4, 8, 16, 30, 30, 30]
    assert seconds_to_wait(place, now - dt.timedelta(days=1)) == 0, "a clock that went back makes nobody wait"
    note_success(place)
    assert seconds_to_wait(place, now) == 0
    assert [failure.way for failure in take_failures(place)] == ["passphrase"] * 9
    assert take_failures(place) == ()
