// Evaluates to the milliseconds of a start of stock Pyodide, of one more, and of a run.
async () => {
  const RUNS = 20;
  const start = async () => {
    const began = performance.now();
    const worker = new Worker("stock_worker.mjs", { type: "module" });
    await new Promise((done) => (worker.onmessage = done));
    return [worker, performance.now() - began];
  };
  const run = async (worker) => {
    const began = performance.now();
    worker.postMessage("print(1)");
    await new Promise((done) => (worker.onmessage = done));
    return performance.now() - began;
  };

  const [first, cold] = await start();
  first.terminate();
  const [worker, respawn] = await start();
  const runs = [];
  while (runs.length < RUNS) runs.push(await run(worker));
  runs.sort((a, b) => a - b);
  return [cold, respawn, runs[RUNS / 2]];
};
