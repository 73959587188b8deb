"""What words and figures are said with: a language, a locale and a currency; for pages and slides alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from omnidesk.domain.discovery import UNLIMITED
from omnidesk.domain.proposal import Proposal, Situation
from omnidesk.domain.prose import counted
from omnidesk.domain.success_plan import SuccessPlan
from omnidesk.formatting import Formatter
from omnidesk.i18n import Words, marked
from omnidesk.line_breaks import has_wide

# Translators: a rule instead of a text. Translate it as "keep" where names keep their capital inside a sentence (as in
# German) or the script has none; translate it as it stands where they are written small there (as in French).
LOWER_CASE = marked("names inside a sentence: lower case")
# Translators: stands between the parts of a list.
COMMA = marked(", ")


@dataclass(frozen=True)
class Speaker:
    """Speaks one language: fixed text in ``words``, amounts in ``currency``."""

    formatter: Formatter
    words: Words
    currency: str

    def money(self, amount: Decimal) -> str:
        """An amount with its currency."""
        return self.formatter.money(amount, self.currency)

    def short(self, amount: Decimal) -> str:
        """An amount with its currency; a whole one without decimals."""
        return self.formatter.money(amount, self.currency, short=True)

    def figure(self, amount: Decimal) -> str:
        """An amount for a column whose head names the currency."""
        return self.formatter.money(amount, self.currency, symbol=False)

    def percent(self, value: Decimal | int) -> str:
        """A percentage with up to two decimals."""
        return self.formatter.percent(value)

    def say(self, text: str) -> str:
        """A fixed text in the document's language."""
        return self.words.say(text)

    def count(self, one: str, many: str, number: Decimal | int) -> str:
        """A fixed text around a ``{number}``, in the form that the number takes."""
        whole = int(number) if number == int(number) else 2
        return self.words.count(one, many, whole).format(number=self.formatter.number(number))

    def measured(self, number: Decimal | int, unit: str) -> str:
        """A count with its unit: ``1 hour``, ``30 agents``, ``80,000 calls per hour``; without a unit the figure."""
        return self.count(*counted(unit), number) if unit else self.formatter.number(number)

    def unit(self, number: Decimal | int, unit: str) -> str:
        """A unit alone, in the form that a number takes: ``hour``, ``agents``."""
        whole = int(number) if number == int(number) else 2
        return self.words.count(*counted(unit), whole).replace("{number}", "").strip() if unit else ""

    def untold(self, unit: str, subject: str) -> str:
        """The unit of a subject's figure; nothing where the subject names it already."""
        word = self.unit(2, unit).split()[:1]
        told = word and word[0].casefold() in subject.casefold() and not has_wide(word[0])  # 時間 is time and hours
        return "" if told else unit

    def months(self, number: int) -> str:
        """A number of months."""
        return self.count("{number} month", "{number} months", number)

    def joined(self, words: Sequence[str]) -> str:
        """Words as a list in a sentence: ``a, b and c``."""
        if len(words) < 2:
            return "".join(words)
        return self.say("{first} and {last}").format(first=self.listed(words[:-1]), last=words[-1])

    def listed(self, words: Iterable[str], separator: str = COMMA) -> str:
        """Words one after another, parted as the language does: ``a, b, c``."""
        return self.say(separator).join(words)

    def inside(self, name: str) -> str:
        """A name as it stands inside a sentence: small, unless the language writes its nouns large."""
        keeps = self.say(LOWER_CASE) != LOWER_CASE
        return name if keeps or name[:2].isupper() else name[:1].lower() + name[1:]

    def sentence(self, text: str) -> str:
        """A text with one full stop at its end."""
        return text.rstrip(".。") + self.say(".")

    def sentences(self, *parts: str) -> str:
        """Sentences one after another; after an ideographic full stop stands no space."""
        return " ".join(parts).replace("。 ", "。")

    def person(self, name: str, title: str) -> str:
        """Who someone is: name and title, as far as they are known."""
        return self.listed(part for part in (name, title) if part)

    def span(self, first: date, last: date) -> str:
        """From one day to another."""
        return self.say("{first} to {last}").format(first=self.formatter.day(first), last=self.formatter.day(last))


def heard(row: Situation, speaker: Speaker) -> str:
    """An answer of the client as a person would say it."""
    if isinstance(row.value, bool):
        return speaker.say("Yes") if row.value else speaker.say("No")
    if row.value == UNLIMITED:
        return speaker.say("Unlimited")
    if isinstance(row.value, int):
        return speaker.measured(row.value, speaker.untold(row.unit, row.subject))
    return row.value


def why_tier(proposal: Proposal, speaker: Speaker) -> str:
    """In a sentence, why this tier is proposed."""
    found, say = proposal.recommendation, speaker.say
    lowest = proposal.catalog.tier(found.recommended)
    if lowest is None:
        return say("It is the tier that we agreed on in our conversation.")
    if lowest.id != proposal.tier.id:
        words = say("By your answers alone, {tier} would be the lowest tier that meets every need.")
        return words.format(tier=lowest.name)
    if not found.decisive:
        return say("It is the lowest tier, and it meets every need that you named.")
    return say("It is the lowest tier that meets every need that you named.")


def reviews(plan: SuccessPlan, speaker: Speaker) -> str:
    """How often success is looked at together, and when first; nothing where no reviews are planned."""
    say = speaker.say
    if not plan.reviews:
        return ""
    rhythms = {
        "monthly": say("Monthly business reviews"),
        "quarterly": say("Quarterly business reviews"),
        "continuous": say("Continuous reviews"),
    }
    name = rhythms.get(plan.reviews) or say("{rhythm} reviews").format(rhythm=plan.reviews.capitalize())
    if not plan.review_dates:
        return say("{reviews} keep us on these targets.").format(reviews=name)
    words = say("{reviews} keep us on these targets: {count} in the term, the first on {first}.")
    first = speaker.formatter.day(plan.review_dates[0])
    return words.format(reviews=name, count=speaker.formatter.number(len(plan.review_dates)), first=first)


def growth(proposal: Proposal, speaker: Speaker) -> str:
    """Which steps of growth the expansion takes up, as the client chose them; nothing where none is chosen."""
    chosen: dict[str, list[str]] = {}
    for step in proposal.scaling:
        chosen.setdefault(step.dimension, []).append(step.name)
    parts = [f"{dimension}: {speaker.listed(names)}" for dimension, names in chosen.items()]
    words = speaker.say("The expansion takes up the steps that you chose. {steps}.")
    return words.format(steps=speaker.listed(parts, "; ")) if parts else ""
