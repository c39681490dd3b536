"""Tells an open page that what it shows has changed. Never what: the page asks for that, through the gate."""
