"""Sixteen-bar melodies from MIDI files: found, cleaned, deduplicated, split by piece, stored (paper, appendix 9.1)."""

from lcmusic.corpus.builder import build
from lcmusic.corpus.store import Card, Corpus, SourceCard, Split, card_view, load

__all__ = ["Card", "Corpus", "SourceCard", "Split", "build", "card_view", "load"]
