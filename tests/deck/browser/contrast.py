"""Measure the contrast of what a page shows, on what is behind it."""

from playwright.sync_api import Page

COLOURS = """
  const parsed = (colour) => {
    const [red, green, blue, alpha = 1] = colour.match(/[\\d.]+/g).map(Number);
    return { rgb: [red, green, blue], alpha };
  };
  const over = ({ rgb, alpha }, below) =>
    rgb.map((one, at) => one * alpha + below[at] * (1 - alpha));
  const luminance = (rgb) => {
    const [red, green, blue] = rgb.map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one, other) => {
    const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
    return (light + 0.05) / (dark + 0.05);
  };
  const white = [255, 255, 255];
  const behind = (elements) => elements.map((one) => parsed(getComputedStyle(one).backgroundColor))
    .reduceRight((below, one) => over(one, below), white);
"""
# Each text with its contrast; the line of an error lies over its text.
TEXTS = f"""() => {{
  {COLOURS}
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (walker.nextNode()) {{
    const {{ currentNode: node }} = walker;
    const element = node.parentElement;
    if (!node.data.trim() || element.matches("script, style, textarea")) continue;
    if (!element.checkVisibility({{ visibilityProperty: true, opacityProperty: true }})) continue;
    range.selectNodeContents(node);
    const [rect] = [...range.getClientRects()].filter(({{ width, height }}) => width && height);
    if (!rect) continue;
    const [x, y] = [rect.left + Math.min(rect.width / 2, 4), rect.top + rect.height / 2];
    const stack = document.elementsFromPoint(x, y);
    if (!stack.includes(element)) continue;
    const style = getComputedStyle(element);
    const ground = behind(stack.slice(stack.indexOf(element)));
    const text = over(parsed(element instanceof SVGElement ? style.fill : style.color), ground);
    const wrong = element.closest(".wrong");
    const tint = wrong && parsed(getComputedStyle(wrong, "::before").backgroundColor);
    const [front, back] = tint ? [over(tint, text), over(tint, ground)] : [text, ground];
    found.push([node.data.trim().slice(0, 30), element.className, contrast(front, back)]);
  }}
  return found;
}}"""
# What is around each element is what its parent stands on.
BORDERS = f"""(selector) => {{
  {COLOURS}
  const up = (one) => (one ? [one, ...up(one.parentElement)] : []);
  return [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility())
    .map((one) => {{
      const ground = behind(up(one.parentElement));
      const border = parsed(getComputedStyle(one).borderLeftColor);
      return [one.className, contrast(over(border, ground), ground)];
    }});
}}"""


def texts(page: Page) -> list[tuple[str, str, float]]:
    """List the texts that a page shows now, each with its class and its contrast."""
    return [tuple(one) for one in page.evaluate(TEXTS)]


def borders(page: Page, selector: str) -> list[tuple[str, float]]:
    """List the elements whose left border says something, with its contrast."""
    return [tuple(one) for one in page.evaluate(BORDERS, selector)]
