// An upright screen gets an upright canvas of the same width in letters.
const UPRIGHT = { width: 720, height: 1280 };
const upright = matchMedia("(orientation: portrait) and (max-width: 800px)");
const LABELS = {
  "navigate-left": "diapositive précédente",
  "navigate-right": "diapositive suivante",
  "navigate-up": "diapositive du dessus",
  "navigate-down": "diapositive du dessous",
};

const canvas = () =>
  upright.matches ? UPRIGHT : { width: config.width, height: config.height };

Reveal.initialize({ ...config, ...canvas(), plugins: [RevealNotes, DeckPlayer] }).then(() => {
  for (const [name, label] of Object.entries(LABELS)) {
    for (const button of document.querySelectorAll(`.controls .${name}`)) {
      button.setAttribute("aria-label", label);
    }
  }
  upright.addEventListener("change", () => Reveal.configure(canvas()));
});
