"""Decoders: a step at a time is the same as whole sequences."""

import torch

from lcmusic.music.melody import SYMBOLS
from lcmusic.vae.decoders import Decoder, LSTMDecoder
from lcmusic.vae.layers import START
from lcmusic.vae.sampling import decode


def test_steps_give_the_logits_of_whole_sequences():
    torch.manual_seed(0)
    decoder = LSTMDecoder(embedding=4, symbol=3, units=5, layers=3).requires_grad_(False)
    embeddings_ne, symbols_ns = torch.randn(2, 4), torch.randint(SYMBOLS, (2, 7))
    state, stepped = decoder.start(embeddings_ne), []
    for previous_n in [torch.full((2,), START), *symbols_ns.T[:-1]]:
        logits_nv, state = decoder.step(state, previous_n)
        stepped.append(logits_nv)
    torch.testing.assert_close(torch.stack(stepped, dim=1), decoder(embeddings_ne, symbols_ns))


def test_a_state_that_was_kept_can_be_gone_on_from_twice():
    decoder = LSTMDecoder(embedding=4, symbol=0, units=5, layers=2).requires_grad_(False)
    _, kept = decoder.step(decoder.start(torch.randn(3, 4)), torch.full((3,), START))
    first_nv, _ = decoder.step(kept, torch.tensor([60, 61, 62]))
    decoder.step(kept, torch.tensor([1, 2, 3]))
    again_nv, _ = decoder.step(kept, torch.tensor([60, 61, 62]))
    assert torch.equal(first_nv, again_nv)


def test_another_decoder_is_one_class(tiny_vae):
    class Counting(Decoder[int]):
        """Writes 0, 1, 2 ... into each bar."""

        def forward(self, embeddings_ne, symbols_ns):
            raise NotImplementedError

        def start(self, embeddings_ne):
            return 0

        def step(self, state, previous_n):
            return torch.eye(SYMBOLS)[state].expand(len(previous_n), -1), state + 1

    tiny_vae.decoder = Counting()
    symbols_bt = decode(tiny_vae, torch.randn(2, 6), temperature=0)
    assert symbols_bt.tolist() == [list(range(16)) * 16] * 2
