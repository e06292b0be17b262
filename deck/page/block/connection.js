// Whether the reader's connection saves data, or is slow, and what Python weighs.
const LEAST = 10_000; // bytes: less tells nothing
const SLOW = 100; // bytes a millisecond, a little more than what browsers call 3G

// Firefox and Safari tell nothing of the connection, but how each file of the page came.
const cameSlowly = () => {
  const came = ["navigation", "resource"].flatMap((type) => performance.getEntriesByType(type));
  const rates = came
    .filter(({ transferSize }) => transferSize >= LEAST)
    .map(
      ({ transferSize, responseStart, responseEnd }) =>
        transferSize / (responseEnd - responseStart),
    );
  return rates.length > 0 && Math.max(...rates) < SLOW;
};

const { connection } = navigator;

export const isSlow = connection
  ? Boolean(connection.saveData) || /[23]g/.test(connection.effectiveType)
  : cameSlowly();
export const { megabytes } = document.currentScript.dataset;
