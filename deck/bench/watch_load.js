// Tells the seconds to the first heading that is painted, and the bytes of the first load.
window.firstHeading = new Promise((shown) => {
  const look = () => {
    const heading = document.querySelector(":is(.slides, .bespoke-marp-slide) :is(h1, h2)");
    const how = { opacityProperty: true, visibilityProperty: true };
    const { width, top } = heading?.getBoundingClientRect() ?? {};
    if (width && top >= 0 && top < innerHeight && heading.checkVisibility(how)) {
      setTimeout(() => shown(performance.now() / 1000)); // once this frame is painted
    } else {
      requestAnimationFrame(look);
    }
  };
  requestAnimationFrame(look);
});

window.firstLoad = new Promise((loaded) => {
  addEventListener("load", () => {
    const all = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
    loaded(all.reduce((sum, entry) => sum + entry.encodedBodySize, 0));
  });
});
