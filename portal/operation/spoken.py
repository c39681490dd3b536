"""Failures of jobs that are told at the keyboard as they stand."""


class TickFailed(Exception):
    """One sentence that names the acts that were not done."""
