"""How the training page looks."""
