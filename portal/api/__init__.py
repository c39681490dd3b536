"""The API of contract 6: the same commands and the same gate as the pages."""
