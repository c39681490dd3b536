"""The store copied while it is in use, and put back from a copy."""
