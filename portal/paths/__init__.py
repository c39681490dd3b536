"""Kontaktvägar: whom to call now, and keeping it true."""
