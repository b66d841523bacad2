"""Made-up threads for load tests and the demo: the same for the same seed, and marked as made up wherever they show."""
