"""What the gallery's wizard shows around its pages: steps, price and heads of a deal that nobody made."""

from omnidesk.ui.flow_view import StepHead
from omnidesk.ui.widgets.price_panel import PriceTexts, Slice
from omnidesk.ui.widgets.rows import Row
from omnidesk.ui.widgets.step_rail import StepMark

STEPS = (
    StepMark("client", "Client", "buildings", "done", "Northwind Logistics"),
    StepMark("discovery", "Discovery", "chat-circle-text", "done", "12 of 12 answered"),
    StepMark("tier", "Tier", "stack", "todo", "Choose a package"),
    StepMark("models", "Revenue models", "chart-line-up", "problem", "1 thing to look at"),
    StepMark("milestones", "Milestones", "flag-checkered"),
    StepMark("value", "Value", "trend-up"),
    StepMark("roadmap", "Roadmap", "map-trifold"),
    StepMark("review", "Review", "list-checks"),
    StepMark("sign", "Export and sign", "signature"),
)

PRICE = PriceTexts(
    "Price summary",
    "Professional tier, 24 months",
    (Slice("chart_1", 0.14), Slice("chart_2", 0.56), Slice("chart_3", 0.16), Slice("chart_4", 0.14)),
    "Committed",
    "€78,900",
    (
        Row("Design and discovery", "€11,046", dot="chart_1"),
        Row("Build", "€44,184", dot="chart_2"),
        Row("Integrations with the warehouse", "€12,624", dot="chart_3"),
        Row("Support, year 1", "€11,046", dot="chart_4"),
    ),
    (Row("Subtotal", "€78,900", strong=True), Row("Discount", "−€3,945", "danger"), Row("VAT 21%", "€15,741")),
    "Total incl. VAT",
    "€90,696",
    "€1,249 per user, one-off",
    "Estimated, not in the total",
    (Row("Usage, a year", "€6,400", "muted"),),
    "Valid until 22 December 2026. Prices are locked when the client signs.",
)

HEADS = {
    "client": StepHead("Who is it for?", "The company and the person who signs.", "Continue to discovery"),
    "discovery": StepHead("What do they need?", "Twelve questions; each says why it is asked.", "Continue to tier"),
    "tier": StepHead(
        "Choose the tier that fits",
        "Suggested from the discovery answers. You can change it at any time.",
        "Continue to revenue models",
    ),
}
