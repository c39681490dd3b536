"""Why a report is not made or not believed: one Swedish sentence for who asked."""


class ReportRefused(Exception):
    """The sentence is for the person who made or checked the report."""
