"""What part of a photo is looked at, and how large. Knows neither Qt nor torch."""

from __future__ import annotations

from dataclasses import dataclass

CLOSEST = 4.0
"""Pixels of the screen that a pixel of the photo is shown with at most, unless all of the photo is seen so."""
ZOOM = 1.25
"""A step of the wheel or of a key."""

Size = tuple[int, int]


@dataclass(frozen=True)
class Window:
    """Part of a photo as it is shown.

    Attributes:
        box: left, top, right and bottom in the photo's pixels.
        size: width and height in the screen's pixels.
    """

    box: tuple[float, float, float, float]
    size: Size

    @property
    def scale(self) -> float:
        """Pixels of the screen for one of the photo."""
        return self.size[0] / (self.box[2] - self.box[0])

    def place(self, of_photo: complex) -> complex:
        """Where a place of the photo is shown, x + iy from the left upper corner."""
        return (of_photo - complex(self.box[0], self.box[1])) * self.scale

    def within(self, other: Window) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of what this one shows, as it lies in the other one."""
        corners = (other.place(complex(*self.box[:2])), other.place(complex(*self.box[2:])))
        return corners[0].real, corners[0].imag, corners[1].real, corners[1].imag


@dataclass(frozen=True)
class Sight:
    """What a person looks at.

    Attributes:
        times: how much larger than when all of the photo is seen; 1 at least.
        middle: which place of the photo is in the middle, as shares of its width and height.
    """

    times: float = 1.0
    middle: complex = 0.5 + 0.5j

    def window(self, photo: Size, view: Size) -> Window:
        """What is seen of a photo of this size where there is so much room, in pixels."""
        scale = self.times * _whole(photo, view)
        sides = [min(float(side), room / scale) for side, room in zip(photo, view, strict=True)]
        left, top = (
            min(side - seen, max(0.0, share * side - seen / 2))
            for side, seen, share in zip(photo, sides, (self.middle.real, self.middle.imag), strict=True)
        )
        width, height = (max(1, round(scale * seen)) for seen in sides)
        return Window((left, top, left + sides[0], top + sides[1]), (width, height))

    def zoomed(self, factor: float, at: complex, photo: Size, view: Size) -> Sight:
        """Nearer or farther; ``at``, pixels from what is shown's left upper corner, stays where it is."""
        before = self.window(photo, view)
        times = min(max(1.0, CLOSEST / _whole(photo, view)), max(1.0, self.times * factor))
        there = complex(before.box[0], before.box[1]) + at / before.scale
        scale = times * _whole(photo, view)
        middle = there + (complex(*before.size) / 2 - at) / scale
        return Sight(times, complex(middle.real / photo[0], middle.imag / photo[1]))._inside(photo, view)

    def moved(self, by: complex, photo: Size, view: Size) -> Sight:
        """The photo pushed by so many pixels of the screen."""
        away = by / (self.times * _whole(photo, view))
        middle = self.middle - complex(away.real / photo[0], away.imag / photo[1])
        return Sight(self.times, middle)._inside(photo, view)

    def _inside(self, photo: Size, view: Size) -> Sight:
        """The same where the middle is what is in the middle, also at the photo's edge."""
        left, top, right, bottom = self.window(photo, view).box
        return Sight(self.times, complex((left + right) / 2 / photo[0], (top + bottom) / 2 / photo[1]))


def _whole(photo: Size, view: Size) -> float:
    """The scale at which all of a photo is seen."""
    return min(room / side for side, room in zip(photo, view, strict=True))
