from __future__ import annotations

import numpy as np

from etl.measures import trade_indices as ti

# The toy world: four countries A-D, three products, exports FOB; rows exporter, columns importer. Made for
# this project; the expected values are those of its reference sheet, to the digits printed there.
P1 = [[0, 40, 20, 0], [10, 0, 5, 0], [30, 0, 0, 10], [0, 25, 50, 0]]
P2 = [[0, 0, 20, 60], [30, 0, 5, 0], [30, 20, 0, 10], [0, 25, 0, 0]]
P3 = [[0, 10, 10, 40], [0, 0, 50, 100], [30, 40, 0, 10], [5, 0, 25, 0]]
TOY = np.array([P1, P2, P3])  # product, exporter, importer
FLOWS = TOY.sum(axis=0)
EXPORTS, IMPORTS, WORLD = FLOWS.sum(axis=1), FLOWS.sum(axis=0), int(FLOWS.sum())


def _table(function) -> np.ndarray:
    cells = [function(FLOWS[i, j], EXPORTS[i], IMPORTS[j], WORLD) for i in range(4) for j in range(4)]
    return np.array(cells, dtype=float).reshape(4, 4).round(6)


def test_toy_totals():
    assert (EXPORTS.tolist(), IMPORTS.tolist(), WORLD) == ([200, 200, 180, 130], [135, 160, 185, 230], 710)


def test_toy_trade_intensity():
    assert _table(ti.trade_intensity).tolist() == [
        [0.0, 1.109375, 0.959459, 1.543478],
        [1.051852, 0.0, 1.151351, 1.543478],
        [2.629630, 1.479167, 0.0, 0.514493],
        [0.202279, 1.706731, 2.214137, 0.0],
    ]


def test_toy_trade_intensity_without_the_reporter():
    assert _table(ti.trade_intensity_without_reporter).tolist() == [
        [0.0, 1.159091, 0.944444, 1.961538],
        [1.073684, 0.0, 1.224000, 1.961538],
        [5.888889, 1.766667, 0.0, 0.441667],
        [0.171598, 2.027972, 3.041958, 0.0],
    ]


def test_without_trade_there_is_no_number():
    assert ti.trade_intensity(0, 0, 1, 1) is None
    assert ti.trade_intensity_without_reporter(5, 10, 5, 20) is None
