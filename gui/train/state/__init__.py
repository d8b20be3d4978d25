"""What the training page does, without a window. Knows no Qt."""
