"""Joint meetings: called, prepared, held and followed up (domain.md 5.4), and the items of the team's own meetings."""
