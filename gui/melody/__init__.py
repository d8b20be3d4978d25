"""The melody page: what it does (Qt-free sessions) and how it looks."""
