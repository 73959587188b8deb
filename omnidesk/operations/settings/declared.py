"""Every setting, declared once: what it is called, why it is there, what it may be and where it is kept.

Window, command line, profile files and all checks derive from these rows.
"""

from typing import Literal

import msgspec

from omnidesk.i18n import _

Kind = Literal[
    "text", "lines", "email", "link", "colour", "picture", "prefix", "count", "percent", "choice", "currency",
    "language", "time_zone", "authority", "folder",
]  # fmt: skip
Home = Literal["company.yaml", "policy.yaml", "logo", "store", "machine"]
"""What prices and documents depend on is kept beside the specs, which an issued version freezes; defaults of new deals
and addresses in the store; what is only this machine's in a file of the window."""

COLOURS, LOCK_MINUTES, NUMBERS = "window.colours", "lock.minutes", "window.numbers"
"""Names in the file of the window."""
CURRENCY, LANGUAGE = "new_deal.currency", "new_deal.language"
"""Names in the store."""
NUMBER_LOCALES = ("en", "en-GB", "en-IE", "en-CH", "en-IN", "en-ZA")
"""The window speaks English around its figures, so they are grouped as one of its countries does."""


class Setting(msgspec.Struct, frozen=True, kw_only=True):
    """One setting. ``place`` is the key inside its home; ``effect`` says what a change waits for, where it does.

    ``least`` and ``most`` are bounds of a number; ``optional`` may be empty.
    """

    key: str
    kind: Kind
    home: Home
    place: tuple[str, ...]
    label: str
    about: str = ""
    optional: bool = False
    least: int = 0
    most: int = 1_000
    choices: tuple[tuple[str, str], ...] = ()
    unit: str = ""
    effect: str = ""

    @property
    def shared(self) -> bool:
        """Whether a profile file holds it: what is this machine's stays here."""
        return self.home != "machine" and self.kind != "folder"

    @property
    def group(self) -> str:
        """The first word of the key, under which files and windows show it."""
        return self.key.partition(".")[0]

    @property
    def name(self) -> str:
        """The key without its group."""
        return self.key.partition(".")[2]

    @property
    def has_reason(self) -> bool:
        """Whether its value stands with a reason, as house decisions do."""
        return self.home == "policy.yaml"


def groups() -> dict[str, str]:
    """What each group is called, in the order in which they are shown."""
    return {
        "company": _("Company"),
        "numbering": _("Numbering"),
        "locale": _("Region"),
        "policy": _("Policy"),
        "timestamps": _("Timestamps"),
        "this_machine": _("This machine"),
    }


def settings() -> tuple[Setting, ...]:
    """Return every setting in the order in which files and windows show them."""
    return (*_company(), *_numbering(), *_locale(), *_policy(), *_timestamps(), *_machine())


def setting(key: str) -> Setting:
    """Return one setting by its key.

    Raises:
        InputError: there is none.
    """
    from omnidesk.domain.errors import InputError
    from omnidesk.strict_yaml import nearest_of

    known = {each.key: each for each in settings()}
    if key not in known:
        raise InputError(f"there is no setting “{key[:60]}”; {nearest_of(key, known)}")
    return known[key]


def _company() -> tuple[Setting, ...]:
    def row(key: str, label: str, about: str = "", kind: Kind = "text", *, optional: bool = False) -> Setting:
        place = ("contact", key) if key in ("email", "page", "schedule") else (key,)
        return Setting(
            key=f"company.{key}",
            kind=kind,
            home="company.yaml",
            place=place,
            label=label,
            about=about,
            optional=optional,
        )

    screen = _("The window's own accent; empty: that of documents.")
    logo = _("PNG or JPEG; documents draw it on their first page.")
    return (
        row("name", _("Name"), _("As clients know you; it stands on every page.")),
        row("legal_name", _("Legal name"), _("The party that a contract is made with.")),
        row("address", _("Address"), _("One line for each line on paper."), "lines", optional=True),
        row("email", _("Email"), _("Where clients answer to."), "email"),
        row("page", _("Web page"), "", "link"),
        row("schedule", _("Page for appointments"), "", "link"),
        row("accent", _("Accent of documents"), _("Headings and lines; drawn darker where it is too pale."), "colour"),
        row("screen_accent", _("Accent of the window"), screen, "colour", optional=True),
        Setting(key="company.logo", kind="picture", home="logo", place=(), label=_("Logo"), about=logo, optional=True),
    )


def _numbering() -> tuple[Setting, ...]:
    about = _("Stands before each number; up to 8 capital letters and digits. Numbers already given stay.")
    return (
        Setting(
            key="numbering.prefix",
            kind="prefix",
            home="policy.yaml",
            place=("number_prefix",),
            label=_("Prefix of numbers"),
            about=about,
        ),
    )


def _locale() -> tuple[Setting, ...]:
    day = _("Decides on which day an offer is issued and when it lapses.")
    return (
        Setting(
            key="locale.currency",
            kind="currency",
            home="store",
            place=(CURRENCY,),
            label=_("Currency of new deals"),
            about=_("Each deal can have another; prices are listed in USD and converted at a rate that you pin."),
        ),
        Setting(
            key="locale.language",
            kind="language",
            home="store",
            place=(LANGUAGE,),
            label=_("Language of new documents"),
            about=_("Each client can have another."),
        ),
        Setting(
            key="locale.time_zone",
            kind="time_zone",
            home="company.yaml",
            place=("time_zone",),
            label=_("Time zone"),
            about=day,
        ),
    )


def _policy() -> tuple[Setting, ...]:
    def row(key: str, label: str, kind: Kind, unit: str, least: int = 0, most: int = 100) -> Setting:
        return Setting(
            key=f"policy.{key}",
            kind=kind,
            home="policy.yaml",
            place=(key,),
            label=label,
            unit=unit,
            least=least,
            most=most,
        )

    days, months = _("days"), _("months")
    orders = (("ours_first", _("We sign first")), ("client_first", _("The client signs first")))
    return (
        row("discretionary_limit_percent", _("Discount given alone"), "percent", "%"),
        row("multi_year_maximum_percent", _("Most for several years"), "percent", "%"),
        row("offer_validity_days", _("An offer holds for"), "count", days, 1, 366),
        row("term_maximum_months", _("Longest term"), "count", months, 1, 600),
        row("discount_rate_percent", _("Usual cost of capital"), "percent", "%"),
        row("stalled_after_days", _("Stalled after"), "count", days, 1, 366),
        row("expiry_notice_days", _("Notice before it lapses"), "count", days, 1, 366),
        row("milestone_notice_days", _("Notice of a milestone"), "count", days, 1, 366),
        Setting(
            key="policy.signing_order",
            kind="choice",
            home="policy.yaml",
            place=("signing_order",),
            label=_("Who signs first"),
            choices=orders,
        ),
    )


def _timestamps() -> tuple[Setting, ...]:
    about = _("An RFC 3161 service that vouches for the time of a signature; empty: none. Only a hash is sent to it.")
    return (
        Setting(
            key="timestamps.authority",
            kind="authority",
            home="store",
            place=("timestamps.authority",),
            label=_("Address of the authority"),
            about=about,
            optional=True,
        ),
    )


def _machine() -> tuple[Setting, ...]:
    colours = (("system", _("As the system")), ("light", _("Light")), ("dark", _("Dark")))
    waits = tuple((str(minutes), _wait(minutes)) for minutes in (0, 5, 15, 30, 60))
    elsewhere = _("Safety copies go there too, so that they outlive this disk; empty: nowhere.")

    def row(key: str, place: str, label: str, choices: tuple[tuple[str, str], ...], effect: str = "") -> Setting:
        return Setting(
            key=f"this_machine.{key}",
            kind="choice",
            home="machine",
            place=(place,),
            label=label,
            choices=choices,
            effect=effect,
        )

    numbers = tuple((code, country) for code, country in zip(NUMBER_LOCALES, _countries(), strict=True))
    later = _("Deals opened from now on show it; the list does after the next start.")
    return (
        row("colours", COLOURS, _("Colours"), colours),
        row("numbers", NUMBERS, _("Figures and dates as in"), numbers, later),
        row("lock_minutes", LOCK_MINUTES, _("Lock when nobody has touched it for"), waits),
        Setting(
            key="this_machine.second_folder",
            kind="folder",
            home="store",
            place=("backups.second_folder",),
            label=_("Second folder for safety copies"),
            about=elsewhere,
            optional=True,
        ),
    )


def _countries() -> tuple[str, ...]:
    return (
        _("United States"),
        _("United Kingdom"),
        _("Ireland"),
        _("Switzerland"),
        _("India"),
        _("South Africa"),
    )


def _wait(minutes: int) -> str:
    return _("{n} minutes").format(n=minutes) if minutes else _("Never")
