"""The real server over a workspace of its own, and headless Chromium. A machine without a browser fails, not skips."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from booklet.auth import create_user
from booklet.model import Role
from booklet.workspace import Workspace

ROOT = Path(__file__).parents[2]
PASSWORD = "quiet-harbour-7"
_START_SECONDS = 60
_PATIENCE_MS = 60_000
expect.set_options(timeout=_PATIENCE_MS)


@dataclass(frozen=True)
class Server:
    """A running app: its address, and the workspace that it serves."""

    address: str
    workspace: Workspace


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    """The app as `make run` starts it, over an empty workspace."""
    port, folder = _free_port(), tmp_path / "workspace"
    log = (tmp_path / "server.log").open("wb")
    command = [sys.executable, "-m", "streamlit", "run", "app.py", "--server.headless=true"]
    command += [f"--server.port={port}", "--server.fileWatcherType=none"]
    environment = {**os.environ, "BOOKLET_WORKSPACE": str(folder)}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
    try:
        _wait_for(port, process, Path(log.name))
        yield Server(f"http://localhost:{port}", Workspace(folder))
    finally:
        process.terminate()
        process.wait(timeout=20)
        log.close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium of the machine."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "These tests drive Chromium: install it (Debian's package is called chromium)."
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
        launched = playwright.chromium.launch(executable_path=path, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """A tab of a browser that knows nothing yet."""
    context = browser.new_context(viewport={"width": 1280, "height": 860}, accept_downloads=True)
    context.set_default_timeout(_PATIENCE_MS)
    yield context.new_page()
    context.close()


@pytest.fixture
def people(server: Server) -> None:
    """Ann, an administrator, and Ben, a standard user, who can sign in with PASSWORD."""
    create_user(server.workspace.users, "ann", PASSWORD, name="Ann Lee", role=Role.ADMIN)
    create_user(server.workspace.users, "ben", PASSWORD, name="Ben Ortiz")


@pytest.fixture
def sign_in(page: Page) -> Callable[[str, str], None]:
    """Fill the sign-in form that is shown, and press its button."""

    def fill(username: str, password: str = PASSWORD) -> None:
        page.get_by_label("Username", exact=True).fill(username)
        page.get_by_label("Password", exact=True).fill(password)
        page.get_by_role("button", name="Sign in").click()

    return fill


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("localhost", 0))
        return int(listener.getsockname()[1])


def _wait_for(port: int, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            socket.create_connection(("localhost", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(f"The app did not start:\n{log.read_text(errors='replace')}")
