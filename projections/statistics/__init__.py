"""Statistics: facts from the log, indicators over them, and editions that are published once and kept (domain.md 7)."""
