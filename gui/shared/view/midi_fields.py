"""What comes in from controllers and goes back to them, as fields of the settings page."""

from __future__ import annotations

from collections.abc import Callable

from gui.shared.state.transport import Transport
from gui.shared.view.sound_fields import Row
from gui.shared.view.widgets.choices import FIELD_WIDTH, PortBox, choices
from gui.shared.view.words import mark, tr

PROGRAMS_TIP = mark("A MIDI program change that comes in recalls a slot: program 1 the first")
FEEDBACK_TIP = mark(
    "The output of the controller that turns knobs: its rings and motor faders follow whatever turns them. "
    "Off until you choose it, since a port that leads back to us, such as a bus, is no controller"
)


class MidiFields:
    """Fields that set at once what they say.

    Args:
        programs: the channel whose program changes recall slots; 0 for any, None for none.
        obey_programs: lets those of another channel recall them.
        transport: whose ports controllers are told at.

    Attributes:
        rows: the fields from top to bottom.
    """

    def __init__(self, programs: int | None, obey_programs: Callable[[int | None], None], transport: Transport) -> None:
        self._transport = transport
        self._listed: object = ()
        self.programs = choices(_channels(), programs)
        self.programs.activated.connect(lambda: obey_programs(self.programs.currentData()))
        self.feedback = PortBox()
        self.feedback.setFixedWidth(FIELD_WIDTH)
        self.feedback.opened.connect(transport.refresh)
        self.feedback.activated.connect(lambda: transport.tell_controllers(self.feedback.currentData()))
        self.rows: tuple[Row, ...] = (
            (tr("Slots by program"), self.programs, tr(PROGRAMS_TIP)),
            (tr("Knobs sent back to"), self.feedback, tr(FEEDBACK_TIP)),
        )

    def refresh(self) -> None:
        """Show the ports that there are."""
        chosen, ports = self._transport.wiring.feedback, self._transport.ports
        if self._listed == (chosen, ports):
            return
        self._listed = chosen, ports
        outputs = ports.outputs if ports else ()
        self.feedback.clear()
        self.feedback.addItem(tr("Nobody"), "")
        for name in (*outputs, *([] if chosen in ("", *outputs) else [chosen])):
            self.feedback.addItem(name, name)
        self.feedback.setCurrentIndex(self.feedback.findData(chosen))


def _channels() -> dict[int | None, str]:
    numbered = {channel: tr("On channel {channel}").format(channel=channel) for channel in range(1, 17)}
    return {None: tr("Off"), 0: tr("On any channel")} | numbered
