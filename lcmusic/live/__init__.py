"""Live output: ports, clock and player. They play events that somebody else made: neither torch nor Qt here."""
