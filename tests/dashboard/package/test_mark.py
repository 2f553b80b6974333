"""What one process marks, a process that was forked from it sees."""

from __future__ import annotations

import os
import sys

import pytest

from dashboard.package.mark import Mark


def test_it_names_the_build_that_was_set_last() -> None:
    mark = Mark()
    assert not mark.names((1, 2, 3))
    mark.set((1, 2, 3))
    assert mark.names((1, 2, 3))
    mark.set((1, 2, 4))
    assert not mark.names((1, 2, 3))


@pytest.mark.skipif(sys.platform == "win32", reason="workers are forked")
def test_a_forked_process_shares_it() -> None:
    mark = Mark()
    child = os.fork()
    if not child:
        mark.set((7, 8, 9))
        os._exit(0)
    os.waitpid(child, 0)
    assert mark.names((7, 8, 9))
