"""A protected safety copy on another machine: its passphrase or its recovery code brings the deals back."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest
from msgspec.structs import replace

from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.errors import InputError
from omnidesk.operations.backups import copy_key
from omnidesk.operations.kept_deals import keep_new
from omnidesk.store import backup, deals
from omnidesk.store.opening import open_store
from omnidesk.store.protection import (
    Envelope,
    envelope_beside,
    envelope_file,
    key_id,
    wrap_with_passphrase,
    write_envelope,
)
from omnidesk.store.restore import restore
from omnidesk.store.store_key import new_key
from omnidesk.store.workspace import workspace


@pytest.mark.parametrize("protected_there", [True, False])
def test_a_protected_copy_comes_back_with_its_passphrase(
    tmp_path: Path, catalog: Catalog, seeker: Deal, protected_there: bool
) -> None:
    key = new_key()
    here = replace(workspace(tmp_path / "here"), key=key)
    wrapped = wrap_with_passphrase(key, "four words are easy")
    write_envelope(envelope_file(here), Envelope(protected=True, key_id=key_id(key), passphrase=wrapped))
    with closing(open_store(here)) as store:
        row = keep_new(store, seeker, catalog)
        made = backup.create(store).path
    stick = tmp_path / "stick"
    stick.mkdir()
    copy = Path(shutil.copy(made, stick))
    shutil.copy(envelope_beside(made), stick)
    there = replace(workspace(tmp_path / "there"), key=new_key() if protected_there else None)

    with pytest.raises(InputError):
        restore(there, copy)
    with pytest.raises(InputError):
        copy_key(there, copy, "not these words")
    restore(there, copy, key=copy_key(there, copy, "four words are easy"))

    with closing(open_store(there)) as store:
        assert deals.load(store, row.id).row == row
    assert there.database.read_bytes().startswith(b"SQLite format 3") is not protected_there
