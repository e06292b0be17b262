// Read the bytes that dense.py has written as letters: each is 16 bits of them, or 15 from FIRST on.
const [FIRST, LETTERS, ROW] = [0xe000, 2056, 0xd800 >> 1];
const OTHERS = [...'\n\r"\\'].map((letter) => letter.charCodeAt() >> 1);
const SHORT = Array.from({ length: LETTERS - OTHERS.length }, (_, rank) => ROW + rank);
SHORT.push(...OTHERS);

export const bytesOf = (text) => {
  const bytes = new Uint8Array(2 * text.length);
  let [size, rest, width] = [0, 0, 0];
  for (let at = 0; at < text.length; at++) {
    const letter = text.charCodeAt(at);
    // To V8 an index below 0 is a name, which takes it a hundred times as long.
    const short = letter < FIRST ? undefined : SHORT[letter - FIRST];
    const read = short === undefined ? 16 : 15;
    rest = (rest << read) | (short ?? letter);
    for (width += read; width >= 8; width -= 8) bytes[size++] = rest >> (width - 8);
    rest &= (1 << width) - 1;
  }
  return bytes.subarray(0, bytes.lastIndexOf(1, size - 1));
};
