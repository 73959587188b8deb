"""Parts of Excel files: exact formulas, cells that cannot run as formulas, and the sheets of a quote."""
