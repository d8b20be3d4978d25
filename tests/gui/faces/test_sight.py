"""What part of a photo is seen: all of it in the middle, and nearer about the hand, never beyond its edge."""

import pytest

from gui.faces.state.sight import CLOSEST, Sight, Window

PHOTO, VIEW = (4000, 3000), (800, 400)


def test_all_of_a_photo_fits_and_nearer_the_room_is_filled():
    assert Sight().window(PHOTO, VIEW) == Window((0, 0, 4000, 3000), (533, 400))
    assert Sight().window((50, 100), VIEW) == Window((0, 0, 50, 100), (200, 400))
    near = Sight(2.0).window(PHOTO, VIEW)
    assert near == Window((500.0, 750.0, 3500.0, 2250.0), (800, 400))
    assert near.place(500 + 750j) == 0
    assert near.within(Sight().window(PHOTO, VIEW)) == pytest.approx((66.6, 99.9, 466.4, 299.8), abs=0.1)


def test_what_is_under_the_hand_stays_there():
    sight = Sight(4.0)
    before = sight.window(PHOTO, VIEW)
    there = complex(before.box[0], before.box[1]) + (200 + 100j) / before.scale
    near = sight.zoomed(1.5, 200 + 100j, PHOTO, VIEW)
    assert near.window(PHOTO, VIEW).place(there) == pytest.approx(200 + 100j)
    assert sight.zoomed(100, 0j, PHOTO, VIEW).window(PHOTO, VIEW).scale == pytest.approx(CLOSEST)
    assert sight.zoomed(1e-3, 0j, PHOTO, VIEW) == Sight()


def test_a_push_stops_at_the_photos_edge_and_comes_back_at_once():
    sight = Sight(4.0)
    at_edge = sight.moved(1e6 + 1e6j, PHOTO, VIEW)
    assert at_edge.window(PHOTO, VIEW).box[:2] == (0, 0)
    back = at_edge.moved(-8 - 8j, PHOTO, VIEW)
    scale = back.window(PHOTO, VIEW).scale
    assert back.window(PHOTO, VIEW).box[:2] == pytest.approx((8 / scale, 8 / scale))
