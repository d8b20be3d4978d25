"""A torchvision that does not fit PyTorch, as pip makes one of two indexes: a stub that fails as the real one does."""

import subprocess
import sys

SAMPLE = "import sys; from lcvision.cli.app import main; sys.argv[1:] = ['sample', '--n', '1']; main()"


def test_a_torchvision_of_another_build_is_one_sentence(tmp_path):
    (tmp_path / "torchvision").mkdir()
    (tmp_path / "torchvision" / "__init__.py").write_text(
        "raise RuntimeError('operator torchvision::nms does not exist')"
    )
    here = f"import sys; sys.path.insert(0, {str(tmp_path)!r}); {SAMPLE}"
    done = subprocess.run([sys.executable, "-c", here], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 2
    [line] = done.stderr.splitlines()
    assert "was made for another build of PyTorch" in line
    assert "install both from one index" in line
