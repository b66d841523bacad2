"""Shows what people say, by itself."""
