import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { widthOf } from "../../../../deck/page/block/width.js";

const widths = JSON.parse(readFileSync(new URL("../widths.json", import.meta.url), "utf8"));

test("a line that is edited is as wide as the build had it", () => {
  for (const [line, width] of Object.entries(widths)) assert.equal(widthOf(line), width, line);
});
