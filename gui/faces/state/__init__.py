"""What the faces page does, without a window. Knows no Qt."""
