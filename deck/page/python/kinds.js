// What is found where a proof does not hold: what tells most of the code first, and last what tells
// of a test alone, which stops.
const STOPS = ["counted", "unfinished"];

export const KINDS = [
  ..."endless output measured lines compared raised silent failed ended asserted".split(" "),
  ...STOPS,
];
export const isStop = ({ kind }) => STOPS.includes(kind);
