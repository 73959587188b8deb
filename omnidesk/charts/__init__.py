"""Charts as values: pure functions lay figures out into lists of shapes that a screen or a page then paints."""
