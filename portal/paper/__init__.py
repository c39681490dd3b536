"""What leaves the portal as a file that others print and keep: tagged PDF."""
