"""Large LSTMs in little time."""

import pytest
from torch import nn


@pytest.fixture
def one_step_lstms(monkeypatch: pytest.MonkeyPatch) -> None:
    """LSTMs that compute their first step and repeat it: sizes and gradients are those of all steps.

    On the meta device PyTorch runs every operation of every step in Python, 256 steps of it in half a minute and more.
    """
    whole = nn.LSTM.forward

    def forward(self: nn.LSTM, inputs_tnx, state=None):
        states_1nu, last = whole(self, inputs_tnx[:1], state)
        return states_1nu.expand(len(inputs_tnx), -1, -1), last

    monkeypatch.setattr(nn.LSTM, "forward", forward)
