// Runs before reveal.js: the theme, the slide of the address, and the keys that come too early.
import "./early_keys.js";
import { dress } from "./theme.js";

dress();

// The style shows this slide until reveal is there.
{
  const base = Number(config.hashOneBasedIndex ?? false);
  const number = /^#\/(\d+)/.exec(location.hash)?.[1] ?? base;
  const rule = `.slides > section:nth-child(${Number(number) + 1 - base}) { --first: flex; }`;
  document.querySelector("style").append(rule);
  document.documentElement.classList.toggle("first", !location.search);
}
