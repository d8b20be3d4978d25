"""The training page: what it does (``runner``, ``jobs``, ``library``, ``session``) knows no Qt; the rest shows it."""
