const LABELS = {
  "navigate-left": "diapositive précédente",
  "navigate-right": "diapositive suivante",
  "navigate-up": "diapositive du dessus",
  "navigate-down": "diapositive du dessous",
};
const UPRIGHT = { width: 720, height: 1280 };

// The speaker view shows the room's picture in frames of its own shape, and counts slides from 0.
const receiver = new URLSearchParams(location.search).has("receiver");
config.hashOneBasedIndex &&= !receiver;

const phone = matchMedia("(orientation: portrait) and (max-width: 800px)");

const canvas = () => {
  const upright = phone.matches && !receiver;
  document.documentElement.classList.toggle("upright", upright);
  return upright ? UPRIGHT : { width: config.width, height: config.height };
};

Reveal.initialize({ ...config, ...canvas(), plugins: [RevealNotes] }).then(() => {
  for (const [name, label] of Object.entries(LABELS)) {
    for (const button of document.querySelectorAll(`.controls .${name}`)) {
      button.setAttribute("aria-label", label);
    }
  }
  phone.addEventListener("change", () => Reveal.configure(canvas()));
});
