"""Live curves of a training."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pyqtgraph
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from gui.shared.state.theme import Palette
from gui.shared.view.words import mark, tr
from gui.train.view.plain import empty, label

Curves = Mapping[str, tuple[Sequence[float], Sequence[float]]]

PANELS: tuple[tuple[str, Mapping[str, str]], ...] = (
    (
        mark("how well the rule is kept"),
        {
            "in_scale": mark("notes in the scale"),
            "wholly_in_scale": mark("melodies wholly in it"),
            "reward": mark("reward of new melodies"),
            "reward_prior": mark("reward before"),
            "d_actor": mark("the critic's verdict"),
            "missed": mark("labels missed"),
        },
    ),
    (
        mark("what survives of unheard melodies"),
        {
            "validation/argmax": mark("sixteenths kept"),
            "validation/argmax_onsets": mark("notes kept"),
        },
    ),
    (mark("labels told of unseen images"), {"validation/accuracy": mark("share that is right")}),
    (
        mark("what the critic takes for real"),
        {"d_data": mark("images"), "validation/d_held_out": mark("unseen images"), "d_prior": mark("random latents")},
    ),
    (mark("picture quality, decibels"), {"validation/psnr": mark("unseen images")}),
    (
        mark("error, nats"),
        {"nats_per_bar": mark("a bar"), "reconstruction_nats": mark("a melody"), "loss": mark("an image")},
    ),
    (mark("information used (KL), nats"), {"kl": mark("training"), "validation/kl": mark("unheard or unseen")}),
    (mark("misses, notes per bar"), {"density_error": mark("density asked and played")}),
    (
        mark("losses of critics and actor"),
        {
            "critic_loss": mark("critic"),
            "bar_loss": mark("statistics"),
            "realism_loss": mark("realism"),
            "actor_loss": mark("actor"),
        },
    ),
)
"""What is drawn in one panel: its title -> metric and its plain name. Those that a training has, the first ones."""
SHOWN = 3


def panels_of(names: Sequence[str]) -> list[tuple[str, dict[str, str]]]:
    """The panels that some metrics fill, at most ``SHOWN``."""
    found = [(title, {name: plain for name, plain in rows.items() if name in names}) for title, rows in PANELS]
    return [(title, rows) for title, rows in found if rows][:SHOWN]


class CurvesView(QWidget):
    """Up to three panels of curves over the minutes of training, one above the other."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._colours = (palette.accent, palette.strip, palette.curve, palette.now, palette.text)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        self._shown: list[tuple[str, dict[str, str]]] | None = None
        self._lines: dict[str, pyqtgraph.PlotDataItem] = {}
        self.setAccessibleName(tr("Curves of the training"))
        self.show_curves({})

    def show_curves(self, curves: Curves) -> None:
        """Draw metrics by name: minutes and values."""
        panels = panels_of(list(curves))
        if panels != self._shown:
            self._build(panels)
        for name, line in self._lines.items():
            minutes, values = curves[name]
            line.setData(minutes, values, symbol="o" if len(minutes) == 1 else None)  # one point is no line

    def _build(self, panels: list[tuple[str, dict[str, str]]]) -> None:
        empty(self._column)
        self._shown, self._lines = panels, {}
        if not panels:
            self._column.addWidget(label(tr("Curves appear here while something is trained."), "label", centred=True))
        first = None
        for title, names in panels:
            plot = self._plot(last=title == panels[-1][0])
            if first:
                plot.setXLink(first)
            first = first or plot
            for colour, name in zip(self._colours, names, strict=False):
                self._lines[name] = plot.plot(
                    [],
                    [],
                    pen=pyqtgraph.mkPen(colour, width=2),
                    symbolBrush=colour,
                    symbolPen=None,
                    symbolSize=7,
                    antialias=True,
                )
            self._column.addWidget(label(self._title(tr(title), [tr(name) for name in names.values()]), "label"))
            self._column.addWidget(plot, 1)

    def _plot(self, last: bool) -> pyqtgraph.PlotWidget:
        plot = pyqtgraph.PlotWidget(background=self._palette.panel)
        plot.setFrameShape(QFrame.Shape.NoFrame)
        # It would ask for 480 pixels, and leave none to the samples below.
        plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
        plot.setMenuEnabled(False)
        plot.hideButtons()
        plot.setMouseEnabled(x=False, y=False)
        plot.showGrid(y=True, alpha=0.15)
        for side in ("left", "bottom"):
            axis = plot.getAxis(side)
            axis.setPen(self._palette.line)
            axis.setTextPen(self._palette.muted)
            axis.enableAutoSIPrefix(False)
        plot.getAxis("left").setWidth(48)
        plot.getAxis("bottom").setStyle(showValues=last)
        if last:
            plot.setLabel("bottom", tr("minutes of training"), color=self._palette.muted)
        return plot

    def _title(self, title: str, names: Sequence[str]) -> str:
        """The panel's name, and its curves' in their colours: a legend that hides no curve."""
        keys = [
            f'<span style="color: {colour}">&#9644;</span>&nbsp;<span style="color: {self._palette.text}">{name}</span>'
            for colour, name in zip(self._colours, names, strict=False)
        ]
        return f"{title} &nbsp; {' &nbsp; '.join(keys)}"
