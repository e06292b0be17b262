// The time of the day, that since the talk began, as the room keeps it, and how far that is from the
// plan.

import { ofThisWindow } from "../browser/storage.js";
import { phrase } from "../words.js";
import { pace, planned, whole } from "./pace.js";

const KEY = "speaker-start";
const MINUTE = 60; // seconds

const two = (count) => String(count).padStart(2, "0");

// As 4:05, or 1:04:05.
const written = (seconds) => {
  const [hours, minutes] = [seconds / 3600, (seconds / MINUTE) % MINUTE].map(Math.floor);
  const rest = `${two(Math.floor(seconds) % MINUTE)}`;
  return hours ? `${hours}:${two(minutes)}:${rest}` : `${minutes}:${rest}`;
};

const about = (seconds) =>
  seconds < MINUTE
    ? phrase("speaker.seconds", { count: Math.round(seconds) })
    : phrase("speaker.minutes", { count: Math.round(seconds / MINUTE) });

const said = (early) => {
  if (Math.abs(early) < 1) return ["on", phrase("speaker.on.time")];
  const time = about(Math.abs(early));
  return early > 0
    ? ["early", phrase("speaker.early", { time })]
    : ["late", phrase("speaker.late", { time })];
};

export const keepTime = (tell) => {
  const find = (selector) => document.querySelector(`.time ${selector}`);
  const clock = new Intl.DateTimeFormat(document.documentElement.lang, { timeStyle: "short" });
  let start = Number(ofThisWindow?.getItem(KEY)) || Date.now();
  let times = [];
  let slide = 0;

  const keep = () => ofThisWindow?.setItem(KEY, start);

  const place = (selector, from, to, all) => {
    const percent = (time) => Math.min(100, (100 * time) / all);
    const { style } = find(selector);
    style.insetInlineStart = `${percent(from)}%`;
    style.inlineSize = `${percent(to) - percent(from)}%`;
  };

  const showPace = (elapsed) => {
    const all = whole(times);
    const [kind, text] = said(pace(times, slide, elapsed));
    find(".whole").textContent = `/ ${written(all)}`;
    find(".pace").textContent = text;
    find(".pace").dataset.kind = kind;
    place(".spent", 0, elapsed, all);
    const before = whole(times.slice(0, slide));
    place(".due", before, before + times[slide], all);
  };

  const show = () => {
    const elapsed = Math.max(0, (Date.now() - start) / 1_000);
    find(".clock").textContent = clock.format();
    find(".elapsed").textContent = written(elapsed);
    const isPlanned = times.length > slide;
    for (const name of [".bar", ".whole", ".pace"]) find(name).hidden = !isPlanned;
    if (isPlanned) showPace(elapsed);
  };

  find("button").addEventListener("click", ({ currentTarget }) => {
    start = Date.now();
    keep();
    show();
    tell({ kind: "begin", start });
    currentTarget.blur(); // the space bar is the room's again
  });
  keep();
  show();
  setInterval(show, 1_000);

  return (seen, isAhead) => {
    if (!isAhead) start = seen.start;
    keep();
    times = planned(seen.own, seen.plan);
    slide = seen.slide;
    show();
  };
};
