"""``lcmusic`` with an instrument that plays the same sixteenths for ever, so that it starts at once."""

import signal
from typing import Any

import numpy as np

from lcmusic.cli import app, live
from lcmusic.music.melody import Melody, Note


class Sixteenths:
    """Another pitch with every sixteenth of a bar."""

    idea_shape = (2,)
    prior = knobs = rule = None

    def melody(self, _idea: np.ndarray, _knobs: Any, _locked: Any) -> Melody:
        return Melody.from_notes([Note(n, n + 1, 60 + n % 16) for n in range(256)])

    def idea(self, _melody: Melody) -> np.ndarray:
        return np.zeros(2, np.float32)


if __name__ == "__main__":
    # A suite that is run with nohup hands on that hang-ups are ignored.
    signal.signal(signal.SIGHUP, signal.SIG_DFL)
    live.load_instrument = lambda *_: Sixteenths()  # type: ignore[assignment, return-value]
    app.main()
