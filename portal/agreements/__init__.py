"""Rutiner: the signed routines, where they hold, and their follow-ups."""
