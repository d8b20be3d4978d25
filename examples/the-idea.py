"""The paper's idea in six cells: learn to generate once, learn what you want of it afterwards.

Engel, Hoffman and Roberts, *Latent Constraints: Learning to Generate Conditionally from Unconditional Generative
Models* (2017). Run it as a script, or cell by cell in an editor that knows ``# %%``. Under a minute on a laptop.

Shapes: ``n`` melodies, ``b`` of one update, ``d`` latent.
"""

# %% 1. A generative model that was trained without labels. A draw of N(0, I) is an idea; decoded, it is a melody.
import numpy as np
import torch

from lc_common.actor import Actor
from lc_common.critic import Critic
from lc_common.losses import actor_loss, reward_loss
from lc_common.nets import NetConfig
from lcmusic import Instrument, Knobs, Melody
from lcmusic.instrument import NO_PRIOR

torch.manual_seed(0)
instrument = Instrument.load(prior=NO_PRIOR)  # the VAE's own prior, N(0, I), as in the paper
(latent,) = instrument.idea_shape
as_it_comes = Knobs(realism=0.0)  # nothing moves the ideas
ideas_nd = np.stack([instrument.fresh(seed=0, number=i) for i in range(768)])
melodies = instrument.melodies(ideas_nd, as_it_comes)
print(f"{len(melodies)} melodies, {np.mean([len(melody.notes()) for melody in melodies]):.0f} notes each")


# %% 2. What we want, as a reward from 0 to 1. It may be any function of a melody; nobody differentiates it.
def low(melody: Melody) -> float:
    """The share of notes below middle C."""
    pitches = [note.pitch for note in melody.notes()]
    return sum(pitch < 60 for pitch in pitches) / max(1, len(pitches))


reward_n = np.array([low(melody) for melody in melodies], np.float32)
print(f"the prior's mean reward: {reward_n.mean():.2f}")

# %% 3. The critic D(z) learns the reward from the latent alone (section 6): a value function of latent space.
z_nd, reward_n = torch.from_numpy(ideas_nd), torch.from_numpy(reward_n)
critic = Critic(NetConfig(latent, layers=2, units=128))
optimiser = torch.optim.Adam(critic.parameters(), lr=1e-3, weight_decay=1e-2)
for _ in range(200):
    rows_b = torch.randint(len(z_nd), (128,))
    loss = reward_loss(critic(z_nd[rows_b]), reward_n[rows_b])
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()
print(f"the critic's cross-entropy: {loss.item():.2f}")

# %% 4. The actor G(z) learns to move any idea to where the critic is content, and not far (equation 3).
actor = Actor(NetConfig(latent, layers=2, units=128))
sigma_d = torch.ones(latent)  # how wide the data lie in each direction; the prior's width will do here
optimiser = torch.optim.Adam(actor.parameters(), lr=1e-3)
for _ in range(300):
    z_bd = torch.randn(128, latent)
    moved_bd = actor(z_bd)
    loss = actor_loss(critic(moved_bd), moved_bd, z_bd, sigma_d, distance=0.1)
    optimiser.zero_grad()
    loss.backward()
    optimiser.step()

# %% 5. The decoder never changed, and its melodies now obey: ideas that the actor has not seen, before and after.
fresh_nd = np.stack([instrument.fresh(seed=1, number=i) for i in range(64)])
moved_nd = actor(torch.from_numpy(fresh_nd)).detach().numpy()
before, after = (
    np.mean([low(melody) for melody in instrument.melodies(z_nd, as_it_comes)]) for z_nd in (fresh_nd, moved_nd)
)
print(f"reward of new melodies: {before:.2f} before, {after:.2f} after")

# %% 6. Constraints that were trained for longer come with the program: one actor serves every scale and density.
knobs = Knobs(root=0, scale="major", density=8.0)
obeying = instrument.melodies(fresh_nd, knobs)
in_scale = np.mean([note.pitch % 12 in knobs.allowed for melody in obeying for note in melody.notes()])
per_bar = np.median([len(melody.notes()) / melody.bars for melody in obeying])
print(f"C major at 8 notes a bar: {in_scale:.1%} of the notes in the scale, {per_bar:.1f} notes a bar")
