"""What has happened: events, decisions, the fold, grants, and the log that keeps them."""
