"""CelebA faces at 64x64 (Liu et al. 2015): CelebA's own lists, photos from a zip or a folder, a cache of pixels.

The pixels are decoded once, into one file that is memory-mapped from then on. A new attribute is a row of ``LABELS``.

Shapes: ``n`` photos, ``h`` rows and ``w`` columns of pixels, ``c`` channels, ``k`` labels.
"""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from PIL import Image, UnidentifiedImageError

from lc_common.errors import UserError
from lc_common.files import replacing, unwritten
from lcvision.data.sets import PARTS, DataSpec, Label, Part, Progress, find_folder

LABELS = (
    Label("Bald", "Bald", "Less hair, or more", "hair"),
    Label("Black_Hair", "Black hair", "Towards black hair, or away from it; other hair colours give way", "hair"),
    Label("Blond_Hair", "Blond hair", "Towards blond hair, or away from it; other hair colours give way", "hair"),
    Label("Brown_Hair", "Brown hair", "Towards brown hair, or away from it; other hair colours give way", "hair"),
    Label("Eyeglasses", "Glasses", "Glasses on, or off"),
    Label("Male", "Male looks", "Towards photos that were labelled male: a guess at looks, not a gender"),
    Label("Beard", "Beard", "A beard, or none"),
    Label("Smiling", "Smile", "A smile, or a serious face"),
    Label("Wearing_Hat", "Hat", "A hat, or none; hats were rare in what was learned"),
    Label("Young", "Young looks", "Towards photos that were labelled young: a guess at looks, not an age"),
)
"""The attributes that are learned, in the order of the paper's table 3: columns of CelebA's list, or of ``ABSENT``."""
ABSENT = {"Beard": "No_Beard"}
"""Attributes that CelebA lacks -> the column whose absence they are."""

SIDE = 64
ALIGNED = (178, 218)
CROP = (25, 45, 153, 173)
"""Left, top, right, bottom of the 128x128 pixels of an aligned photo that become 64x64 (appendix 9.1)."""
FOLDERS = (".", "celeba64", "celeba")
"""Where the files may lie below the folder that the user names; the last is torchvision's."""
ATTRIBUTE_LIST = "list_attr_celeba.txt"
PARTITION_LIST = "list_eval_partition.txt"
PHOTOS = ("celeba64_subset.zip", "img_align_celeba.zip", "img_align_celeba")
"""Archives or folders of photos; the first that is there is taken."""
PHOTO_NAME = re.compile(r"(?:.*/)?(\d{6})\.(?:jpg|png|webp)")
PROGRESS_EVERY = 200


@dataclass(frozen=True)
class _Photos:
    """Photos by their six digits; ``marks`` changes where a photo's content does."""

    path: Path
    marks: dict[str, int]
    read: Callable[[str], bytes]


def read(root: Path, cache: Path, progress: Progress) -> dict[str, Part]:
    """CelebA or a subset of it below ``root``; the lists must name exactly the photos that are there.

    Photos are the aligned ones of 178x218, of which ``CROP`` is taken and halved, or 64x64 and already cropped so.
    See ``DataSpec.read``.
    """
    what = "download CelebA's aligned images and lists there, for example with torchvision.datasets.CelebA."
    folder = find_folder(root, FOLDERS, ATTRIBUTE_LIST, what)
    labels = _read_attributes(folder / ATTRIBUTE_LIST)
    parts = _read_partition(folder / PARTITION_LIST)
    photos = _open_photos(folder)
    _check_same(ATTRIBUTE_LIST, labels, PARTITION_LIST, parts)
    _check_same(ATTRIBUTE_LIST, labels, photos.path.name, photos.marks)
    order = sorted(labels, key=lambda number: (parts[number], number))
    images_nhwc = _pixels(photos, order, cache, progress)
    labels_nk = np.stack([labels[number] for number in order])
    ends = np.cumsum(np.bincount(list(parts.values()), minlength=len(PARTS)))[:-1]
    cuts = zip(np.split(images_nhwc, ends), np.split(labels_nk, ends), strict=True)
    return {name: Part(*cut) for name, cut in zip(PARTS, cuts, strict=True)}


def face(image: Image.Image) -> np.ndarray:
    """An aligned photo (178x218) or a cropped one (64x64) as uint8 ``[64, 64, 3]``; 2x2 pixels become their mean.

    Raises:
        ValueError: another size.
    """
    image = image.convert("RGB")
    if image.size == ALIGNED:
        image = image.reduce(2, CROP)
    if image.size != (SIDE, SIDE):
        raise ValueError(f"it is {image.width}x{image.height}, neither CelebA's 178x218 nor 64x64")
    return np.asarray(image)


def _read_attributes(path: Path) -> dict[str, np.ndarray]:
    """The labels of each photo, uint8 ``[k]``, by the photo's six digits."""
    lines = _lines(path)
    wrong = UserError(f"{path} is not CelebA's list of attributes: a count, the names, then a photo and -1 or 1 each.")
    if len(lines) < 3 or not lines[0].strip().isdecimal():
        raise wrong
    names = lines[1].split()
    sources = [ABSENT.get(label.name, label.name) for label in LABELS]
    if absent := [name for name in sources if name not in names]:
        raise UserError(f"{path} has no column {', '.join(absent)}; download CelebA's own list.")
    columns = [names.index(name) for name in sources]
    positive = ["-1" if label.name in ABSENT else "1" for label in LABELS]
    labels = {}
    for line in lines[2:]:
        photo, *values = line.split()
        if len(values) != len(names) or not {"-1", "1"}.issuperset(values):
            raise wrong
        row = [values[column] == one for column, one in zip(columns, positive, strict=True)]
        labels[photo.partition(".")[0]] = np.array(row, np.uint8)
    if len(labels) != int(lines[0]):
        raise UserError(f"{path} announces {lines[0].strip()} photos and names {len(labels)}; download it again.")
    return labels


def _read_partition(path: Path) -> dict[str, int]:
    """The part of each photo (0 train, 1 validation, 2 test) by the photo's six digits."""
    rows = [line.split() for line in _lines(path)]
    if not all(len(row) == 2 and row[1] in ("0", "1", "2") for row in rows):
        raise UserError(f"{path} is not CelebA's partition: a photo and 0, 1 or 2 on each line.")
    if {row[1] for row in rows} != {"0", "1", "2"}:
        raise UserError(f"{path} leaves a part without photos; training, validation and test need some each.")
    return {photo.partition(".")[0]: int(part) for photo, part in rows}


def _lines(path: Path) -> list[str]:
    try:
        return [line for line in path.read_text("ascii").splitlines() if line.strip()]
    except FileNotFoundError as error:
        raise UserError(f"There is no {path}; download it with CelebA's images.") from error
    except (OSError, UnicodeDecodeError) as error:
        raise UserError(f"Cannot read {path}: {error}.") from error


def _check_same(left: str, left_ids: Iterable[str], right: str, right_ids: Iterable[str]) -> None:
    left_ids, right_ids = set(left_ids), set(right_ids)
    for here, there, lacking in ((left, right, left_ids - right_ids), (right, left, right_ids - left_ids)):
        if lacking:
            more = f" and {len(lacking) - 1} more" if len(lacking) > 1 else ""
            raise UserError(f"{here} has {min(lacking)}{more}, which {there} lacks; lists and photos must match.")


def _open_photos(folder: Path) -> _Photos:
    path = next((folder / name for name in PHOTOS if (folder / name).exists()), None)
    if path is None:
        raise UserError(f"{folder} holds no photos; put one of {', '.join(PHOTOS)} there.")
    if path.is_dir():
        names = {match[1]: path / match[0] for file in path.iterdir() if (match := PHOTO_NAME.fullmatch(file.name))}
        marks = {number: file.stat().st_size for number, file in names.items()}
        photos = _Photos(path, marks, lambda number: names[number].read_bytes())
    else:
        try:
            archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, OSError) as error:
            raise UserError(f"{path} is torn or not a zip archive ({error}); download it again.") from error
        entries = {match[1]: info for info in archive.infolist() if (match := PHOTO_NAME.fullmatch(info.filename))}
        marks = {number: info.CRC for number, info in entries.items()}
        photos = _Photos(path, marks, lambda number: archive.read(entries[number]))
    if not marks:
        raise UserError(f"{path} holds no photos named as CelebA's, such as 000001.jpg.")
    return photos


def _pixels(photos: _Photos, order: list[str], cache: Path, progress: Progress) -> np.ndarray:
    """The pixels of all photos in ``order``, read-only and memory-mapped, from the cache if they are there."""
    content = f"{photos.path.name} {[(number, photos.marks[number]) for number in order]}"
    path = cache / f"celeba64-{hashlib.sha256(content.encode()).hexdigest()[:16]}.npy"
    shape = (len(order), SIDE, SIDE, 3)
    try:
        images_nhwc = np.load(path, mmap_mode="r")
        if images_nhwc.shape == shape:
            return images_nhwc
    except (OSError, ValueError, EOFError):
        pass  # Not there, or torn by somebody: made (anew) below.
    remedy = "choose another folder with --cache"
    try:
        cache.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritten(path, error, remedy) from error
    # Plain writes, not a memory map: on a full disk those fail instead of killing the process.
    with replacing(path, sync=True, shared=True, remedy=remedy) as file:
        header = {"descr": "|u1", "fortran_order": False, "shape": shape}
        np.lib.format.write_array_header_1_0(file, header)
        for done, number in enumerate(order):
            if done % PROGRESS_EVERY == 0:
                progress(done, len(order))
            file.write(_decode(photos, number).tobytes())
    return np.load(path, mmap_mode="r")


def _decode(photos: _Photos, number: str) -> np.ndarray:
    try:
        with Image.open(io.BytesIO(photos.read(number))) as image:
            return face(image)
    except UnidentifiedImageError as error:
        raise UserError(f"{photos.path}: photo {number} is not an image; download it again.") from error
    except ValueError as error:
        raise UserError(f"{photos.path}: photo {number} does not fit: {error}.") from error
    except (OSError, SyntaxError, zipfile.BadZipFile, Image.DecompressionBombError) as error:
        raise UserError(f"{photos.path}: photo {number} is torn ({error}); download it again.") from error


CELEBA = DataSpec(
    "celeba",
    "faces (CelebA)",
    (3, SIDE, SIDE),
    LABELS,
    read,
    mirrored=True,
    faces=True,
    figures=("2", "4", "7", "8", "14", "15", "5", "10", "9", "16"),
    combinations={
        "Blond Hair": ("Blond_Hair", "Smiling", "Young"),
        "Brown Hair": ("Brown_Hair", "Smiling", "Young"),
        "Black Hair": ("Black_Hair", "Smiling", "Young"),
        "Male": ("Black_Hair", "Male", "Smiling", "Young"),
        "Facial Hair": ("Black_Hair", "Male", "Beard", "Smiling", "Young"),
        "Eyeglasses": ("Black_Hair", "Eyeglasses", "Male", "Beard", "Smiling", "Young"),
        "Bald": ("Bald", "Male", "Beard", "Smiling", "Young"),
        "Aged": ("Bald", "Male", "Beard"),
    },
)
