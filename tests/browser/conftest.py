"""The system's Chromium, driven by Playwright; a page that complains fails its test."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest
from playwright.sync_api import BrowserContext, Frame, Page, Request, expect, sync_playwright

from scripts.find_chromium import chromium

SLOW = 15_000  # milliseconds that a page may take on a machine with other work
REFUSED = "status of 422"  # a form that comes back with what is to be put right
FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session", autouse=True)
def database_beside_playwright() -> Iterator[None]:
    """Playwright runs a loop of its own, for which Django would refuse ordinary database calls."""
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    yield
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture(scope="session")
def browser_context(tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    expect.set_options(timeout=SLOW)
    with sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            tmp_path_factory.mktemp("chromium"),
            executable_path=chromium(),
            args=FLAGS,
            locale="en-GB",
            viewport={"width": 1440, "height": 900},
        )
        context.set_default_timeout(8 * SLOW)  # the first page waits for the server to start
        yield context
        context.close()


@pytest.fixture
def page(browser_context: BrowserContext) -> Iterator[Page]:
    """A page without cookies; errors of scripts, failed loads and policy violations fail the test.

    What was still loading when the page was left is no failed load.
    """
    browser_context.clear_cookies()
    page = browser_context.new_page()
    complaints: list[str] = []
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    page.on(
        "console",
        lambda line: (
            line.type == "error" and REFUSED not in line.text and complaints.append(f"console: {line.text}")
        ),
    )
    pending: set[Request] = set()
    left: set[Request] = set()  # begun by a page that is being left: a browser breaks these off
    leaving = False

    def begun(request: Request) -> None:
        nonlocal leaving
        if request.is_navigation_request() and request.frame == page.main_frame:
            leaving = True
            left.update(pending)
        elif leaving:
            left.add(request)
        pending.add(request)

    def arrived(frame: Frame) -> None:
        nonlocal leaving
        leaving = leaving and frame != page.main_frame

    def failed(request: Request) -> None:
        pending.discard(request)
        if request not in left or request.failure != "net::ERR_ABORTED":
            complaints.append(f"not loaded: {request.url} {request.failure}")

    page.on("request", begun)
    page.on("requestfinished", lambda request: pending.discard(request))
    page.on("requestfailed", failed)
    page.on("framenavigated", arrived)
    yield page
    leaving = True
    left.update(pending)
    page.close()
    assert complaints == [], "\n".join(complaints)
