"""Notes below middle C that last a beat or longer."""


def low_and_long(melody):
    notes = melody.notes()
    good = [note.pitch < 60 and note.end - note.start >= 4 for note in notes]
    return sum(good) / max(1, len(good))
