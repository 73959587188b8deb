"""Named templates of a workspace: saved whole, renamed, deleted, and refused where a menu could not show them."""

import pytest

from omnidesk.domain.errors import InputError
from omnidesk.domain.template import Template, TextBlock, pieces
from omnidesk.store import settings
from omnidesk.store.connect import Store
from omnidesk.store.document_templates import (
    KEY,
    delete_template,
    rename_template,
    save_template,
    saved_templates,
)

OURS = Template(proposal=("own_1",), blocks={"own_1": TextBlock(title="Us")}, cover=pieces(b"x" * 50_000))


def test_a_template_is_kept_whole_under_its_name(store: Store) -> None:
    save_template(store, OURS, "  Our   banks ")
    (kept,) = saved_templates(store)
    assert kept.called == "Our banks"
    assert (kept.proposal, kept.blocks, kept.cover) == (OURS.proposal, OURS.blocks, OURS.cover)
    save_template(store, Template(accent="#222222"), "our banks")
    assert [each.accent for each in saved_templates(store)] == ["#222222"]


def test_templates_are_renamed_and_deleted(store: Store) -> None:
    for name in ("A", "B", "C"):
        save_template(store, OURS, name)
    assert [each.called for each in rename_template(store, "A", "b")] == ["b", "C"]
    assert [each.called for each in delete_template(store, "B")] == ["C"]
    with pytest.raises(InputError, match="no template A any more"):
        rename_template(store, "A", "D")
    for name in ("", "x" * 41):
        with pytest.raises(InputError, match="1 to 40 letters"):
            save_template(store, OURS, name)


def test_what_cannot_be_read_is_left_out(store: Store) -> None:
    settings.put(store, KEY, ["{", '{"called": 5}'])
    assert saved_templates(store) == ()
