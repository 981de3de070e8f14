"""The notebooks run from nothing, by nbmake, and while the app has the same workspace open."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from booklet import Workspace
from tests.conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


def run(notebook: Path, workspace: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "pytest", "--nbmake", "-q", "-p", "no:xdist", str(notebook)],
        cwd=ROOT,
        env={**os.environ, "BOOKLET_WORKSPACE": str(workspace)},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("notebook", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_runs_from_nothing_and_again(notebook: Path, tmp_path: Path) -> None:
    """On an empty workspace, and a second time on what the first left; its book can be verified afterwards."""
    for _ in range(2):
        ran = run(notebook, tmp_path / "workspace")
        assert ran.returncode == 0, ran.stdout + ran.stderr
    ws = Workspace(tmp_path / "workspace")
    assert ws.verify(ws.generations.find()[0].id).same
