"""What stands against a deal, as values: every refusal and warning with its field, reason and limit."""
