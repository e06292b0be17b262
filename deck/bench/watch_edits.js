// Tells, after each frame that is painted, what is seen of a slide, and when.
(() => {
  let before;
  const seen = (heading) =>
    [
      heading.textContent,
      getComputedStyle(heading).letterSpacing,
      document.querySelector(".slide-number")?.textContent.replaceAll(/\s/g, ""),
      document.querySelector(".band")?.className,
      "",
    ].join("|");
  const look = () => {
    const heading = document.querySelector("section.present :is(h1, h2)");
    const now = heading && seen(heading);
    if (now && now !== before) {
      before = now;
      setTimeout(() => console.debug(performance.timeOrigin + performance.now(), now));
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})();
