"""When two spellings mean one organisation."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from omnidesk.domain.client import Contact
from omnidesk.domain.client_entry import ClientEntry, client_of, conflicts, entry_of, merged
from omnidesk.domain.client_matching import host_of, hosts_of, is_email, plain_name

FORMS = frozenset({"ag", "sa", "gmbh", "llc"})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Société Générale S.A.", "societe generale"),
        ("Müller & Söhne GmbH", "MULLER AND SOHNE"),
        ("Aurora Broadcast AG", "Aurora-Broadcast"),
        ("Acme L.L.C.", "ACME"),
    ],
)
def test_two_spellings_of_one_name_are_alike(one: str, other: str) -> None:
    assert plain_name(one, FORMS) == plain_name(other, FORMS)


def test_a_name_that_is_only_a_legal_form_keeps_it() -> None:
    assert plain_name("AG", FORMS) == "ag"


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://www.Foo.co.uk/x?y#z", "foo.co.uk"),
        ("http://user@münchen.de:80", "xn--mnchen-3ya.de"),
        ("foo.example.", "foo.example"),
        ("localhost", ""),
        ("not a host", ""),
        ("a" * 300 + ".de", ""),
        ("..", ""),
    ],
)
def test_a_host_is_what_addresses_share(address: str, host: str) -> None:
    assert host_of(address) == host


def test_mail_hosts_that_all_share_say_nothing() -> None:
    entry = ClientEntry(name="x", contact=Contact(email="a@gmail.com"))
    assert hosts_of(entry, {"gmail.com"}) == ()
    assert is_email("a@gmail.com")
    assert not is_email("a@b@c")


TEXTS = st.sampled_from(["", "a", "b"])
ENTRIES = st.builds(
    ClientEntry,
    name=st.sampled_from(["A", "B"]),
    phone=TEXTS,
    notes=TEXTS,
    country=st.sampled_from([None, "CH", "DE"]),
    contact=st.builds(Contact, name=TEXTS),
    keys=st.sampled_from([(), ("x:1",), ("x:2", "x:1")]),
)


@given(ENTRIES, ENTRIES)
def test_a_merge_loses_nothing_and_is_done_once(kept: ClientEntry, other: ClientEntry) -> None:
    one = merged(kept, other)

    assert merged(one, other) == one
    assert {*kept.keys, *other.keys} == {*one.keys}
    for person in (kept.contact.name, other.contact.name):
        assert person in f"{one.contact.name}\n{one.notes}"
    for field in conflicts(kept, other):
        assert getattr(merged(kept, other, frozenset({field})), field) == getattr(other, field)


def test_a_client_goes_into_a_deal_and_back() -> None:
    entry = ClientEntry(name="Aurora", country="CH", language="de", address=("Seestrasse 1",))
    assert entry_of(client_of(entry)) == entry
