"""Hands and eyes in JupyterLab: run a cell, type into it, read what it shows."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"
CELLS = f"{NOTEBOOK} .jp-Notebook .jp-Cell"
IS_IDLE = (
    "[...document.querySelectorAll('#jp-main-statusbar *')].some(e => /\\| Idle$/.test(e.textContent.trim()))"
)
CELL_WITH = """text => [...document.querySelectorAll('%s')].findIndex(
    cell => cell.classList.contains('jp-CodeCell')
        && (cell.querySelector('.cm-content')?.textContent || '').includes(text))"""
PATIENCE = 60_000  # milliseconds; the first import of matplotlib takes some seconds


class Lab:
    """One notebook in JupyterLab.

    Parameters
    ----------
    page : playwright.sync_api.Page
    address : str
        As `start.py` prints it, with its token; it leads to the first notebook.
    """

    def __init__(self, page, address):
        self.page = page
        self.server = "{0.scheme}://{0.netloc}".format(urlsplit(address))
        page.goto(address)
        page.wait_for_selector(CELLS, timeout=60_000)
        self.wait()

    def wait(self):
        """Until the kernel has nothing to do."""
        self.page.wait_for_timeout(500)
        self.page.wait_for_function(IS_IDLE, timeout=PATIENCE)
        self.page.wait_for_timeout(300)

    def cell(self, text):
        """The code cell that contains `text`."""
        self.page.wait_for_function(f"text => ({CELL_WITH % CELLS})(text) >= 0", arg=text)
        return self.page.locator(CELLS).nth(self.page.evaluate(CELL_WITH % CELLS, text))

    def write(self, text, source):
        """Put `source` into the cell that contains `text`, as with the keyboard."""
        editor = self.cell(text).locator(".cm-content")
        editor.scroll_into_view_if_needed()
        editor.click()
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.press("Delete")
        self.page.keyboard.insert_text(source)

    def run(self, text):
        """Run the cell that contains `text`, wait until it has run, and return what it shows, as text."""
        cell = self.cell(text)
        cell.scroll_into_view_if_needed()
        prompt = cell.locator(".jp-InputPrompt").first
        before = prompt.text_content()
        prompt.click()
        self.page.keyboard.press("Control+Enter")
        expect(prompt).not_to_have_text(before, timeout=PATIENCE)
        expect(prompt).to_have_text(re.compile(r"\[\d+\]"), timeout=PATIENCE)
        self.page.wait_for_timeout(500)  # the output follows the number
        output = cell.locator(".jp-OutputArea")
        return output.first.inner_text() if output.count() else ""

    def title(self):
        """The name of the notebook that is open."""
        return self.page.locator(
            "#jp-main-dock-panel .lm-TabBar-tab.lm-mod-current .lm-TabBar-tabLabel"
        ).first.inner_text()

    def dialogs(self):
        """The texts of all dialogs that want an answer."""
        return self.page.locator(".jp-Dialog").all_inner_texts()

    def save(self):
        self.page.keyboard.press("Escape")
        self.page.keyboard.press("ControlOrMeta+s")
        self.page.wait_for_function(
            "!document.querySelector('.jp-mod-current.jp-mod-dirty, .lm-mod-current.jp-mod-dirty')"
        )
        self.page.wait_for_timeout(1000)

    def shut_down(self):
        """Stop the kernels, which would otherwise wait for the next visitor."""
        for kernel in self.page.request.get(f"{self.server}/api/kernels").json():
            self.page.request.delete(f"{self.server}/api/kernels/{kernel['id']}")

    def focused(self):
        """The accessible name of what has the keyboard's focus."""
        return self.page.evaluate(
            """() => { const e = document.activeElement;
                       return e.getAttribute('aria-label') || e.labels?.[0]?.textContent || e.textContent || ''; }"""
        )

    def tab_to(self, name, tries=40):
        """Press Tab until the control of this name has the focus."""
        for _ in range(tries):
            self.page.keyboard.press("Tab")
            if name in self.focused() and self.page.evaluate("document.activeElement.tagName") in (
                "INPUT",
                "BUTTON",
            ):
                return
        raise AssertionError(f"Tab does not lead to a control named '{name}'.")
