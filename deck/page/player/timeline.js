// The line of all the steps: where we are, and where each `send` and each `yield` is.
import "./timeline.css";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";

export const makeTimeline = (go) => {
  const line = element("div", "timeline");
  line.setAttribute("role", "slider");
  line.setAttribute("aria-label", phrase("player.step"));
  line.tabIndex = 0;
  const here = element("i", "here");
  const ticks = { send: "M%x 0v10", yield: "M%x 22v10", other: "M%x 13v6" };
  let count = 0;

  const fill = (steps) => {
    count = steps.length;
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("viewBox", `0 0 ${count} 32`);
    svg.setAttribute("preserveAspectRatio", "none");
    svg.setAttribute("aria-hidden", "true");
    for (const [kind, shape] of Object.entries(ticks)) {
      const chosen = steps.flatMap((step, rank) =>
        kind === step.event || (kind === "other" && !(step.event in ticks)) ? [rank] : [],
      );
      const path = svg.appendChild(document.createElementNS(svg.namespaceURI, "path"));
      path.setAttribute("class", kind);
      path.setAttribute("d", chosen.map((rank) => shape.replace("%x", rank + 0.5)).join(""));
    }
    line.replaceChildren(svg, here);
    line.setAttribute("aria-valuemin", 1);
    line.setAttribute("aria-valuemax", count);
  };

  const show = (rank, text) => {
    here.style.left = `${(100 * (rank + 0.5)) / count}%`;
    line.setAttribute("aria-valuenow", rank + 1);
    line.setAttribute("aria-valuetext", text);
  };

  const follow = (event) => {
    const { left, width } = line.getBoundingClientRect();
    const rank = Math.floor(((event.clientX - left) / width) * count);
    go(Math.min(count - 1, Math.max(0, rank)));
  };
  line.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    line.setPointerCapture(event.pointerId);
    follow(event);
  });
  line.addEventListener("pointermove", (event) => event.buttons && follow(event));

  return { line, fill, show };
};
