"""Checkpoints: one safetensors file each, tensors plus JSON, written atomically and never pickled.

Tensor names are ``<part>.<module>.<name>``, where the part is

    model   weights and buffers of a module
    ema     the moving average of the same, if training kept one
    optim   the optimiser's moments of a weight, such as optim.vae.encoder.weight.exp_avg

A file with ``optim`` tensors resumes exactly; a weights-only file (see ``export``) has ``model`` tensors alone.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save as serialise
from torch import Tensor, nn

from lc_common.errors import UserError
from lc_common.files import replacing

FORMAT = "latent-constraints/1"
DTYPES = {
    torch.float16, torch.bfloat16, torch.float32, torch.float64,
    torch.uint8, torch.int8, torch.int16, torch.int32, torch.int64, torch.bool,
}  # fmt: skip


def save(path: str | os.PathLike, tensors: Mapping[str, Tensor], meta: Mapping[str, Any], half: bool = False) -> None:
    """Write tensors and meta to ``path``; a file that is there stays whole until the new one is.

    Args:
        tensors: named as in the module's docstring.
        meta: {"kind": what the file holds, such as "lcmusic.vae"; "config": what rebuilds the model; "info": the rest}.
        half: store floating-point tensors as float16.

    Raises:
        UserError: a tensor holds NaN or infinity (after rounding to float16), the folder cannot be written, or the
            disk is full.
    """
    path = Path(path)
    tensors = {name: _to_stored(tensor, half) for name, tensor in tensors.items()}
    _check_finite(tensors, f"Not saving {path}")
    header = {"format": FORMAT, "kind": meta["kind"], "config": json.dumps(meta["config"])}
    header["info"] = json.dumps(meta.get("info", {}))
    content = serialise(tensors, header)
    with replacing(path, sync=True) as file:
        file.write(content)


def load(path: str | os.PathLike, kind: str | None = None) -> tuple[dict[str, Tensor], dict[str, Any]]:
    """Read a checkpoint: its tensors (on the CPU, as stored) and its meta with the keys kind, config and info.

    Raises:
        UserError: the file is missing, torn, foreign, of another kind than ``kind``, or holds NaN or infinity.
    """
    path = Path(path)
    if not path.is_file():
        raise UserError(f"There is no checkpoint {path}.")
    try:
        with safe_open(path, framework="pt") as file:
            header = file.metadata() or {}
            if header.get("format") != FORMAT:
                raise UserError(f"{path} is not a checkpoint of this program ({FORMAT}).")
            # Copies: the file must not stay mapped, for a resumed run replaces it.
            tensors = {name: file.get_tensor(name).clone() for name in file.keys()}  # noqa: SIM118 (not a dict)
        meta = {"kind": header["kind"], "config": json.loads(header["config"]), "info": json.loads(header["info"])}
    except (SafetensorError, OSError, KeyError, ValueError, RecursionError) as error:
        raise UserError(f"{path} is torn or not a checkpoint: {error}.") from error
    if kind is not None and meta["kind"] != kind:
        raise UserError(f"{path} holds a {meta['kind']!r} checkpoint; a {kind!r} one is needed here.")
    if not isinstance(meta["config"], dict) or not isinstance(meta["info"], dict):
        raise UserError(f"{path} is torn or not a checkpoint: its config and info must be tables.")
    for name, tensor in tensors.items():
        if tensor.dtype not in DTYPES:
            raise UserError(f"{path} holds {name} as {tensor.dtype}, which no model here uses.")
    _check_finite(tensors, f"Not loading {path}")
    return tensors, meta


def export(
    source: str | os.PathLike,
    target: str | os.PathLike,
    tensors: Mapping[str, Tensor] | None = None,
    info: Mapping[str, Any] | None = None,
) -> None:
    """Write a weights-only float16 copy of a checkpoint: the moving average where there is one, no moments.

    Args:
        tensors: added, or put in place of the source's, such as {"model.vae.sigma_bar_d": ...}.
        info: added to the source's info.

    Raises:
        UserError: as ``load`` and ``save``.
    """
    stored, meta = load(source)
    shipped = {name: tensor for name, tensor in stored.items() if name.startswith("model.")}
    averaged = {"model." + name.removeprefix("ema."): t for name, t in stored.items() if name.startswith("ema.")}
    meta["info"] |= info or {}
    save(target, shipped | averaged | dict(tensors or {}), meta, half=True)


def restore(module: nn.Module, tensors: Mapping[str, Tensor], name: str, averaged: bool = True) -> None:
    """Load the weights of the module called ``name`` into ``module``, in place and in the module's own precision.

    With ``averaged``, its moving average where the checkpoint has one.

    Raises:
        UserError: a weight is missing, left over or of another shape.
    """
    prefix = f"ema.{name}."
    if not averaged or not any(key.startswith(prefix) for key in tensors):
        prefix = f"model.{name}."
    state = {key.removeprefix(prefix): tensor for key, tensor in tensors.items() if key.startswith(prefix)}
    try:
        module.load_state_dict(state)
    except RuntimeError as error:
        reason = str(error).splitlines()[-1].strip().rstrip(".")
        raise UserError(f"The checkpoint's {name} does not fit this model: {reason}.") from error


def _to_stored(tensor: Tensor, half: bool) -> Tensor:
    tensor = tensor.detach().cpu().contiguous()
    return tensor.half() if half and tensor.is_floating_point() else tensor


def _check_finite(tensors: Mapping[str, Tensor], what: str) -> None:
    for name, tensor in tensors.items():
        if not torch.isfinite(tensor).all():
            raise UserError(f"{what}: {name} holds NaN or infinity.")
