"""Who is at work, as the records of a deal name the person, and which day it is where the company stands."""

import datetime
import getpass
from zoneinfo import ZoneInfo

from omnidesk.domain.catalog import Catalog

UNKNOWN = "unknown"


def acting_user() -> str:
    """The name under which this person is signed in to the machine."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # a system without accounts
        return UNKNOWN


def day_of(now: datetime.datetime, catalog: Catalog) -> datetime.date:
    """The day in the company's time zone; ``now`` carries its own."""
    return now.astimezone(ZoneInfo(catalog.company.time_zone)).date()
