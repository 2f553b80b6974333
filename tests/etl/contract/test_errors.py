"""The tree of what can go wrong: drawn as it is, and every leaf can be caught by its branch."""

from __future__ import annotations

import inspect
import pickle
import re
from pathlib import Path

import pytest

from etl.contract import errors
from etl.contract.errors import EtlError, FetchError, PayloadError, QuotaSpent, SchemaError, Violation, sentence


def test_the_drawn_tree_is_the_tree() -> None:
    drawn = set(re.findall(r"^[|` -]*([A-Z]\w+)  ", errors.__doc__ or "", re.MULTILINE))
    real = {
        n
        for n, c in inspect.getmembers(errors, inspect.isclass)
        if issubclass(c, Exception) and c.__module__ == "etl.contract.errors"
    }
    assert drawn == real


def test_each_is_raised_where_the_tree_says() -> None:
    said = re.findall(r"([A-Z]\w+)  .*\(raised by ([a-z_. ]+)", errors.__doc__ or "")
    assert len(said) >= 6
    for name, place in ((name, place) for name, places in said for place in places.split(" and ")):
        path = Path(errors.__file__).parents[2].joinpath(*place.split("."))
        modules = path.rglob("*.py") if path.is_dir() else [path.with_suffix(".py")]
        assert any(f"{name}(" in module.read_text(encoding="utf-8") for module in modules), name


def test_every_error_is_one_of_ours() -> None:
    classes = [c for _, c in inspect.getmembers(errors, inspect.isclass) if issubclass(c, Exception)]
    assert all(issubclass(c, EtlError) for c in classes)
    assert issubclass(QuotaSpent, FetchError)
    assert issubclass(PayloadError, FetchError)
    assert all(inspect.getdoc(c) for c in classes)


def test_violations_are_reported_in_the_order_of_their_files() -> None:
    faults = [
        Violation(file=f, line=line, column="c", expected="x", found="") for f, line in (("b", 1), ("a", 10), ("a", 9))
    ]
    assert str(SchemaError(faults)).splitlines() == [
        "a, line 9, column c: expected x",
        "a, line 10, column c: expected x",
        "b, line 1, column c: expected x",
    ]


def test_a_quota_says_when_it_is_replenished() -> None:
    assert QuotaSpent("enough", 60).seconds == 60
    assert QuotaSpent("enough").seconds is None
    assert pickle.loads(pickle.dumps(Violation(file="f", line=1, column="c", expected="x", found="y"))) == Violation(
        file="f", line=1, column="c", expected="x", found="y"
    )


def test_a_fault_of_the_system_names_its_file_and_no_number(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory") as caught:
        tmp_path.read_bytes()
    assert sentence(caught.value) == f"{tmp_path} cannot be used: is a directory"
    assert sentence(OSError("no file")) == "no file"
