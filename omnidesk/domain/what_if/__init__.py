"""What-if: one deal, a few levers, and what follows; nothing reaches the deal until it is adopted."""
