"""What people say, as a page shows it: frozen values with ready words, made from tallies and rows by pure functions."""
