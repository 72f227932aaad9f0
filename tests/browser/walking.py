"""What every journey does, whatever the language of its pages."""

from __future__ import annotations

from playwright.sync_api import Locator, Page, expect

PASSWORD = "correct horse battery"


def sign_in(page: Page, address: str, name: str, password: str = PASSWORD) -> None:
    """Sign in afresh; who was signed in before is not any more."""
    page.context.clear_cookies()
    page.goto(f"{address}/sign-in/")
    page.locator("[name=username]").fill(name)
    page.locator("[name=password]").fill(password)
    page.keyboard.press("Enter")
    expect(page.locator("#ways")).to_be_visible()


def send(page: Page, form: Locator) -> None:
    """Press Enter on the first button of a form, once the page's scripts are there."""
    page.wait_for_load_state()
    button = form.locator("button.btn-primary").first
    button.focus()
    expect(button).to_be_focused()
    page.keyboard.press("Enter")


def tab_to(page: Page, aim: Locator, most: int = 12) -> None:
    """Go on with Tab until the focus is there, in at most so many steps."""
    page.wait_for_load_state()
    for _step in range(most):
        page.keyboard.press("Tab")
        if aim.evaluate("it => it === document.activeElement"):
            return
    raise AssertionError(f"Tab doesn't reach {aim} in {most} steps")
