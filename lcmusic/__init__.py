"""Melodies: representation, MIDI files, corpus, model, rewards, constraints and live output.

Nothing heavy is imported here: the live engine starts from this package and must not pay for torch.
"""
