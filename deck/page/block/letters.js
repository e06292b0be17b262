// How large the letters of an output are, and in how many columns its lines stand, for all of it to
// be seen: first with no line broken, then with broken ones, else with the smallest letters.
const BETWEEN = 3; // letters
// Lines that are broken to less than this can't be read as what they are.
const NARROWEST = 24; // letters
const WIDE =
  /[\u1100-\u115f\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\uff00-\uff60]|\p{Emoji_Presentation}/gu;

const lengthOf = (text) => [...text].length + (text.match(WIDE)?.length ?? 0);

// The rows that a line takes in so many letters: it is broken at spaces, or else anywhere.
export const rowsOf = (line, room) => {
  let rows = 1;
  let end = 0;
  for (const word of line.match(/\s+|\S+\s*/g) ?? []) {
    const whole = lengthOf(word);
    const length = lengthOf(word.trimEnd());
    if (end + length > room && end) {
      rows += 1;
      end = 0;
    }
    if (length > room) {
      rows += Math.ceil(length / room) - 1;
      end = length % room || room;
      continue;
    }
    end += whole;
  }
  return rows;
};

// So few sizes that they seldom change while a program prints.
const sizesOf = ({ most, least }) => [...new Set([most, Math.round((most + least) / 2), least])];

// What is typed stands in one column.
export const lettersFor = (text, { width, height, letter, leading, isOne, ...ends }) => {
  const lines = text.replace(/\n$/, "").replaceAll("\t", "    ").split("\n");
  const longest = Math.max(1, ...lines.map(lengthOf));
  const forms = sizesOf(ends).map((size) => {
    const high = Math.round(size * leading);
    const rows = Math.max(1, Math.floor(height / high));
    return { size, high, rows, letters: Math.max(1, Math.floor(width / (size * letter))) };
  });
  for (const form of forms) {
    const most = Math.floor((form.letters + BETWEEN) / (longest + BETWEEN));
    const columns = isOne ? Math.min(most, 1) : most;
    const needed = Math.ceil(lines.length / form.rows);
    if (needed <= columns) return { ...form, columns: needed, isWhole: true };
  }
  const isWhole = ({ size, letters, rows }) => {
    if (letters < NARROWEST && size > ends.least) return false;
    return lines.reduce((sum, line) => sum + rowsOf(line, letters), 0) <= rows;
  };
  const whole = forms.find(isWhole);
  return { ...(whole ?? forms.at(-1)), columns: 1, isWhole: Boolean(whole) };
};
