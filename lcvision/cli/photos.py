"""The commands that take photos, mounted by ``lcvision.cli.app``: edit, reconstruct.

Heavy modules are imported by the commands that need them, so that help and bad options answer at once.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import numpy as np
import typer
from rich.progress import BarColumn, Progress, TextColumn

from lc_common.errors import UserError
from lc_common.terminal import output
from lcvision.cli.options import (
    CACHE,
    AttributesFile,
    Cache,
    CganFile,
    Model,
    ModelData,
    PartName,
    Picture,
    PriorFile,
    RealismFile,
    check_picture,
    load_data,
)
from lcvision.data.sets import check_part

if TYPE_CHECKING:
    from lcvision.edit.retouch import Outcome, Started
    from lcvision.faces.finding import FaceTools
    from lcvision.faces.photos import Photo
    from lcvision.faces.placing import Placement
    from lcvision.vae.models import ImageVAE

console = output()

Changes = Annotated[list[str], typer.Option("--set", help="Such as Blond_Hair=1; may be given again.")]
MethodName = Annotated[str, typer.Option("--method", help="gradient, actor, vector or learned (prior).")]
Aligned = Annotated[
    bool, typer.Option("--aligned", help="The picture is cropped as CelebA's are, 64x64 or 178x218: look for no face.")
]
Which = Annotated[
    str, typer.Option("--face", help="Which face, 1 being the leftmost, or all; the largest if left out.")
]


def register(app: typer.Typer) -> None:
    """Mount the commands of this module."""
    app.command()(reconstruct)
    app.command()(edit)


def reconstruct(
    photo: Annotated[Path | None, typer.Argument(help="A photo with a face; images of a data set if left out.")] = None,
    root: Annotated[Path | None, typer.Option("--root", help="Folder with the data set's files.")] = None,
    out: Picture = Path("reconstructions.png"),
    part: PartName = "test",
    n: Annotated[int, typer.Option(min=1, max=100, help="How many images, evenly spaced over the part.")] = 8,
    which: Which = "",
    aligned: Aligned = False,
    model: Model = None,
    data: ModelData = None,
    cache: Cache = CACHE,
) -> None:
    """Show what the model keeps of a photo's face, or of images of a data set: originals beside their reconstructions.

    Reconstructed faces are real people's: keep the picture to yourself.
    """
    from lcvision.data.batches import images_of
    from lcvision.evaluate import pictures
    from lcvision.pretrained import load_vae

    check_part(part)
    _check_face(which)
    if (photo is None) == (root is None):
        raise UserError("Name a photo, or with --root the folder of a data set.")
    check_picture(out, [".png"], [photo] if photo else [])
    if photo is not None:
        _reconstruct_photo(photo, out, which, aligned, model)
        return
    vae = load_vae(model, data)
    assert root is not None  # one of the two is there
    chosen = load_data(console, vae.config.data, root, cache).parts[part].spread(n)
    pictures.save_grid(pictures.reconstructions(vae, images_of(chosen)), out, len(chosen))
    console.print(f"{out}: {len(chosen)} originals above their reconstructions", highlight=False)


def _reconstruct_photo(path: Path, out: Path, which: str, already: bool, model: Path | None) -> None:
    from lcvision.data.celeba import CELEBA
    from lcvision.faces.photos import read_photo
    from lcvision.faces.placing import aligned
    from lcvision.pretrained import load_vae

    vae = load_vae(model, CELEBA.name)  # photos are aligned as CelebA's are
    photo, tools = read_photo(path), _face_tools(already)
    placements, chosen, said = _faces(photo, tools, which, already)
    faces = [_started(vae, aligned(photo.seen, placements[at])) for at in chosen]
    _save_rows(out, [(face.pixels_hwc / 255, face.encoded_hwc, face.kept_hwc) for face in faces])
    console.print(f"{out}: {said}: original, encoded, refined", highlight=False)
    if tools:
        for encoded, refined in (_distances(tools, face) for face in faces):
            said = f"{encoded:.2f} from the photo's as encoded, {refined:.2f} refined"
            console.print(f"  the person: {said}", highlight=False)


def edit(
    photo: Annotated[Path, typer.Argument(help="A photo with a face, or a folder of photos.")],
    changes: Changes,
    method: MethodName = "gradient",
    out: Annotated[
        Path | None,
        typer.Option("--out", help="The PNG or JPEG to write, edited.png; a folder for a folder, named edited."),
    ] = None,
    which: Which = "",
    side_by_side: Annotated[
        bool, typer.Option("--side-by-side", help="Write the face alone: original, reconstruction, edit, in the photo.")
    ] = False,
    aligned: Aligned = False,
    origin: Annotated[
        Literal["photo", "reconstruction"],
        typer.Option("--start", help="Change in the photo what the edit changes, or take all of the face."),
    ] = "photo",
    strength: Annotated[
        float, typer.Option(min=0, max=4, help="Of actor and vector: 1 goes all the way; of learned: guidance.")
    ] = 1.0,
    threshold: Annotated[
        float | None, typer.Option(help="Of gradient: how sure the critic must be; if left out, as in all figures.")
    ] = None,
    model: Model = None,
    attributes: AttributesFile = None,
    realism: RealismFile = None,
    cgan: CganFile = None,
    prior: PriorFile = None,
) -> None:
    """Change attributes of a face in a photo and keep the person; what was done is told in a JSON file beside it.

    The photo keeps its size, and every pixel around the face. A classifier that took no part judges whether it worked.
    The picture shows a real person: keep it to yourself unless they agree.
    """
    from lcvision.constraints.trained import THRESHOLD, parse_labels
    from lcvision.data.celeba import CELEBA
    from lcvision.edit.moves import load_editor, parse_method
    from lcvision.edit.retouch import decoded, record, retouch, write_retouched
    from lcvision.faces.finding import likeness
    from lcvision.faces.photos import FORMATS, read_photo
    from lcvision.faces.placing import aligned as cut_out
    from lcvision.pretrained import load_classifier, load_vae

    _check_face(which)
    wanted, how = parse_labels(changes), parse_method(method)
    CELEBA.check_together(wanted)
    targets = _targets(photo, out, [".png"] if side_by_side else list(FORMATS))
    vae = load_vae(model, CELEBA.name)  # photos are aligned as CelebA's are
    editor = load_editor(vae, how, {"attributes": attributes, "realism": realism, "cgan": cgan, "prior": prior})
    columns = editor.attributes.columns(wanted)
    judge = load_classifier(None, CELEBA.name)
    CELEBA.check_labels(editor.attributes.config.labels, attributes or "The attribute critic that ships")
    tools, sure = _face_tools(aligned), THRESHOLD if threshold is None else threshold

    def one(source: Path, target: Path) -> list[Outcome]:
        photo = read_photo(source)
        photo.check_format(target)
        placements, chosen, said = _faces(photo, tools, which, aligned)
        made, rows, records, lines = photo, [], [], []
        outcomes: list[Outcome] = []
        for at in chosen:
            placement = placements[at]
            face = _started(vae, cut_out(photo.seen, placement))
            moved_bd = editor.edit(face.z_bd, columns, how, strength=strength, threshold=sure)
            edited_hwc = decoded(vae, moved_bd)[0]
            decoded_2hwc = np.stack([face.kept_hwc, edited_hwc])
            done = retouch(made, placement, face.pixels_hwc, decoded_2hwc, judge, columns, origin)
            made = done.photo
            rows.append((face.pixels_hwc / 255, face.kept_hwc, edited_hwc, done.face_hwc / 255))
            more: dict[str, object] = {"face": at + 1, "of": len(placements), "method": how}
            lines += [f"  {outcome}" for outcome in done.outcomes] + [f"  put back: {done.by}"]
            if tools:
                encoded, refined, after = _distances(tools, face, done.face_hwc)
                more["distance"] = {"encoded": encoded, "refined": refined, "edited": after}
                lines[-1] += f"; the person: {after:.2f} from before, {likeness(after)} "
                lines[-1] += f"(reconstruction {refined:.2f}, before it was refined {encoded:.2f})"
            records.append(record(placement, done, **more))
            outcomes += done.outcomes
        if side_by_side:
            _save_rows(target, rows)
        else:
            write_retouched(target, made, records)
        what = "original, reconstruction, edit, as it is in the photo" if side_by_side else "edited"
        console.print("\n".join([f"{target}: {said}: {what}", *lines]), highlight=False)
        return outcomes

    if not photo.is_dir():
        one(*targets[0])
        return
    failed, outcomes = 0, []
    for source, target in targets:
        try:
            outcomes += one(source, target)
        except UserError as error:
            failed += 1
            console.print(f"left out: {error}", highlight=False)
    if failed == len(targets):
        raise UserError(f"None of the {failed} files in {photo} could be edited, for the reasons above.")
    tried = Counter((outcome.name, outcome.on) for outcome in outcomes)
    done = Counter((outcome.name, outcome.on) for outcome in outcomes if outcome.succeeded)
    for (name, on), count in tried.items():
        console.print(f"{name} {'on' if on else 'off'}: done on {done[name, on]} of {count} faces", highlight=False)


def _targets(photo: Path, out: Path | None, suffixes: Sequence[str]) -> list[tuple[Path, Path]]:
    """Each photo with the file that its edit is written to.

    Raises:
        UserError: what is wrong with the folder of photos, or with ``out``.
    """
    if not photo.is_dir():
        target = out or Path("edited.png")
        check_picture(target, suffixes, [photo])
        return [(photo, target)]
    sources = sorted(path for path in photo.iterdir() if path.is_file())
    if not sources:
        raise UserError(f"{photo} holds no photos; put some there or name another folder.")
    folder = out or Path("edited")
    if folder.exists() and folder.samefile(photo):
        raise UserError(f"{folder} is the folder of the photos; choose another one with --out.")
    # The whole name, so that a.jpg and a.png do not meet.
    targets = [(source, folder / f"{source.name}.png") for source in sources]
    for _, target in targets:
        check_picture(target, suffixes, sources)
    return targets


def _face_tools(already: bool) -> FaceTools | None:
    """What finds faces and compares persons; None where a picture is aligned and there is no dlib."""
    from lcvision.faces.finding import load_face_tools

    try:
        return load_face_tools()
    except UserError:
        if already:
            return None
        raise


def _check_face(which: str) -> None:
    if which and which != "all" and not (which.isdecimal() and int(which)):
        raise UserError(f"--face is {which}; it must be a number from 1, or all.")


def _faces(photo: Photo, tools: FaceTools | None, which: str, already: bool) -> tuple[list[Placement], list[int], str]:
    """The faces of a photo, those that are meant, and in words which these are.

    Args:
        which: number of a face from the left, "all", or nothing for the largest.
        already: the photo is aligned.

    Raises:
        UserError: see ``find_faces``, ``choose_face`` and ``already_aligned``.
    """
    from lcvision.faces.finding import already_aligned, choose_face, counted, find_faces

    placements = [already_aligned(photo)] if already else find_faces(photo, tools)
    several = f"{photo.path.name} shows {counted(len(placements))}"
    large = [at for at, placement in enumerate(placements) if placement.large_enough]
    if which == "all" and large:
        left_out = len(placements) - len(large)
        return placements, large, f"{several}, {left_out} of them too small" if left_out else several
    at = choose_face(photo.path, placements, int(which) if which.isdecimal() else None)
    if len(placements) > 1:
        several += f", this is number {at + 1} from the left"
        several += "" if which else ", the largest (--face takes another, or all)"
    return placements, [at], several


def _started(vae: ImageVAE, pixels_hwc: np.ndarray) -> Started:
    """The face encoded and refined, with a bar in a terminal."""
    from lcvision.edit.retouch import start

    with Progress(
        TextColumn("refining"), BarColumn(), console=console, transient=True, disable=not console.is_terminal
    ) as bar:
        task = bar.add_task("", total=1)
        return start(vae, pixels_hwc, lambda share: bar.update(task, completed=share))


def _save_rows(out: Path, rows: Sequence[Sequence[np.ndarray]]) -> None:
    """Faces in [0, 1], ``[h, w, c]``, as one PNG, a row for each person."""
    import torch

    from lcvision.evaluate.pictures import save_grid

    faces_nhwc = torch.tensor(np.stack([face_hwc for row in rows for face_hwc in row]), dtype=torch.float)
    save_grid(faces_nhwc.permute(0, 3, 1, 2), out, len(rows[0]))


def _distances(tools: FaceTools, face: Started, *others: np.ndarray) -> list[float]:
    """How far the person is from the photo's as encoded, refined, and on ``others`` (uint8), as dlib sees it."""
    import torch

    shown = (face.encoded_hwc, face.kept_hwc, *(other / 255 for other in others))
    faces_nchw = torch.tensor(np.stack([face.pixels_hwc / 255, *shown])).permute(0, 3, 1, 2)
    first_f, *rest = tools.descriptors(faces_nchw.clamp(0, 1))
    return [round(float(np.linalg.norm(other_f - first_f)), 3) for other_f in rest]
