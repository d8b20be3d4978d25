"""What is trained here, by the names that files, command lines and the studio use. Knows no torch."""

from __future__ import annotations

VAE_KIND, REALISM_KIND = "lcmusic.vae", "lcmusic.realism"
KNOBS_KIND, RULE_KIND, PRIOR_KIND = "lcmusic.knobs", "lcmusic.rule", "lcmusic.prior"
"""Kinds of checkpoints, as their heads name them."""
VAE_NAME, KNOBS_NAME, RULE_NAME = "melody-vae.safetensors", "knobs.safetensors", "rule.safetensors"
PRIOR_NAME = "melody-prior.safetensors"
"""The weights to use that a training leaves in its folder; all but a rule's are also what ships."""
LIKES = "likes"
"""Folder of the files of likes, among a person's own (``lc_common.files``)."""
LEAST_MARKS = 2
"""Melodies of each kind, liked and not, below which there is no taste to learn."""
BARS_STAGE, REALISM_STAGE, READER_STAGE = "bars", "realism", "reader"
"""Folders of the stages that come before the last one, of the VAE, of the knobs and of the prior."""
PRESETS = {
    "compact": "an hour or two on a laptop",
    "paper": "published size, graphics card",
    "flat": "without bars, to compare",
}
"""Presets of the VAE, and what each is for."""
