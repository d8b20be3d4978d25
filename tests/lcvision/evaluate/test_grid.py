"""Images in rows, as pixels."""

import torch

from lcvision.evaluate.grid import make_grid, to_picture


def test_images_stand_in_rows_with_two_black_pixels_around_each():
    grey_n = torch.tensor([0.2, 0.4, 0.6])
    grid = make_grid(grey_n.reshape(3, 1, 1, 1).expand(-1, 1, 1, 2), 2)
    line = [0.0, 0.0, 0.2, 0.2, 0.0, 0.0, 0.4, 0.4, 0.0, 0.0]
    last = [0.0, 0.0, 0.6, 0.6, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]
    none = [0.0] * 10
    one = torch.tensor([none, none, line, none, none, last, none, none])
    assert torch.equal(grid, one.expand(3, -1, -1))


def test_an_image_alone_has_no_frame_and_fewer_than_a_row_make_a_short_one():
    image = torch.rand(1, 3, 4, 5)
    assert torch.equal(make_grid(image, 8), image[0])
    assert make_grid(image.expand(2, -1, -1, -1), 8).shape == (3, 8, 16)


def test_a_picture_has_256_steps_and_ends_at_black_and_white():
    values = torch.tensor([-1.0, 0.0, 0.5, 1.0, 2.0]).expand(3, 1, -1)
    assert list(to_picture(values).convert("L").tobytes()) == [0, 0, 128, 255, 255]
