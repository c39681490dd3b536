"""Uppgifter: everything due, derived from the views when somebody asks; one file a family of tasks."""
