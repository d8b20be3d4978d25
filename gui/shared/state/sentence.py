"""Sentences with values in them, such as a file's name: in English as they stand, and in parts for other languages."""

from __future__ import annotations

from collections.abc import Mapping


class Sentence(str):
    """What ``sentence`` made; any other text is its own words and has no values.

    Attributes:
        words: the English sentence with places for the values.
        values: by place; one that is a sentence is one in every language.
    """

    words: str
    values: Mapping[str, object]

    def __str__(self) -> str:  # as what a UserError says it stays what it is
        return self


def sentence(words: str, **values: object) -> Sentence:
    """An English sentence with its values; a literal, which ``tools/catalogues.py`` finds."""
    made = Sentence(words.format(**values))
    made.words, made.values = words, values
    return made
