"""What spans cases: one module per question, joined with the grants when asked."""
