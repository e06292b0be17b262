"""Read a page as a screen reader does: the tree that the browser gives it."""

from dataclasses import dataclass, field

from playwright.sync_api import Page


@dataclass
class Node:
    """Represent what is told of an element: its role, its name, its properties, what is in it."""

    role: str
    name: str
    properties: dict[str, object]
    children: list["Node"] = field(default_factory=list)

    @property
    def text(self) -> str:
        """Join the texts in it."""
        own = self.name if self.role == "StaticText" else ""
        return own + "".join(child.text for child in self.children)

    def all(self) -> list["Node"]:
        """List it and what is in it, in the order of reading."""
        return [self, *(one for child in self.children for one in child.all())]


# What is said from now on.
LISTEN = """() => {
  window.said = [];
  const region = document.querySelector(".heard");
  window.ear?.disconnect();
  window.ear = new MutationObserver(() => window.said.push(region.textContent));
  window.ear.observe(region, { childList: true });
}"""


def tree(page: Page) -> list[Node]:
    """List all that a page tells, in the order of reading."""
    session = page.context.new_cdp_session(page)
    found = session.send("Accessibility.getFullAXTree")["nodes"]
    session.detach()
    nodes = {one["nodeId"]: _node(one) for one in found}
    for one in found:
        children = (nodes[id] for id in one.get("childIds", ()) if id in nodes)
        nodes[one["nodeId"]].children = list(children)
    ignored = {one["nodeId"] for one in found if one["ignored"]}
    root = nodes[found[0]["nodeId"]]
    unseen = {id(nodes[one]) for one in ignored}
    return [one for one in root.all() if id(one) not in unseen]


def heard(page: Page) -> list[str]:
    """List what each live region of a page says."""
    return [one.text for one in tree(page) if "live" in one.properties]


def _node(one: dict) -> Node:
    properties = {each["name"]: each["value"].get("value") for each in one.get("properties", ())}
    role, name = (one.get(key, {}).get("value") or "" for key in ("role", "name"))
    return Node(role, name, properties)
