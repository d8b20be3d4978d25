"""At least half of the notes start off the beat."""


def offbeat(melody):
    starts = [note.start for note in melody.notes()]
    share = sum(start % 4 != 0 for start in starts) / max(1, len(starts))
    return min(1.0, 2 * share)
