"""Images as tensors, and the batches of training."""

import numpy as np

from lcvision.data.batches import ImageBatches, images_of


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
