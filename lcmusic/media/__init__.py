"""Melodies as files, pictures and sound. Knows no torch."""
