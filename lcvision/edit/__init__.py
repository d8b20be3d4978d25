"""Edits: moving latents to where labels hold, and what is kept of it."""
