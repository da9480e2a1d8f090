"""Builds the demo, and other folders of sites, with the command that people use."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def build(site: Path, *options: str, seed: str = "0") -> None:
    """Builds without a warning; seed: of Python's hashes, on which nothing may depend"""
    command = [sys.executable, str(ROOT / "build.py"), "--site", str(site), "--strict", "-q", *options]
    run = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONHASHSEED": seed}, check=False
    )
    assert (run.returncode, run.stderr) == (0, ""), run.stderr


def copy_demo(folder: Path) -> Path:
    """The demo's own files, in a folder of their own"""
    shutil.copytree(ROOT / "content", folder / "content")
    shutil.copy(ROOT / "site.yaml", folder / "site.yaml")
    return folder
