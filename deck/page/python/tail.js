// The end of what a run has printed, for who sends it and for who shows it: of more than this no
// browser lays out much 60 times a second.
const KEPT = 4_000; // characters
const LINES = 200; // and pieces

export class Tail {
  // Each with the name of the stream that it came from.
  pieces = [];
  isCut = false;
  #size = 0;
  #lines = 0;

  get isEmpty() {
    return this.#size === 0;
  }

  // But for what goes to the standard error, and what is typed.
  get printed() {
    return this.pieces.map(([kind, text]) => (kind === "stdout" ? text : "")).join("");
  }

  add(kind, text) {
    const last = this.pieces.at(-1);
    if (kind === "cut") this.isCut = true;
    else if (last?.[0] === kind && kind !== "stdin") last[1] += text;
    else this.pieces.push([kind, text]);
    this.#size += text.length;
    this.#lines += text.split("\n").length - 1;
    const most = Math.max(this.#lines, this.pieces.length);
    if (this.#size > 2 * KEPT || most > 2 * LINES) this.#drop();
  }

  // Keep the end alone, from the beginning of a line, but of one that is longer than all of it.
  #drop() {
    const all = this.pieces;
    this.pieces = [];
    this.isCut = true;
    this.#size = this.#lines = 0;
    let isWhole = true;
    const isFull = () => Math.max(this.#lines, this.pieces.length) >= LINES;
    while (isWhole && all.length && this.#size < KEPT && !isFull()) {
      const [kind, text] = all.pop();
      const lines = text.slice(this.#size - KEPT).split("\n");
      const kept = lines.slice(this.#lines - LINES - 1);
      isWhole = kept.length === lines.length && text.length <= KEPT - this.#size;
      const whole = isWhole ? kept : kept.slice(1);
      const part = whole.join("\n") || (this.#size ? "" : kept.join("\n"));
      this.pieces.unshift([kind, part]);
      this.#size += part.length;
      this.#lines += kept.length - 1;
    }
  }
}
