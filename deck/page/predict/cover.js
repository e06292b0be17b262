// What a session shows of its answers is covered while one predicts them; so is, by the style, what
// the slide states.
const TYPED = /^(?:>>>|\.\.\.)(?: |$)/;

const makeCover = (rank, count) => {
  const cover = document.createElement("i");
  cover.className = "cover";
  cover.style.setProperty("--at", rank);
  cover.style.setProperty("--count", count);
  return cover;
};

export const coverStated = (block) => {
  if (block.dataset.run !== "pycon") return;
  const code = block.querySelector("pre > code");
  for (const old of code.querySelectorAll(".cover")) old.remove();
  const lines = code.textContent.replace(/\n$/, "").split("\n");
  lines.forEach((line, rank) => {
    if (!TYPED.test(line)) code.append(makeCover(rank, 1));
  });
};
