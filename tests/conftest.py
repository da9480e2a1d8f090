"""Settings of all tests, and what several of them look at."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from site_builder import build, copy_demo

# Machines are slow and busy: no example has a time limit. In CI the examples are the same in every run, so that a
# change is judged by what it changes.
settings.register_profile("dossier", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("dossier")


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the demo, built once; nobody changes it"""
    folder = copy_demo(tmp_path_factory.mktemp("demo"))
    build(folder)
    return folder


@pytest.fixture(scope="module")  # Playwright allows one driver at a time, and other modules have their own
def chromium() -> Iterator[Any]:
    """Debian's Chromium; without one the tests skip on a person's machine, and fail in CI"""
    from browser_checks import browser, browser_path

    if browser_path() is None:
        assert not os.environ.get("CI"), "CI needs Chromium"
        pytest.skip("there is no Chromium on this machine")
    with browser() as started:
        yield started
