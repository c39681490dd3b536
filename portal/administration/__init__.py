"""Administration: who works where, what may be followed up, what is to be purged."""
