// How the time that was planned is spent. Times are in seconds.
const sum = (times) => times.reduce((total, time) => total + time, 0);

// The time of each slide: its own, or where that is 0 an equal part of what the others leave of the
// whole, as reveal.js has it. Nothing where no time was planned.
export const planned = (own, { totalTime, defaultTiming }) => {
  if (!totalTime && !defaultTiming) return [];
  const marked = own.filter(Boolean);
  const left = Math.max(0, totalTime - sum(marked)) / (own.length - marked.length || 1);
  return own.map((time) => time || (totalTime ? left : defaultTiming));
};

// How much too early a slide is shown, or, below 0, how much too late.
export const pace = (times, index, elapsed) => {
  const start = sum(times.slice(0, index));
  const end = start + times[index];
  return Math.max(0, start - elapsed) + Math.min(0, end - elapsed);
};

export const whole = sum;
