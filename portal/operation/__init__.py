"""Running the portal: database, processes, the store, time."""
