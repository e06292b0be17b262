// The page's scripts and style hold to what the browsers of `browserslist` in package.json know,
// which names a year of Baseline (https://web.dev/baseline).
import { readFileSync } from "node:fs";
import css from "@eslint/css";
import compat from "eslint-plugin-compat";
import es from "eslint-plugin-es-x";

const { browserslist } = JSON.parse(readFileSync(new URL("package.json", import.meta.url)));
const FLOOR = Number(browserslist.match(/\d+/));
// Methods are told apart by their names alone: those of iterators are those of arrays.
const restrictions = Object.entries(es.configs[`flat/restrict-to-es${FLOOR}`].rules).filter(
  ([rule]) => !rule.startsWith("es-x/no-iterator-prototype"),
);

export default [
  { files: ["deck/**/*.js"], ...compat.configs["flat/recommended"] },
  {
    files: ["deck/**/*.js"],
    plugins: { "es-x": es },
    settings: { "es-x": { aggressive: true } },
    rules: Object.fromEntries(restrictions),
  },
  {
    files: ["deck/{page,live}/**/*.css"],
    plugins: { css },
    language: "css/css",
    rules: {
      "css/use-baseline": [
        "error",
        {
          available: FLOOR,
          // Without these nothing is lost but a finer look.
          allowProperties: ["accent-color", "forced-color-adjust", "resize", "text-wrap"],
          allowSelectors: ["marker"],
        },
      ],
    },
  },
];
