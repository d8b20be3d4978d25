"""A performance: the endless supply of bars and the session around it. Knows no torch and no Qt."""
