"""Trained constraints: what is stored, how it is loaded, and how each moves latents; ``Instrument`` orders the moves.

``Knobs`` files hold the one conditional actor with its critics; ``rule`` files hold the actor and the critic of one
rule. Either belongs to the one VAE in whose latent space it was trained, and is refused for another.

Shapes: ``b`` melodies, ``d`` latent, ``y`` label.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import torch
from torch import Tensor

from lc_common import checkpoint
from lc_common.actor import Actor
from lc_common.config import from_dict
from lc_common.critic import Critic
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.nets import SIZES, NetConfig
from lcmusic.constraints.conditions import LABEL, Conditions
from lcmusic.constraints.predictor import BarPredictor, BarPredictorConfig, view
from lcmusic.kinds import KNOBS_KIND, KNOBS_NAME, RULE_KIND
from lcmusic.music.knobs import Knobs
from lcmusic.vae.model import MelodyVAE

KNOBS_PATH = Path(__file__).parents[1] / "pretrained" / KNOBS_NAME


@dataclass(frozen=True)
class KnobsConfig:
    """What rebuilds a knobs file's modules, and the digest of its VAE."""

    vae: str
    actor: NetConfig
    realism_actor: NetConfig
    realism: NetConfig
    bars: BarPredictorConfig

    @classmethod
    def of(cls, vae: MelodyVAE, size: str = "compact") -> KnobsConfig:
        """The sizes that go with a VAE; ``size`` is a preset of ``lc_common.nets.SIZES``."""
        config = vae.config
        if config.decoder != "bars":
            raise UserError("Knobs need a VAE whose decoder works bar by bar; this one's is flat.")
        return cls(
            vae_digest(vae),
            actor=NetConfig(config.latent, LABEL, **SIZES[size]),
            realism_actor=NetConfig(config.latent, **SIZES[size]),
            realism=NetConfig(config.bars * config.embedding, **SIZES[size]),
            bars=BarPredictorConfig(config.embedding),
        )

    def modules(self) -> dict[str, Any]:
        """Untrained modules, by their names in the file."""
        return {
            "bars": BarPredictor(self.bars),
            "realism": Critic(self.realism),
            "realism_actor": Actor(self.realism_actor, gate=-2.0),
            "actor": Actor(self.actor),
        }


@dataclass(frozen=True)
class KnobModel:
    """The actors of realism and of the knobs, with their critics, in eval mode.

    Attributes:
        vae: whose latents they move.
        realism: critic of bar embeddings; ``looks_real`` asks it about latents.
        realism_actor: moves prior samples to where music lies.
        bars: predictor of statistics.
        actor: the one conditional actor of scale and density.
    """

    vae: MelodyVAE
    actor: Actor
    realism_actor: Actor
    realism: Critic
    bars: BarPredictor

    def make_real(self, z_bd: Tensor, realism_b1: Tensor) -> Tensor:
        """Latents moved towards where music lies, ``realism_b1`` 0..1 of the way."""
        return z_bd.lerp(self.realism_actor(z_bd), realism_b1)

    def obey(self, z_bd: Tensor, knobs: Sequence[Knobs]) -> Tensor:
        """Latents moved to where each row's scale and density are obeyed; a row that asks for neither stays."""
        conditions = Conditions.of(knobs)
        wanted_b1 = (conditions.scaled_b + conditions.dense_b > 0)[:, None].to(z_bd.device)
        return torch.where(wanted_b1, self.actor(z_bd, conditions.label().to(z_bd.device)), z_bd)

    def looks_real(self, z_bd: Tensor) -> Tensor:
        """Logits of the realism critic for latents, ``[b]``: a ``LatentCritic``."""
        return self.realism(view(self.vae.conductor(z_bd)))


@dataclass(frozen=True)
class RuleConfig:
    """What rebuilds a rule's modules, and what the rule is.

    Attributes:
        name: chosen by its owner.
        rewards: texts of the rewards; the name of a file where the rule is one.
        combine: how several rewards make one.
        distance: lambda_dist that the actor was trained with.
        vae: digest of the VAE.
        actor: sizes.
        critic: sizes of the reward critic D(z); None where the predictor of statistics served.
    """

    name: str
    rewards: list[str]
    combine: str
    distance: float
    vae: str
    actor: NetConfig
    critic: NetConfig | None = None

    def modules(self) -> dict[str, Any]:
        """Untrained modules, by their names in the file."""
        nets: dict[str, Any] = {"actor": Actor(self.actor)}
        return nets | {"critic": Critic(self.critic)} if self.critic else nets


ConfigT = TypeVar("ConfigT", KnobsConfig, RuleConfig)


@dataclass(frozen=True)
class RuleModel:
    """The actor of one rule, in eval mode, with the reward critic if it has one."""

    config: RuleConfig
    actor: Actor
    critic: Critic | None

    @torch.inference_mode()
    def move(self, z_bd: Tensor, reach: float | Tensor = 1.0) -> Tensor:
        """Latents moved to where the rule is obeyed, ``[b, d]``; ``reach`` 0..1 (or ``[b, 1]``) scales the move."""
        return z_bd.lerp(self.actor(z_bd), reach)


def load_knobs(vae: MelodyVAE, path: Path | None = None) -> KnobModel:
    """The knobs of a file; those that ship if ``path`` is None.

    Raises:
        UserError: the file is missing, torn, of another kind, or trained for another VAE.
    """
    return KnobModel(vae, **_load(path or KNOBS_PATH, KNOBS_KIND, KnobsConfig, vae)[1])


def knobs_that_fit(vae: MelodyVAE, path: Path | None = None) -> tuple[KnobModel | None, str]:
    """``load_knobs``, but where no file is named and those that ship do not fit: None, and why.

    Raises:
        UserError: as ``load_knobs``, of a file that is named.
    """
    try:
        return load_knobs(vae, path), ""
    except UserError:
        if path is not None:
            raise
        return None, "The knobs that ship are not for this melody VAE; train its own with 'lcmusic train knobs'."


def load_rule(vae: MelodyVAE, path: Path) -> RuleModel:
    """The rule of a file; errors as ``load_knobs``."""
    config, nets = _load(path, RULE_KIND, RuleConfig, vae)
    return RuleModel(config, nets["actor"], nets.get("critic"))


def _load(path: Path, kind: str, config_class: type[ConfigT], vae: MelodyVAE) -> tuple[ConfigT, dict[str, Any]]:
    tensors, meta = checkpoint.load(path, kind)
    try:
        config = from_dict(config_class, meta["config"])
    except UserError as problem:
        raise UserError(f"{path} was written by another version. {problem} Train it again with this one.") from problem
    if config.vae != vae_digest(vae):
        raise UserError(f"{path} was trained for another melody VAE; train it again for this one.")
    nets = config.modules()
    for name, module in nets.items():
        checkpoint.restore(module, tensors, name)
        module.eval().requires_grad_(False)
    return config, nets
