"""What the browser's collector finds in a worker is not freed in the memory of its Python."""

from playwright.sync_api import Page

from tests.deck.browser.running import until

# In the script of a worker: each registry of what is told once it is collected counts what it has.
COUNTED = """
  const Registry = self.FinalizationRegistry;
  self.watched = 0;
  self.FinalizationRegistry = class extends Registry {
    register(...values) {
      self.watched += 1;
      super.register(...values);
    }
  };
"""
INSTALL = f"""
  const Original = Blob;
  self.Blob = class extends Original {{
    constructor(parts, options) {{
      const isScript = options?.type === "text/javascript";
      super(isScript ? [`{COUNTED}`, ...parts] : parts, options);
    }}
  }};
"""


def test_nothing_of_python_is_freed_by_the_browsers_collector(own_page: Page, url: str):
    """It would be, some time later, in a memory that was put back after a run."""
    own_page.add_init_script(INSTALL)
    own_page.goto(f"{url}#/10")
    until(own_page, "window.blocks?.python")
    own_page.keyboard.press("e")
    until(own_page, "document.querySelector('.present .run pre')?.textContent.includes('Stop')")
    assert [worker.evaluate("watched") for worker in own_page.workers[:1]] == [0]
