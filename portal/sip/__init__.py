"""Joint meetings: proposed, called, prepared together, held, planned and followed up, one page per reader."""
