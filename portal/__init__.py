"""What people and machines meet: pages, API, command line, demo county."""
