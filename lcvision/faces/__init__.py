"""Faces in photos: reading, finding, aligning, comparing."""
