"""All weights below a folder of training runs, told apart by what they say of themselves."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from lc_common import checkpoint
from lc_common.config import from_dict
from lc_common.errors import UserError
from lc_common.latents import vae_digest
from lc_common.run import CHECKPOINT_NAME
from lcvision.constraints.prior import ImagePrior, ImagePriorConfig, load_prior
from lcvision.constraints.trained import ConstraintConfig, ImageConstraint, load_constraint
from lcvision.data import registry
from lcvision.kinds import CLASSIFIER_KIND, CONSTRAINT_KIND, PRIOR_KIND, VAE_KIND, Task
from lcvision.pretrained import load_classifier, load_vae
from lcvision.vae.models import ImageClassifier, ImageVAE


@dataclass(frozen=True)
class Weights:
    """The models of one data set below a folder.

    Attributes:
        vaes: by path, the least sigma_x last.
        classifier: the judge.
        constraints: what each file of one holds, by path.
        priors: the same of learned priors.
    """

    data: str
    vaes: dict[Path, ImageVAE]
    classifier: ImageClassifier
    constraints: dict[Path, ConstraintConfig]
    priors: dict[Path, ImagePriorConfig]

    def prior_of(self, vae: ImageVAE) -> ImagePrior | None:
        """The learned prior of a VAE, the first by its path; None if there is none."""
        digest = vae_digest(vae)
        found = sorted(path for path, config in self.priors.items() if config.vae == digest)
        return load_prior(vae, found[0]) if found else None

    def of(self, vae: ImageVAE, task: Task) -> list[ImageConstraint]:
        """The constraints of one kind in a VAE's latent space: larger nets first, then by lambda_dist, then those that
        were trained as the paper has it."""
        digest = vae_digest(vae)
        found = [(path, c) for path, c in self.constraints.items() if (c.task, c.vae) == (task, digest)]
        found.sort(key=lambda item: (-item[1].net.units, item[1].distance, item[1].guided, item[1].wrong_labels))
        return [load_constraint(vae, task, path) for path, _ in found]

    def main_vae(self) -> ImageVAE:
        """The VAE that most constraints are of.

        Raises:
            UserError: there is no VAE.
        """
        if not self.vaes:
            raise UserError(f"There is no {self.data} VAE among the weights; train one first.")
        count = {path: len(self._files(vae)) for path, vae in self.vaes.items() if not vae.config.autoencoder}
        return self.vaes[max(count or self.vaes, key=lambda path: count.get(path, 0))]

    def _files(self, vae: ImageVAE) -> list[Path]:
        digest = vae_digest(vae)
        return [path for path, config in self.constraints.items() if config.vae == digest]


def find_weights(folder: Path, data: str) -> Weights:
    """Everything that was trained for a data set below ``folder``; checkpoints of runs are passed over.

    Raises:
        UserError: there is no such data set or folder, a file is torn or was trained on other labels than the data set
            has, or there is not exactly one classifier.
    """
    spec = registry.find(data)
    if not folder.is_dir():
        raise UserError(f"There is no folder {folder}; name the one that holds the training runs.")
    vaes, classifiers, constraints, priors = {}, [], {}, {}
    for path in sorted(folder.rglob("*.safetensors")):
        if path.name == CHECKPOINT_NAME:
            continue
        meta = checkpoint.load(path)[1]
        if meta["config"].get("data") != data:
            continue
        if meta["kind"] == VAE_KIND:
            vaes[path] = load_vae(path)
        elif meta["kind"] == CLASSIFIER_KIND:
            classifiers.append(load_classifier(path))
            spec.check_labels(classifiers[-1].config.labels, path)
        elif meta["kind"] == CONSTRAINT_KIND:
            constraints[path] = from_dict(ConstraintConfig, meta["config"])
            if constraints[path].labels:
                spec.check_labels(constraints[path].labels, path)
        elif meta["kind"] == PRIOR_KIND:
            priors[path] = from_dict(ImagePriorConfig, meta["config"])
            spec.check_labels(priors[path].labels, path)
    if len(classifiers) != 1:
        raise UserError(f"{folder} holds {len(classifiers)} classifiers of {data}; one is needed to judge by.")
    ordered = dict(sorted(vaes.items(), key=lambda item: -item[1].config.sigma_x))
    return Weights(data, ordered, classifiers[0], constraints, priors)
