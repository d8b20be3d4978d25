"""A rule is a function: a melody in, a reward from 0 to 1 out. Here it scores melodies that nobody taught it to.

An actor can be taught to please it, since this file is a rule file as well:

    lcmusic train constraint climbing --reward-file examples/rule.py --corpus DIR --out RUN --minutes 2.5
"""

from itertools import pairwise


def climbing(melody):
    """The share of steps from note to note that go up."""
    pitches = [note.pitch for note in melody.notes()]
    return sum(low < high for low, high in pairwise(pitches)) / max(1, len(pitches) - 1)


if __name__ == "__main__":
    from lcmusic import Instrument, Knobs

    instrument = Instrument.load()
    rewards = [climbing(instrument.melody(instrument.fresh(seed=1, number=i), Knobs())) for i in range(16)]
    for i, reward in enumerate(rewards):
        print(f"idea {i:2}  {reward:.2f}  {'#' * round(40 * reward)}")
    print(f"mean     {sum(rewards) / len(rewards):.2f}")
