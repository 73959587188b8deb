"""The payment schedule on the terminal: committed payments one by one, estimated ones added up by line and year."""

from omnidesk.commands.output import figure, print_table
from omnidesk.domain.catalog import Catalog
from omnidesk.domain.deal import Deal
from omnidesk.domain.quote import Quote, frame
from omnidesk.domain.schedule import ScheduleYear, schedule_years


def print_payments(deal: Deal, catalog: Catalog, priced: Quote) -> None:
    """Print all payments of a quote, by contract year."""
    pricing = frame(deal, catalog, catalog.tier(priced.tier))
    if pricing is None or not priced.payments:
        return
    labels = {line.id: line.label for line in priced.lines}
    print(f"\nPayments before tax, in {priced.currency}")
    for year in schedule_years(priced.payments, labels, pricing):
        _print_year(year)


def _print_year(year: ScheduleYear) -> None:
    print(f"\n  Year {year.number}, {year.start} to {year.end}")
    head = ("Invoiced", "Due", "Committed", "For")
    rows = [(str(pay.date), str(pay.due), figure(pay.amount), pay.label) for pay in year.committed]
    if rows:
        rows.append(("", "", figure(year.committed_total), "invoiced this year"))
        print_table(head, rows, right=("Committed",), indent="    ")
    for row in year.estimated:
        count = "1 payment" if row.payments == 1 else f"{row.payments} payments"
        print(f"    estimated: {figure(row.amount)} in {count} for {row.label}")
