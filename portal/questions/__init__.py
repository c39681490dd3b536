"""Frågor utan personuppgifter: asked along a contact path, before any consent."""
