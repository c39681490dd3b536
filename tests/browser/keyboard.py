"""A user without a mouse: everything is reached with Tab, and done with Space, Enter, the arrows and letters.

Works without JavaScript too: what has the focus is asked for from outside the page.
"""

from playwright.sync_api import Page

FARTHEST = 180
"""Stops of Tab from the page's beginning: what lies beyond would not be found by anybody."""
STANDS_AT = """wanted => {
    const at = document.activeElement;
    if (!at || at === document.body) return null;
    const text = (at.innerText || at.value || "").trim();
    return {name: at.name || "", kind: (at.type || at.tagName).toLowerCase(), value: at.value || "", text,
            checked: !!at.checked, shown: at.tagName === "SELECT" ? at.selectedOptions[0].text.trim() : ""};
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def at(self) -> dict[str, str]:
        """What has the focus."""
        return dict(self.page.evaluate(STANDS_AT) or {})

    def fill(self, name: str, value: str) -> None:
        """Goes on to the field and fills it, as its kind wants it: ``value`` of a select is how its option begins."""
        kind = self._go_on_to(name, value)["kind"]
        if kind == "checkbox":
            self.page.keyboard.press("Space")
            assert self.at()["checked"], (name, value)
        elif kind == "radio":
            self._to_radio(name, value)
        elif kind == "select-one":
            self._to_option(name, value)
        else:
            self.page.keyboard.press("ControlOrMeta+a")
            self.page.keyboard.insert_text(value)

    def press(self, words: str) -> None:
        """Goes on to the button or link that begins with the words, and presses Enter."""
        seen = []
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            at = self.at()
            seen.append(at.get("text", "")[:30])
            if at and at["text"].startswith(words) and at["kind"] in {"submit", "button", "a", "summary"}:
                self.page.keyboard.press("Enter")
                return
        raise AssertionError(f"{words!r} is not reached by keyboard on {self.page.url}: {seen[-40:]}")

    def _go_on_to(self, name: str, value: str) -> dict[str, str]:
        seen: dict[str, None] = {}
        for _ in range(FARTHEST):
            self.page.keyboard.press("Tab")
            at = self.at()
            if at:
                seen[at["name"]] = None
                if at["name"] == name and (at["kind"] != "checkbox" or at["value"] == value):
                    return at
        raise AssertionError(f"{name} is not reached by keyboard on {self.page.url}, but {list(seen)}")

    def _to_radio(self, name: str, value: str) -> None:
        for _ in range(20):
            if self.at()["value"] == value:
                self.page.keyboard.press("Space")
                assert self.at()["checked"], (name, value)
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {value}")

    def _to_option(self, name: str, words: str) -> None:
        for _ in range(60):
            if self.at()["shown"].startswith(words):
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{name} has no {words}")
