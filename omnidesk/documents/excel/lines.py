"""The price of each line as a formula over the inputs, by the rule that the app prices it with."""

from collections.abc import Sequence
from decimal import Decimal

from omnidesk.documents.excel.book import Book
from omnidesk.documents.excel.exact import MINOR, amount, decimals, down, hold, percent_digits, periods, steps
from omnidesk.domain.development import PHASE_IDS, fee_of
from omnidesk.domain.line import LineItem
from omnidesk.domain.named import by_id
from omnidesk.domain.performance import Share, shares_of
from omnidesk.domain.subscription import AddOn, AddOnSpec, multi_year_percent, volume_percent

HUNDRED = Decimal(100)


def rounded(cell: str, digits: int, book: Book) -> str:
    """An amount as it was typed, rounded to the minor unit."""
    return amount(down(steps(cell, digits), digits - book.digits))


def list_formula(line: LineItem, book: Book) -> str | None:
    """The formula of a line's list price; None where it is the sum of its parts. Writes the inputs that it needs."""
    book.chapter(line.label)
    if line.id == "subscription":
        return _subscription(book)
    if line.id.startswith("addon:"):
        return _add_on(line, book)
    if line.id == "development":
        return _development(book)
    if line.id == "maintenance":
        return _maintenance(line, book)
    if line.id.startswith("performance:bonus:"):
        return _bonus(line, book)
    if line.id == "usage":
        _usage(book)
    else:
        _share(line, book)
    return None


def discounts_of(line: LineItem, book: Book) -> tuple[tuple[str, str], ...]:
    """The discounts that a line may have, in the order in which they are taken: name and the cell of the percent."""
    found: list[tuple[str, str, Decimal]] = []
    own = book.proposal.deal.models.subscription
    if line.id == "subscription" and own is not None:
        found.append(("multi_year", book.say("Multi-year discount"), multi_year_percent(own.discounts, book.pricing)))
        found.append(("discretionary", book.say("Agreed discount"), own.discounts.discretionary_percent))
    elif line.id.startswith("addon:") and (percent := volume_percent(_add_on_of(line, book), book.pricing)):
        found.append(("volume", book.say("Volume discount"), percent))
    return tuple(
        (name, book.given(label, percent / HUNDRED, "percent", f"{line.id}:{name}")) for name, label, percent in found
    )


def _subscription(book: Book) -> str:
    say, pricing, key = book.say, book.pricing, "period_price"
    yearly = book.step == 12
    if pricing.negotiated is not None:
        cell = book.given(say("Negotiated price of a period"), pricing.negotiated, "amount", "negotiated")
        price = rounded(cell, decimals(pricing.negotiated, least=book.digits + 2), book)
    else:
        listed = (pricing.tier.price.annual if yearly else pricing.tier.price.monthly) or Decimal(0)
        cell = book.given(say("List price of a period (USD)"), listed, "rate", "list_price")
        price = _converted(cell, listed, book)
    agents = pricing.agents if isinstance(pricing.agents, int) else None
    if agents is not None:
        book.given(say("Agents"), agents, "count", "agents", say("Included in the price of the tier."))
    cell = book.computed(say("Price of a period"), price, "amount", key)
    book.name("period_price", cell)
    return periods(cell, "term_months", book.step)


def _converted(cell: str, listed: Decimal, book: Book) -> str:
    rate = book.pricing.money.stated_rate
    price, fine = decimals(listed, least=2), decimals(rate, least=4)
    hold(listed * 10**price, rate * 10**fine)
    return amount(down(f"{steps(cell, price)}*{steps('exchange_rate', fine)}", price + fine - book.digits))


def _add_on_of(line: LineItem, book: Book) -> AddOn:
    own = book.proposal.deal.models.subscription
    return next(each for each in own.add_ons if f"addon:{each.id}" == line.id) if own else AddOn(id="")


def _add_on(line: LineItem, book: Book) -> str:
    add_on, say = _add_on_of(line, book), book.say
    row = by_id(book.proposal.catalog.subscription.add_ons, add_on.id)
    cell, price = _unit_price(add_on, row, line, book)
    quantity = book.given(say("Quantity"), add_on.quantity, "count", f"{line.id}:quantity")
    digits = decimals(price, least=book.digits + 2)
    hold(price * 10**digits, add_on.quantity, book.step)
    units, beyond = f"{steps(cell, digits)}*{quantity}", digits - book.digits
    if not add_on.recurring:
        return amount(down(units, beyond))
    whole = f"INT(term_months/{book.step})*ROUND({down(f'{units}*{book.step}', beyond)},0)"
    return f"=({whole}+ROUND({down(f'{units}*MOD(term_months,{book.step})', beyond)},0))/{MINOR}"


def _unit_price(add_on: AddOn, row: AddOnSpec | None, line: LineItem, book: Book) -> tuple[str, Decimal]:
    say, key = book.say, f"{line.id}:price"
    if add_on.unit_price is not None or row is None or row.list_price is None:
        price = add_on.unit_price or Decimal(0)
        label = say("Unit price a month") if add_on.recurring else say("Unit price")
        return book.given(label, price, "rate", key), price
    cell = book.given(say("List price (USD)"), row.list_price, "rate", f"{line.id}:list")
    formula = _converted(cell, row.list_price, book)
    return book.computed(say("Unit price"), formula, "amount", key), book.pricing.money.from_list(row.list_price)


def _fees(phases: Sequence[str], book: Book) -> tuple[str, int]:
    """The sum of some phases' fees in whole steps, and the decimals of a step."""
    development = book.proposal.deal.models.custom_development
    if development is None:
        return "0", 0
    fees = {phase: fee_of(development, phase) for phase in PHASE_IDS}
    digits = decimals(*fees.values(), least=book.digits)
    names = {phase.id: phase.name for phase in book.proposal.catalog.development.phases}
    for phase, fee in fees.items():
        if f"fee:{phase}" not in book.cells:
            book.given(names.get(phase, phase), fee, "amount", f"fee:{phase}")
    return "+".join(steps(book.cells[f"fee:{phase}"], digits) for phase in phases), digits


def _development(book: Book) -> str:
    total, digits = _fees(PHASE_IDS, book)
    return amount(down(f"({total})", digits - book.digits))


def _maintenance(line: LineItem, book: Book) -> str:
    development, say = book.proposal.deal.models.custom_development, book.say
    percent = (development.maintenance_percent if development else None) or Decimal(0)
    base, digits = _fees([phase for phase in PHASE_IDS if phase in book.pricing.policy.maintenance_base.value], book)
    share = book.given(say("Percent a year"), percent / HUNDRED, "percent", "maintenance:percent")
    months = book.given(say("Months of maintenance"), int(line.quantity), "count", "maintenance:months")
    fine = percent_digits([percent], int(line.net * 12 * 10**digits))
    return amount(f"({base})*{steps(share, fine)}*{months}/{12 * 10 ** (digits + fine - book.digits)}")


def _bonus(line: LineItem, book: Book) -> str:
    performance, place = book.proposal.deal.models.performance, int(line.id.rpartition(":")[2]) - 1
    bonus = performance.outcome_bonuses[place].amount if performance else Decimal(0)
    cell = book.given(book.say("Amount of the bonus"), bonus, "amount", f"{line.id}:amount")
    return rounded(cell, decimals(bonus, least=book.digits), book)


def _usage(book: Book) -> None:
    expected, say = book.proposal.quote.usage, book.say
    if expected is not None:
        plan = expected.plan
        book.given(say("Included interactions a month"), plan.included, "count", "usage:included")
        book.given(say("Price of a further interaction (USD)"), plan.overage, "rate", "usage:overage")


def share_of(line: LineItem, book: Book) -> Share | None:
    """The share of value that a line prices."""
    performance = book.proposal.deal.models.performance
    shares = shares_of(performance) if performance else ()
    return next((share for share in shares if share.line_id == line.id), None)


def _share(line: LineItem, book: Book) -> None:
    share, say = share_of(line, book), book.say
    if share is None:
        return
    book.given(say("Percent"), share.percent / HUNDRED, "percent", f"{line.id}:percent")
    book.given(say("Expected amount a year"), share.amounts.base, "amount", f"{line.id}:base")
    for name, label, value in (("floor", say("Floor a year"), share.floor), ("cap", say("Cap a year"), share.cap)):
        if value is not None:
            book.given(label, value, "amount", f"{line.id}:{name}")


def share_fee(line: LineItem, months: str, book: Book) -> str:
    """The fee of a contract year with so many months (a cell)."""
    share = share_of(line, book)
    if share is None:
        return "=0"
    bounds = [value for value in (share.floor, share.cap) if value is not None]
    digits = decimals(share.amounts.base, *bounds, least=book.digits)
    largest = max(share.amounts.base * share.percent / HUNDRED, *bounds, Decimal(1))
    fine = percent_digits([share.percent], int(largest * 12 * 10**digits))
    fee = f"{steps(book.cells[f'{line.id}:percent'], fine)}*{steps(book.cells[f'{line.id}:base'], digits)}"
    if share.floor is not None:
        fee = f"MAX({steps(book.cells[f'{line.id}:floor'], digits)}*{10**fine},{fee})"
    if share.cap is not None:
        fee = f"MIN({steps(book.cells[f'{line.id}:cap'], digits)}*{10**fine},{fee})"
    return amount(f"{fee}*{months}/{12 * 10 ** (digits + fine - book.digits)}")
