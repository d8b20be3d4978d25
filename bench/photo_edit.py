"""A photo of 12 megapixels edited at its own size, on one thread, step by step, with the weights that ship.

    python bench/photo_edit.py [PHOTO]

Without a photo it is matplotlib's portrait of Grace Hopper, enlarged.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

os.environ["OMP_NUM_THREADS"] = "1"
SIZE = (3200, 3750)


def main() -> None:
    import numpy as np
    import torch
    from matplotlib import cbook
    from PIL import Image

    from lcvision.edit.moves import load_editor
    from lcvision.edit.retouch import decoded, record, retouch, start, write_retouched
    from lcvision.faces.finding import find_faces, load_face_tools
    from lcvision.faces.photos import read_photo
    from lcvision.faces.placing import aligned
    from lcvision.pretrained import load_classifier, load_vae

    torch.set_num_threads(1)
    source = Path(sys.argv[1] if sys.argv[1:] else cbook.get_sample_data("grace_hopper.jpg", asfileobj=False))
    vae, tools = load_vae(), load_face_tools()
    editor, judge = load_editor(vae, "gradient"), load_classifier()
    columns = editor.attributes.columns({"Smiling": True})
    took: dict[str, np.ndarray] = {}

    @contextmanager
    def step(name: str) -> Iterator[None]:
        began = np.array([time.perf_counter(), time.process_time()])
        yield
        took[name] = np.array([time.perf_counter(), time.process_time()]) - began

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "photo.jpg"
        with Image.open(source) as image:
            image.convert("RGB").resize(SIZE, Image.Resampling.BICUBIC).save(path, quality=92)
        for _ in range(2):  # the first time libraries wake up, and dlib's models are read
            with step("read"):
                photo = read_photo(path)
            with step("find the face"):
                placement = find_faces(photo, tools)[0]
            with step("encode and refine"):
                face = start(vae, aligned(photo.seen, placement))
            with step("edit"):
                edited_hwc = decoded(vae, editor.edit(face.z_bd, columns, "gradient"))[0]
            with step("put back and judge"):
                pair_2hwc = np.stack([face.kept_hwc, edited_hwc])
                done = retouch(photo, placement, face.pixels_hwc, pair_2hwc, judge, columns)
            with step("compare persons"):
                four = (face.pixels_hwc / 255, face.encoded_hwc, face.kept_hwc, done.face_hwc / 255)
                tools.descriptors(torch.tensor(np.stack(four)).permute(0, 3, 1, 2))
            for name in ("out.jpg", "out.png"):
                with step(f"write {name}"):
                    write_retouched(Path(folder) / name, done.photo, [record(placement, done)])
    written = {name: took.pop(f"write {name}") for name in ("out.jpg", "out.png")}
    before = sum(took.values())
    for name, seconds_2 in written.items():
        took |= {f"write {name}": seconds_2, f"in all, to {name}": before + seconds_2}
    for name, (seconds, work) in took.items():
        print(f"{name:20} {seconds:6.2f} s, {work:6.2f} s of the processor's work")


if __name__ == "__main__":
    main()
