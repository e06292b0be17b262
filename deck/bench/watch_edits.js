// Tells, after each frame that is painted, what is seen of a slide, and when.
(() => {
  let before;
  const all = (selector) => [...document.querySelectorAll(`.slides ${selector}`)];
  const isSeen = (heading) => heading.checkVisibility({ visibilityProperty: true });
  const seen = (heading) =>
    [
      heading.textContent,
      getComputedStyle(heading).letterSpacing,
      document.querySelector(".slide-number")?.textContent.replaceAll(/\s/g, ""),
      document.querySelector(".band")?.className,
      "",
    ].join("|");
  const look = () => {
    // Before reveal.js has started, the style shows one slide.
    const heading =
      all("section.present :is(h1, h2)")[0] ?? all("section :is(h1, h2)").find(isSeen);
    const now = heading && seen(heading);
    if (now && now !== before) {
      before = now;
      setTimeout(() => console.debug(performance.timeOrigin + performance.now(), now));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
