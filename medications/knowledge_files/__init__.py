"""Reads the knowledge that ships with the code, and loads it without ever overwriting a curator."""
