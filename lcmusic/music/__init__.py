"""What music is made of here: melodies, scales, knobs, statistics, rewards. Knows no torch."""
