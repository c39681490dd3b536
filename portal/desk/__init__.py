"""Pages across cases: what waits, lists, search, staffing, the access log."""
