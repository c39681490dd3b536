"""Who sits at the keyboard: login through OIDC, sessions, assignments, input kept over an expiry."""
