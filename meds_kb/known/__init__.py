"""What is known, as a page shows it: frozen values with ready words, made from rows by pure functions."""
