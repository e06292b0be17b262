// Proofs by what they prove: what blocks print, what the deck claims, what its tests say.

// A test may run on several blocks, or with several values: one proof each.
const testsOf = (proofs) => {
  const tests = new Map();
  for (const { test, says, source, claims, holds, found } of proofs) {
    const key = `${test}\n${source}`;
    if (!tests.has(key)) tests.set(key, { test, says, source, claims: [], failures: [] });
    const one = tests.get(key);
    one.claims.push(...claims);
    if (!holds) one.failures.push({ found, test: one });
  }
  return [...tests.values()].map((one) => ({ ...one, holds: !one.failures.length }));
};

// A sentence is told once, however many slides say it, as titles do; the room reads no notes, each of
// which is told by its slide.
const claimsOf = (tests) => {
  const claims = new Map();
  for (const test of tests) {
    for (const { slide, text, note } of test.claims) {
      const key = note ? `${slide}\n${text}` : text;
      if (!claims.has(key)) claims.set(key, { text, note, on: new Set(), tests: new Set() });
      claims.get(key).on.add(slide);
      claims.get(key).tests.add(test);
    }
  }
  return [...claims.values()].map((claim) => {
    const tests = [...claim.tests];
    const failures = tests.flatMap((test) => test.failures);
    const slides = [...claim.on].sort((one, other) => one - other);
    return { ...claim, slides, tests, failures, holds: !failures.length };
  });
};

export const gathered = (proofs) => {
  const outputs = proofs.filter(({ block }) => block);
  const tests = testsOf(proofs.filter(({ block }) => !block));
  const claims = claimsOf(tests).sort((one, other) => one.slides[0] - other.slides[0]);
  const failed = proofs.filter(({ holds }) => !holds).length;
  return { outputs, tests, claims, count: proofs.length, failed };
};
