import torch

from lc_common.pool import Pool


def contents(pool: Pool) -> set[tuple[float, float]]:
    drawn = pool.draw(500, torch.Generator().manual_seed(0))
    return {(a.item(), b.item()) for a, b in zip(*drawn, strict=True)}


def test_rows_stay_together_and_the_oldest_go_first():
    pool = Pool(4)
    pool.add(torch.tensor([1.0, 2.0, 3.0]), torch.tensor([10, 20, 30]))
    assert len(pool) == 3
    assert contents(pool) == {(1, 10), (2, 20), (3, 30)}
    pool.add(torch.tensor([4.0, 5.0]), torch.tensor([40, 50]))
    assert len(pool) == 4
    assert contents(pool) == {(2, 20), (3, 30), (4, 40), (5, 50)}


def test_more_rows_than_fit_leave_the_last():
    pool = Pool(2)
    pool.add(torch.arange(5.0), torch.arange(5))
    assert contents(pool) == {(3, 3), (4, 4)}
