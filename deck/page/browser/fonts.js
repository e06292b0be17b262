// Resolved when every font of the style is there, or cannot be had. `document.fonts.ready` is no
// such promise: it is resolved, too, when no font has been asked for yet.
export const fontsLoaded = Promise.allSettled([...document.fonts].map((font) => font.load()));
