// What runs blocks, and steps through them, asks for these: other browsers show the slides alone.
const readsBehind = () => {
  try {
    return Boolean(/(?<=a)/);
  } catch {
    return false;
  }
};
export const isOld = !(window.DecompressionStream && readsBehind());
