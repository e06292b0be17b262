// Show proofs where a run prints: what the deck says, whether it holds, and what was found instead.
import "./proof.css";
import { OTHER } from "../block/languages.js";
import { element, withCode } from "../browser/elements.js";
import { phrase } from "../words.js";
import { failing, isSilent } from "./failing.js";
import { found } from "./found.js";
import { gathered } from "./gathered.js";
import { brokenBeside, offer, repair, stripOf } from "./repair.js";

const [HOLDS, FAILS] = ["✓ ", "✗ "];
const TITLE = "# ";
const LINK = /\[([^\]]*)\]\([^)]*\)/g;

const counted = (name, count) => phrase(name, { count }, count);

// The room does not read the notes, but for what no longer holds.
const quoted = ({ text, note, holds }) => {
  if (note && holds) return phrase("proof.note");
  const said = text.replace(LINK, "$1");
  if (note) return phrase("proof.note.says", { text: said });
  if (text.startsWith(TITLE)) return phrase("proof.title", { text: text.slice(TITLE.length) });
  return said;
};

const saidOf = (claim, here) => {
  const { slides } = claim;
  const said = quoted(claim);
  if (slides.includes(here)) return said;
  return phrase("proof.elsewhere", { said, slide: slides.join(", ") }, slides.length);
};

// The code of a test, under what it says.
const codeOf = ({ says, source }) => {
  const code = element("span", "source", blocks.colour(source, "python"));
  return [element("span", "says", ...withCode(says)), "\n", code, "\n"];
};

// What is said of a test is unfolded by a click.
const unfold = (row, box, details, output) => {
  const isOpen = row.getAttribute("aria-expanded") === "true";
  row.setAttribute("aria-expanded", String(!isOpen));
  if (isOpen) box.querySelector(".details").remove();
  else box.append(element("span", "details", ...details.flatMap(codeOf)));
  output.refit();
};

const rowOf = (output, isTrue, text, details, failure) => {
  const row = element(
    details.length ? "button" : "span",
    `row ${isTrue}`,
    isTrue ? HOLDS : FAILS,
    ...text,
  );
  const box = element("span", "row-with", row, "\n");
  if (failure?.says) box.append(element("span", "found says", ...withCode(failure.says)), "\n");
  if (failure) box.append(element("span", "found", ...found(failure)), "\n");
  if (details.length) {
    row.type = "button";
    row.setAttribute("aria-expanded", "false");
    row.addEventListener("click", () => unfold(row, box, details, output));
  }
  return box;
};

// Where many hold, they are told in one row.
const outputsOf = (output, outputs) => {
  const told = ({ block, holds, found }) =>
    rowOf(output, holds, [phrase("proof.output", { block })], [], holds ? undefined : { found });
  const held = outputs.filter(({ holds }) => holds);
  if (held.length < 2) return outputs.map(told);
  const failing = outputs.filter(({ holds }) => !holds);
  const count = counted("proof.blocks", held.length);
  return [...failing.map(told), rowOf(output, true, [phrase("proof.outputs", { count })], [])];
};

// What holds no more: a sentence with what the test of it says, unless that is what was measured.
const failuresOf = (output, all, here) => {
  const { told, stopped } = failing(all);
  const rows = told.map(({ of, isClaim, test, found }) => {
    const says = isClaim && found.kind !== "measured" ? test.says : "";
    const text = isClaim ? saidOf(of, here) : test.says;
    return rowOf(output, false, withCode(text), of.tests ?? [of], { found, says });
  });
  if (!stopped.length) return rows;
  return [...rows, rowOf(output, false, [counted("proof.stopped", stopped.length)], stopped)];
};

const ending = ({ claims, tests, outputs, count, failed }, { python }, isAll) => {
  const wrong = claims.filter(({ holds }) => !holds).length;
  if (failed) {
    const [name, number, of] = wrong
      ? ["proof.claims", wrong, claims.length]
      : ["proof.proofs", failed, count];
    return phrase("proof.false", { failed: counted(name, number), count: of }, number);
  }
  const proofs = counted("proof.proofs", count);
  const blocks = isAll ? `${counted("proof.blocks", outputs.length)}, ` : "";
  if (!tests.length || !claims.length) return phrase("proof.true.silent", { proofs, python });
  return phrase("proof.true", {
    claims: blocks + counted("proof.claims", claims.length),
    proofs,
    python,
  });
};

export { repair };

export const show = (output, result, { here, isAll, block }) => {
  const all = gathered(result.proofs);
  const { claims, tests, outputs } = all;
  const untried = result.untried ? counted("proof.untried", result.untried) : "";
  if (!all.count) {
    const isOther = !block && Reveal.getCurrentSlide().querySelector(OTHER);
    output.say(isOther ? phrase("proof.other") : untried || phrase("proof.none"));
    return;
  }
  const told = ending(all, result, isAll);
  const names = block ? brokenBeside(block).join(", ") : "";
  output.say(names ? phrase("proof.without", { said: told, names }) : told);
  const rows = [
    ...outputsOf(output, outputs),
    ...failuresOf(output, all, here),
    ...claims
      .filter(({ holds }) => holds)
      .map((claim) => rowOf(output, true, withCode(saidOf(claim, here)), claim.tests)),
  ];
  const held = tests.filter((one) => isSilent(one) && one.holds);
  if (held.length) rows.push(rowOf(output, true, [counted("proof.others", held.length)], held));
  // What does not hold is seen first.
  rows.sort((one, other) => Number(isTrue(one)) - Number(isTrue(other)));
  const content = element("span", "proofs", ...rows);
  if (untried) content.append(element("span", "untried", untried, "\n"));
  if (block && !all.failed && !block.isEdited) content.append(offer(block));
  const repairing = stripOf(block, { isTrue: all.failed === 0, proofs: result.proofs });
  if (repairing) {
    output.say(repairing.said);
    content.prepend(repairing.strip);
    if (!repairing.tells) content.replaceChildren(repairing.strip);
  }
  const isHidden = repairing && !repairing.tells;
  const wrong = rows.filter((box) => !isTrue(box)).map((box) => box.textContent.trim());
  output.put(content, isHidden ? "" : wrong.join("\n"));
};

const isTrue = (box) => box.firstChild.classList.contains("true");
