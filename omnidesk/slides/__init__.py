"""Slides: the sections of a proposal laid out for a screen, as drawings that a window and a page paint alike."""
