"""Editing photos and drawing samples by constraints, from the command line."""

from PIL import Image

from tests.lcvision.conftest import encoded, random_pixels


def test_edit_and_sample_with_files_of_ones_own(run, runs, tmp_path):
    files = ("--model", runs / "vae.safetensors", "--attributes", runs / "a" / "celeba-attributes.safetensors",
             "--realism", runs / "r" / "celeba-realism.safetensors", "--cgan", runs / "d" / "celeba-cgan.safetensors",
                 "--prior", runs / "p" / "celeba-prior.safetensors",
             )  # fmt: skip
    photos = tmp_path / "photos"
    photos.mkdir()
    (photos / "one.png").write_bytes(encoded(random_pixels(1, 64, 64, 3)[0]))
    (photos / "notes.txt").write_text("no photo")
    for method in ("gradient", "actor", "vector", "learned"):
        code, out, _ = run("edit", photos / "one.png", "--set", "Smiling=1", "--method", method, *files)
        assert (code, out) == (0, "edited.png: original, reconstruction, edit")
        assert Image.open("edited.png").size == (3 * 66 + 2, 66 + 2)
    code, out, _ = run("edit", photos, "--set", "Smiling=0", "--out", "many", *files)
    assert code == 0
    assert "many/one.png: original, reconstruction, edit" in out
    assert "notes.txt is not an image" in out
    for options in (("--attr", "Bald=1"), ("--method", "gradient"), ("--method", "realism"), ("--method", "learned")):
        assert run("sample", "--n", 2, *options, *files)[:2] == (0, "samples.png: 2 samples")
    for options, message in (
        (("edit", photos / "one.png", "--set", "Beards=1"), "There is no attribute 'Beards'"),
        (("edit", photos / "one.png", "--set", "Beard=3"), "'Beard=3' must end in =0 or =1."),
        (("edit", photos / "one.png", "--set", "Beard=1", "--threshold", 1.5), "it must lie between 0 and 1"),
        (("edit", photos / "notes.txt", "--set", "Beard=1"), "is not an image"),
        (("sample", "--method", "magic"), "There is no method 'magic'"),
        (
            ("sample", "--method", "prior", "--attr", "Bald=1"),
            "The method prior takes no attributes; choose cgan, learned or gradient.",
        ),
    ):
        code, _, err = run(*options, *files)
        assert code == 2
        assert message in err
        assert len(err.strip().splitlines()) == 1
