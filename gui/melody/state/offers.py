"""What was found in music that came in, and may be taken: a key, chords. Nothing is ever turned unasked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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


def key_offer(where: str, key: tuple[int, str]) -> Offer:
    """A key, root and scale, that was found somewhere."""
    root, scale = key
    name = f"{ROOTS[root]} {scale}"
    return Offer(f"{where} in {name}.", f"Use {name}", {"root": root, "scale": scale, "pitch_classes": None})


def chords_offer(where: str, chords: str) -> Offer:
    """Chords that were found somewhere."""
    return Offer(f"{where} the chords {chords}.", "Use its chords", {"chords": chords})


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
