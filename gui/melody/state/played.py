"""What comes in over MIDI besides controllers: chords for the lane, a key to be offered, programs that recall slots."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from gui.melody.state.music import Music
from gui.melody.state.offers import key_name, key_offer
from gui.melody.state.setting import SLOTS
from gui.shared.state.sentence import sentence
from lc_common.errors import UserError
from lcmusic.live.protocol import NoteIn, ProgramIn, Report
from lcmusic.music.chords import Progression
from lcmusic.perform.chords_in import ChordsIn
from lcmusic.perform.key_in import Key

NO_INPUT = "Choose a MIDI input first, with the sliders in the strip above; then play chords in."
NONE_HEARD = "No chord was recognised; the chords stay as they are."
ANY = 0
"""``Played.programs`` for every channel."""


class Played:
    """Hears what is played to the music. ``update`` is called with each frame.

    Args:
        music: whose knobs it is for.
        recall: goes on from a slot.
        programs: to go on from.

    Attributes:
        programs: the channel 1..16 whose program changes recall slots, ``ANY``, or None: they do nothing.
        heard: the chords that are being played in, so far; None if none are yet.
    """

    def __init__(self, music: Music, recall: Callable[[int], None], programs: int | None = None) -> None:
        self.programs = programs
        self.heard: Progression | None = None
        self._music, self._recall = music, recall
        self._chords: ChordsIn | None = None
        self._keys: set[Key] = set()  # that were offered

    def obey_programs(self, channel: int | None) -> None:
        """Let program changes on this channel recall slots, or, with None, on no channel."""
        self.programs = channel

    @property
    def listening(self) -> bool:
        """Chords are being played in."""
        return self._chords is not None

    def why_not(self) -> str:
        """Why chords cannot be played in now; empty if they can."""
        if self._music.performance.engine.status.input != "open":
            return NO_INPUT
        return self._music.why_not("chords")

    def begin(self) -> None:
        """Hear chords from now on.

        Raises:
            UserError: nothing can be heard.
        """
        if why := self.why_not():
            raise UserError(why)
        self._chords, self.heard = ChordsIn(self._music.first_bar), None

    def take(self) -> None:
        """Follow the chords that were heard; one step of undo.

        Raises:
            UserError: there was none.
        """
        heard = self.heard
        self.leave()
        if heard is None:
            raise UserError(NONE_HEARD)
        self._music.turn("", chords=str(heard))

    def leave(self) -> None:
        """Hear no more chords; the lane stays as it was."""
        self._chords = self.heard = None

    def update(self, reports: Iterable[Report]) -> None:
        """Take in what the engine reports."""
        status = self._music.performance.engine.status
        notes = [report for report in reports if isinstance(report, NoteIn)]
        for report in reports:
            if isinstance(report, ProgramIn):
                self._obey(report)
        if self._chords:
            self._hear(self._chords, notes, status.rolling, status.tick)
        key = self._music.performance.key
        if key and key not in self._keys:
            self._keys.add(key)
            self._music.offers.make(key_offer(sentence("You play in {key}.", key=key_name(*key)), key))

    def _hear(self, chords: ChordsIn, notes: list[NoteIn], rolling: bool, tick: float) -> None:
        for note in notes:
            chords.hear(note, rolling)
        chords.go_on(tick)
        ended = chords.full or (chords.in_time and not rolling)
        if notes or ended:
            self.heard = chords.progression()
        if ended:
            try:
                self.take()
            except UserError as problem:
                self._music.notices.append(str(problem))

    def _obey(self, asked: ProgramIn) -> None:
        """Program 1, as people count, is slot 1."""
        if self.programs is None or self.programs not in (ANY, asked.channel) or asked.program >= SLOTS:
            return
        try:
            self._recall(asked.program)
        except UserError as problem:
            self._music.notices.append(str(problem))
