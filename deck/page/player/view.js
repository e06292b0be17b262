// The player of one block: its scene, its diagram, and what steps through it.
import "./view.css";
import { announce } from "../access/heard.js";
import { keepPresses } from "../block/press.js";
import { element } from "../browser/elements.js";
import { phrase } from "../words.js";
import { makeDiagram } from "./diagram.js";
import { icon } from "./icons.js";
import { makeScene } from "./scene/scene.js";
import { sentence } from "./sentences.js";
import { makeTimeline } from "./timeline.js";
import { label, tell } from "./told.js";

const name = (button, text, label) => {
  button.replaceChildren(text);
  button.title = label;
  button.setAttribute("aria-label", label);
};

export const makeButton = (text, label, act) => {
  const button = element("button", "");
  button.type = "button";
  name(button, text, label);
  // A click leaves the keys to the slides; Space on a focused button is that button's.
  button.addEventListener("pointerdown", (event) => event.preventDefault());
  keepPresses(button);
  button.addEventListener("click", act);
  return button;
};

export const makeView = (recording, track, acts) => {
  const { go, jump, close, changeGrain, step, play, changePace } = acts;
  const scene = makeScene(recording, track.steps);
  const timeline = makeTimeline(go);
  const count = element("span", "count");
  const diagram = makeDiagram(recording, track, go);
  let shown;
  const calm = matchMedia("(prefers-reduced-motion: reduce)");
  const named = (word, act) => makeButton(phrase(word), phrase(`${word}.key`), act);
  const diagramButton = named("player.diagram", () => toggleDiagram());
  const grain = named(`player.${track.grain}`, changeGrain);
  grain.classList.add("grain");
  const playButton = makeButton("", "", play);
  const paceButton = makeButton("", "", () => changePace());
  playButton.classList.add("play");
  paceButton.classList.add("pace");
  const sends = [
    makeButton("‹ send", phrase("player.send.before"), () => jump(-1)),
    makeButton("send ›", phrase("player.send.after"), () => jump(1)),
  ];
  const transport = element(
    "div",
    "transport",
    makeButton("‹", phrase("player.before"), () => step(-1)),
    makeButton("›", phrase("player.after"), () => step(1)),
    playButton,
    paceButton,
    count,
    timeline.line,
    ...(recording.sends ? sends : []),
    grain,
    diagramButton,
    named("player.leave", close),
  );
  const root = element("div", "player", scene.said, scene.root, diagram.root, transport);
  root.setAttribute("role", "group");
  root.setAttribute("aria-label", phrase("player"));
  root.tabIndex = -1;
  label(root);
  diagramButton.setAttribute("aria-pressed", false);
  diagram.root.hidden = true;
  timeline.fill(track.steps);
  count.style.setProperty("--letters", 2 * String(track.steps.length).length + 2);

  // What a button has changed, of the same step.
  const tellOf = (button) => announce(`${button.textContent}. ${scene.said.textContent}`);
  const tellGrain = () => tellOf(grain);

  const toggleDiagram = () => {
    scene.root.hidden = diagram.root.hidden;
    diagram.root.hidden = !scene.root.hidden;
    if (scene.root.hidden) diagram.show(shown);
    diagramButton.setAttribute("aria-pressed", scene.root.hidden);
    if (scene.root.hidden) tellOf(diagramButton);
    else announce(scene.said.textContent);
  };

  const show = (rank, isNext) => {
    shown = track.steps[rank];
    root.dataset.step = rank;
    count.textContent = `${rank + 1}\u202f/\u202f${track.steps.length}`;
    if (recording.isCutAfter(shown)) count.textContent += "\u202f…";
    scene.draw(shown, isNext && !calm.matches);
    diagram.follow(shown);
    timeline.show(rank, count.textContent);
    tell(root, shown, recording);
    // For the speaker.
    const next = track.steps[rank + 1];
    root.dataset.next = next ? sentence(next, recording) : "";
  };

  const showPlayback = (isPlaying, pace) => {
    const word = phrase(isPlaying ? "player.pause" : "player.play");
    name(playButton, icon(isPlaying ? "suspended" : "running"), word);
    const times = `${pace.toLocaleString(document.documentElement.lang)}\u202f×`;
    name(paceButton, times, phrase("player.pace", { pace: times }));
  };

  return { root, show, showPlayback, tellGrain, toggleDiagram };
};
