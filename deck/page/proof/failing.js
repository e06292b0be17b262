// What holds no more, the clearest first. Of tests that only stop, and prove no sentence, one sees
// how many there are.

import { isStop } from "../python/kinds.js";
import { clearest } from "./found.js";

// Whether a test proves no sentence.
export const isSilent = ({ claims }) => !claims.length;

export const failing = ({ claims, tests }) => {
  const wrong = [...claims, ...tests.filter(isSilent)].filter(({ holds }) => !holds);
  const all = wrong.map((of) => {
    return { ...clearest(of.failures)[0], of, isClaim: claims.includes(of) };
  });
  const isStopped = ({ isClaim, found }) => isStop(found) && !isClaim;
  const stopped = all.filter(isStopped);
  const isMany = stopped.length > 1;
  return {
    told: clearest(isMany ? all.filter((one) => !isStopped(one)) : all),
    stopped: isMany ? stopped.map(({ of }) => of) : [],
  };
};
