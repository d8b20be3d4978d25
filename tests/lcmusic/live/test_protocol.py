import pytest

from lc_common.errors import UserError
from lcmusic.live import protocol as p
from lcmusic.live.expression import Expression
from lcmusic.live.grid import phrase_bars


@pytest.mark.parametrize(
    "message",
    [
        p.OpenOutput("Größe", virtual=True),
        p.Sync("link", offset=-0.01, send_clock=True),
        p.Supply(3, phrase_bars([60, *[128] * 31], 4), "step"),
        Expression(swing=0.6),
        p.Start(),
        p.Seek(7, "bar"),
        p.OpenFeedback("Knobs"),
        p.Places(((1, 74, 127), (16, 0, 0))),
        p.ProgramIn(16, 127),
        p.Status(playing=True, lock="locked"),
        p.Played(1, 2, 3, 4, 5),
    ],
)
def test_a_message_survives_the_pipe(message):
    line = p.encode(message)
    assert line.count(b"\n") == 1
    assert p.decode(line) == message


@pytest.mark.parametrize(
    "line", [b"", b"{}", b"[]", b"nonsense", b'{"Nobody":{}}', b'{"Stop":{"why":1}}', b'{"Seek":{}}']
)
def test_a_line_that_is_no_message(line):
    with pytest.raises(ValueError, match=r"not a message|Expecting value|not enough values"):
        p.decode(line)


@pytest.mark.parametrize(
    ("make", "message"),
    [
        (lambda: p.Tempo(500), "The tempo is 500 BPM; it must lie between 20 and 300."),
        (lambda: p.Stop("soon"), "at is 'soon'; it must be one of now, step, bar."),
        (lambda: p.Sync("mtc"), "There is no sync 'mtc'; choose one of internal, midi, link."),
        (lambda: p.Sync(offset=1.0), "The sync offset is 1000 ms; it must lie between -200 and 200 ms."),
        (lambda: p.Seek(-1), "Sixteenths are counted from 0, not -1."),
        (lambda: p.Supply(-1, ()), "Bars are counted from 0, not -1."),
    ],
)
def test_a_command_out_of_range_fails_where_it_is_made(make, message):
    with pytest.raises(UserError, match=message):
        make()
