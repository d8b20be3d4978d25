"""Images as tensors, and the batches of training."""

import numpy as np

from lcvision.data.batches import ImageBatches, images_of
from lcvision.data.sets import Part


def test_images_are_floats_channels_last(faces):
    part = faces.parts["train"]
    images_bchw = images_of(part, np.array([3, 1]))
    assert images_bchw.permute(0, 2, 3, 1).is_contiguous()
    expected = part.images_nhwc[[3, 1]].transpose(0, 3, 1, 2).astype(np.float32) / np.float32(255)
    assert np.array_equal(images_bchw.numpy(), expected)


def test_batches_follow_from_the_step_alone_and_mirror_half(faces):
    part = faces.parts["train"]
    batches = ImageBatches(part, rows=64, seed=5, flip=True, labelled=True)
    images_bchw, labels_bk = batches(7)
    again_bchw, _ = ImageBatches(part, rows=64, seed=5, flip=True, labelled=True)(7)
    assert np.array_equal(images_bchw, again_bchw)
    assert not np.array_equal(images_bchw, batches(8)[0])
    assert not np.array_equal(images_bchw, batches(7, 1, 2)[0])
    originals_nchw = images_of(part).numpy()
    mirrored = 0
    for image_chw, label_k in zip(images_bchw.numpy(), labels_bk.numpy(), strict=True):
        plain = [n for n in range(12) if np.array_equal(image_chw, originals_nchw[n])]
        turned = [n for n in range(12) if np.array_equal(image_chw, originals_nchw[n][:, :, ::-1])]
        (row,) = plain + turned
        assert np.array_equal(label_k, part.labels_nk[row])
        mirrored += len(turned)
    assert 16 <= mirrored <= 48


def test_shifted_images_are_mirrored_at_their_edges():
    pixels_nhwc = np.arange(25, dtype=np.uint8).reshape(1, 5, 5, 1)
    batches = ImageBatches(Part(pixels_nhwc, np.zeros((1, 1), np.uint8)), rows=200, seed=0, flip=False, shift=2)
    images = (255 * batches(0)[:, 0]).round().numpy().astype(np.uint8)
    padded = np.pad(pixels_nhwc[0, :, :, 0], 2, mode="reflect")
    expected = {padded[i : i + 5, j : j + 5].tobytes() for i in range(5) for j in range(5)}
    assert {image.tobytes() for image in images} == expected


def test_a_tint_changes_each_colour_of_each_image_by_a_share_of_its_own():
    part = Part(np.full((1, 2, 2, 3), 100, np.uint8), np.zeros((1, 1), np.uint8))
    images_bchw = ImageBatches(part, rows=500, seed=0, flip=False, tint=0.1)(0)
    gains_bc = (images_bchw[:, :, 0, 0] * 255 / 100).numpy()
    assert np.array_equal(images_bchw, images_bchw[:, :, :1, :1].expand(-1, -1, 2, 2))
    assert 0.9 <= gains_bc.min() < 0.91 < 1.09 < gains_bc.max() <= 1.1
    assert abs(np.corrcoef(gains_bc.T)[0, 1]) < 0.2
