"""Avvikelser: what keeps failing between us, who answers, and until when."""
