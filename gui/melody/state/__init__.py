"""What the melody page does, without a window. Knows no Qt."""
