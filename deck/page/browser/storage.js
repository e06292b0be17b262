// What a window remembers; a browser may forbid to keep anything.
const from = (find) => {
  try {
    return find();
  } catch {
    return undefined;
  }
};
export const ofThisWindow = from(() => sessionStorage);
export const ofThisSite = from(() => localStorage);
