// Whether a browser lacks what it takes to run blocks, and to step through them: it shows the slides.
const readsBehind = () => {
  try {
    return Boolean(/(?<=a)/);
  } catch {
    return false;
  }
};
export const isOld = !(window.DecompressionStream && readsBehind());
