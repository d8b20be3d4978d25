"""The grid of sixteenths that melodies lie on. Knows no numpy, so that asking for knobs stays cheap."""

STEPS_PER_BEAT = 4
STEPS_PER_BAR = 16
BARS = 16
STEPS = BARS * STEPS_PER_BAR
LENGTHS = (1, 2, 4, 8, 16, 32)
"""Bars that a clip may have; the model makes 16, of which a shorter one is a loop and a longer one two."""
