"""The forms of a case: what is entered, asked, changed and taken back."""
