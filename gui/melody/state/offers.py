"""What was found in music that came in, and may be taken: a key, chords. Nothing is ever turned unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gui.shared.state.sentence import Sentence, sentence
from lcmusic.music.scales import ROOTS


@dataclass(frozen=True)
class Offer:
    """Values of knobs that somebody may like.

    Attributes:
        said: what was found, a sentence.
        do: what taking it does, in a few words.
        values: of knobs, by name.
    """

    said: str
    do: str
    values: Mapping[str, object]


def key_name(root: int, scale: str) -> Sentence:
    """A key as one says it, such as "D dorian"."""
    return sentence("{root} {scale}", root=ROOTS[root], scale=sentence(scale))


def key_offer(said: Sentence, key: tuple[int, str]) -> Offer:
    """A key, root and scale, that was found somewhere, which is said."""
    root, scale = key
    do = sentence("Use {key}", key=key_name(root, scale))
    return Offer(said, do, {"root": root, "scale": scale, "pitch_classes": None})


def chords_offer(where: str, chords: str) -> Offer:
    """Chords that were found in a file."""
    said = sentence("{name} has the chords {chords}.", name=where, chords=chords)
    return Offer(said, sentence("Use its chords"), {"chords": chords})


class Offers:
    """The offers that stand, until they are taken, dismissed, or others come.

    Args:
        turn: sets knobs by name; one step of undo.
        value: of a knob, by name.
    """

    def __init__(self, turn: Callable[..., object], value: Callable[[str], object]) -> None:
        self._turn, self._value = turn, value
        self.now: tuple[Offer, ...] = ()

    def make(self, *offers: Offer) -> None:
        """Offer these instead of what was offered before, but for what is so already."""
        self.now = tuple(offer for offer in offers if any(self._value(k) != v for k, v in offer.values.items()))

    def take(self, offer: Offer) -> None:
        """Turn the knobs as it says; ``UserError`` if they cannot be."""
        self._turn("", **offer.values)
        self.now = tuple(other for other in self.now if other != offer)

    def dismiss(self) -> None:
        """Offer nothing any more."""
        self.now = ()
