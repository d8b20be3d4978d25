"""The one exception that is meant for a person."""


class UserError(Exception):
    """A mistake that the user can repair.

    The message names the file or value and the remedy in one line. Command lines print it without a traceback and
    exit with code 2; the studio shows it in the window. Anything else that escapes is a bug of ours.
    """
