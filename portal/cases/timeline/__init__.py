"""What has happened in a case, and the words of each entry."""
