"""Approvals in the window: asking for one, answering a request, taking an answer in."""
