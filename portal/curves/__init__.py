"""The degree of sick leave and parallel efforts, drawn on one axis."""
