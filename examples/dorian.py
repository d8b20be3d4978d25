"""D dorian at six notes a bar, as dorian.mid."""

from pathlib import Path

from lcmusic import Instrument, Knobs
from lcmusic.media.midi import write_melody

instrument = Instrument.load()
melody = instrument.melody(instrument.fresh(seed=7), Knobs(root=2, scale="dorian", density=6.0))
write_melody(Path("dorian.mid"), melody)
print(f"dorian.mid: {len(melody.notes())} notes in {melody.bars} bars")
