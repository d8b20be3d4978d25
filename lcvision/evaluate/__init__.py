"""The figures of image models, as tables and pictures."""
