"""What the pages share and can do without a window. Knows no Qt."""
