"""How the melody page looks."""
