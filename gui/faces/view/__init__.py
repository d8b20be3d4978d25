"""How the faces page looks."""
