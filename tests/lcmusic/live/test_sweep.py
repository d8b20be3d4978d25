"""A controller is swept while the model composes: the last value counts, and panic is answered meanwhile."""

import queue
import statistics
import threading
import time
from contextlib import closing

import pytest
import rtmidi

from lc_common.worker import Worker
from lcmusic.cli.live import perform
from lcmusic.instrument import Instrument
from lcmusic.live import protocol as p
from lcmusic.live.control import ControlMap
from lcmusic.live.player import Player
from lcmusic.music.knobs import Knobs
from lcmusic.perform.background import BackgroundComposer
from lcmusic.perform.plan import Plan
from lcmusic.perform.session import Session

MESSAGES, SECONDS, PANICS = 500, 1.0, 10
COMPOSED, ANSWERED = 0.5, 0.05  # seconds after the last message, and after the key
ALL_SOUND_OFF = b"\xb0\x78\x00"


@pytest.fixture
def hands(jack):
    port = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, "hands")
    port.open_virtual_port("out")
    yield port
    port.delete()


class Sweep(threading.Thread):
    """Turns controller 74 through its range again and again, and presses the panic key now and then; then waits."""

    def __init__(self, port, session):
        super().__init__()
        self.port, self.session = port, session
        self.keys = queue.SimpleQueue()
        self.pressed_at, self.last_at, self.composed_at = [], 0.0, 0.0

    def pressed(self, wait):
        """The keyboard."""
        if self.last_at and not self.composed_at and self.session.feed.settled and self.session.value("density") == 14:
            self.composed_at = time.perf_counter()
            return "q"
        try:
            return self.keys.get(timeout=wait)
        except queue.Empty:
            return ""

    def run(self):
        begin = time.perf_counter()
        for n in range(1, MESSAGES + 1):
            time.sleep(max(0.0, begin + n * SECONDS / MESSAGES - time.perf_counter()))
            self.port.send_message([0xB0, 74, 127 if n == MESSAGES else n % 128])
            if n % (MESSAGES // PANICS) == 0:
                self.pressed_at.append(time.perf_counter())
                self.keys.put("p")
        self.last_at = time.perf_counter()


@pytest.mark.jack
def test_a_sweep_ends_at_its_last_value_and_panic_is_answered_meanwhile(jack, receiver, hands):
    instrument = Instrument.load()
    instrument.melody(instrument.fresh(0), Knobs(density=6.0))  # the first takes longer
    begin = time.perf_counter()
    instrument.melody(instrument.fresh(0), Knobs(density=7.0))
    alone = time.perf_counter() - begin
    with Player() as player, closing(Worker(lambda: None)) as worker:
        composer = BackgroundComposer(instrument, worker)
        session = Session(player, composer, Knobs(density=7.0), Plan("loop"))
        session.controls = ControlMap({(1, 74): "density"})
        player.send(p.OpenInput("hands:out"))
        player.send(p.OpenOutput("receiver:in"))
        assert jack.until(
            lambda: session.update() is not None and session.feed.settled and player.status.output == "open"
        )
        player.send(p.Start())
        sweep = Sweep(hands, session)
        sweep.start()
        perform(session, composer, sweep.pressed, 1.0)
        sweep.join()
        assert jack.until(lambda: len([heard for heard in receiver.got if heard.data == ALL_SOUND_OFF]) == PANICS)
    answers = [heard.time for heard in receiver.got if heard.data == ALL_SOUND_OFF]
    late = [answer - key for answer, key in zip(answers, sweep.pressed_at, strict=True)]
    composed = sweep.composed_at - sweep.last_at
    print(f"last value composed after {1000 * composed:.0f} ms (one melody alone: {1000 * alone:.0f} ms); panic after",
          *(f"{1000 * seconds:.0f}" for seconds in late), "ms; the receiver stalled for at most",
          f"{1000 * receiver.stalled:.0f} ms")  # fmt: skip
    assert session.feed.knobs.density == 14
    # What a busy machine makes everybody wait is not ours.
    assert composed <= max(COMPOSED, 5 * alone) + receiver.stalled
    assert statistics.median(late) <= ANSWERED + receiver.stalled
