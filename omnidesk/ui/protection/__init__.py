"""Unlocking, locking and protecting the workspace in the window."""
