"""The figures of models and constraints, as tables and pictures."""
