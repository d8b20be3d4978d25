"""The memory that undo walks through, for any kind of state. Knows no Qt."""

from __future__ import annotations

from typing import Generic, TypeVar

State = TypeVar("State")
SAME_GESTURE = 1.0  # seconds within which turning the same knob again is one step of undo


class History(Generic[State]):
    """States that can be gone back to, without end. A gesture is one step, however many values it runs through.

    Args:
        first: the state that holds.
        keeps: what was undone is not forgotten when one goes on from an earlier state, but comes after the new one.
    """

    def __init__(self, first: State, keeps: bool = False) -> None:
        self._states = [first]
        self._keeps = keeps
        self._at = 0
        self._gesture: tuple[str, float] = ("", 0.0)

    @property
    def now(self) -> State:
        """The state that holds."""
        return self._states[self._at]

    @property
    def states(self) -> list[State]:
        """All states, the oldest first; those after ``at`` were undone."""
        return list(self._states)

    @property
    def at(self) -> int:
        """Where among the states the one that holds is."""
        return self._at

    def push(self, state: State, gesture: str, time: float) -> None:
        """Go on to another state; within a second of the same gesture it replaces the last one.

        A gesture that comes back to where it began leaves no step.
        """
        later = self._states[self._at + 1 :] if self._keeps else []
        last, since = self._gesture
        goes_on = gesture and gesture == last and time - since < SAME_GESTURE
        self._gesture = gesture, time
        self._at += 0 if goes_on else 1
        if goes_on and self._states[self._at - 1] == state:
            self._gesture = ("", 0.0)
            self._at -= 1
            self._states[self._at + 1 :] = later
        else:
            self._states[self._at :] = [state, *later]

    def replace(self, state: State) -> None:
        """Put another state in the place of the one that holds; what was undone stays."""
        self._states[self._at] = state

    def undo(self) -> State | None:
        """Go back by a step; None if there is none."""
        return self.go(self._at - 1)

    def redo(self) -> State | None:
        """Take an undo back; None if there is none."""
        return self.go(self._at + 1)

    def go(self, at: int) -> State | None:
        """Go to a state by its place; None if there is none."""
        if not 0 <= at < len(self._states):
            return None
        self._at = at
        self._gesture = ("", 0.0)
        return self.now

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to go back to."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether there is an undo to take back."""
        return self._at < len(self._states) - 1
