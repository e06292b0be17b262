// Stands for a part of reveal.js that a page does without: nothing of it is active, open or done.
export default function absent() {
  return new Proxy({}, { get: () => () => false });
}
