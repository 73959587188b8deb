"""The tamper corpus, name by name: not one file of it is accepted. ``make fuzz`` tries every name at every moment."""

import re

import pytest
from hypothesis import settings

from tests.signing.corpus import Case, Files, cases, make_files

MANY = 1000
"""Examples of the profile that tries everything."""


@pytest.fixture(scope="module")
def files() -> Files:
    return make_files()


def chosen() -> list[Case]:
    """Each name at one moment, a different one from name to name; each file that is no altered one of ours."""
    every = list(cases())
    if settings.default is not None and settings.default.max_examples >= MANY:
        return every
    names = list(dict.fromkeys(case.name for case in every))
    moments = {name: [case for case in every if case.name == name] for name in names}
    return [each[place % len(each)] for place, each in enumerate(moments.values())]


@pytest.mark.parametrize("case", chosen(), ids=lambda case: re.sub(r"\W+", "_", f"{case.name}_{case.moment}"))
def test_no_tampered_file_is_accepted(case: Case, files: Files) -> None:
    found = case.verdict(files)
    assert found.status != "valid"
    assert found.problems, "and a person is told why"


def test_what_was_not_tampered_with_is_accepted(files: Files) -> None:
    for pdf in (files.sealed, files.countersigned, files.stamped):
        assert files.judge(pdf).problems == ()


def test_every_case_that_the_design_names_is_in_the_corpus() -> None:
    wanted = {
        *("byte_flip", "full_rewrite", "overlay_of_the_price", "page_removed", "pages_swapped", "font_replaced"),
        *("free_text_added", "signature_field_added", "attachment_added", "javascript_added", "metadata_retitled"),
        *("bookmark_retitled", "permissions_dropped", "client_widget_moved", "impostor_with_our_name"),
        *("text_field_planted_and_filled", "third_signature", "text_at_the_end", "padding_nibble", "rollback"),
    }
    assert wanted <= {case.name for case in cases()}


def test_only_a_stranger_is_called_one(files: Files) -> None:
    """What is forged is invalid; a sound file by somebody else is told apart from it."""
    sound = ("impostor_with_our_name", "client_as_provider", "stranger_as_client")
    verdicts = {case.name: case.verdict(files).status for case in cases() if case.name in sound}
    assert verdicts == dict.fromkeys(sound, "unknown_signer")
