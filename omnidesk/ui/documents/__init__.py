"""The parts of the page of documents: sections, own text, look, annexes, templates."""
