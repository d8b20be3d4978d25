"""A black box: melodies that zlib packs into 64 bytes or fewer, as those with much repetition are."""

import zlib


def compressible(melody):
    size = len(zlib.compress(melody.symbols_t.tobytes(), 9))
    return min(1.0, max(0.0, (192 - size) / 128))
