// What is found where a proof does not hold: what tells most of the code first, and last that a test
// only stops.
export const KINDS =
  "endless output measured lines compared raised silent failed asserted ended unfinished".split(
    " ",
  );
