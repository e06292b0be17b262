// The sentences of the player, step by step.
import assert from "node:assert/strict";
import { test } from "node:test";
import { movingWord, sentence, stateWord } from "../../../../deck/page/player/sentences.js";
import { wordsOf } from "../words.mjs";

const LANGUAGES = ["fr", "en"];
const WAYS = { yield: "up", return: "up", raise: "up" };
const INSIDE = ["resume", "throw", "start"];
const MAIN = { name: "programme", kind: "program" };
const coroutine = (name) => ({ name, kind: "coroutine" });
const generator = (name) => ({ name, kind: "generator" });

// What is told of a step from a frame to another. `at` are the expressions at which they are, `link`
// is how the inner one was entered, `state` what it then is, and `later` are the steps after it,
// `before` those before; `chain` are what the target awaits, and what that does.
const told = ({ event, source = null, target = null, value = "", ...moment }) => {
  const { at = ["", ""], link = "", state = "", later = [], aside = [], before = [] } = moment;
  const { chain = [] } = moment;
  const others = [...chain, ...[...before, ...later].map((one) => one.target).filter(Boolean)];
  const frames = [source, target, ...aside.map(([frame]) => frame), ...others];
  const number = (frame) => (frame === null ? null : frames.indexOf(frame));
  const cards = frames.map((_, frame) => ({ frame, link, state, at: at[frame] ?? "" }));
  const step = { event, source: number(source), target: number(target), value };
  step.stack = [source, target, ...chain].map((frame) => ({ frame: number(frame) }));
  step.aside = aside.map(([frame, state, by = ""]) => ({ frame: number(frame), state, link: by }));
  const numbered = (one) => ({ ...one, source: number(one.source), target: number(one.target) });
  const [earlier, after] = [before, later].map((some) =>
    some.map((one) => numbered({ target: null, ...one })),
  );
  const events = [...earlier, step, ...after];
  const where = INSIDE.includes(event) ? target : source;
  const recording = {
    frames,
    grains: { events, lines: events },
    isSession: Boolean(moment.isSession),
    isInSuite: () => Boolean(moment.isInSuite),
    headOf: () => moment.head ?? "",
    isCutAfter: () => Boolean(moment.isCut),
    way: () => WAYS[event] ?? "down",
    name: (frame) =>
      frames[frame].kind === "program" ? globalThis.words["frame.program"] : frames[frame].name,
    cardOf: (_, frame) => cards[frame],
    textOf: (card) => card?.at ?? "",
    textAt: () => at[number(where)] ?? "",
  };
  return LANGUAGES.map((lang) => {
    globalThis.words = wordsOf(lang);
    return sentence(step, recording);
  });
};

const [TWO, FOUR] = [coroutine("two"), coroutine("four")];
const [AWAITED, COUNT] = [generator("__await__"), generator("count")];
const FUNCTION = { name: "manage", kind: "function" };
const ITEMS = { name: "items", kind: "async generator" };
const [AENTER, TICK] = [coroutine("asyncio.__aenter__"), generator("tick")];
const INIT = { name: "__init__", kind: "function" };
const NEXT = { name: "__next__", kind: "function" };
const EXIT = { name: "__exit__", kind: "function" };
const N = "\u202f";
const NONE = "None";
const RAISED = { event: "raise", source: FUNCTION, target: FUNCTION, value: "KeyError(1)" };
const ENTERED = { event: "start", source: FUNCTION, target: EXIT, value: "" };
const SUPPRESSED = {
  True: [
    `\`__exit__\` se termine et renvoie \`True\` à \`manage\`${N}: \`KeyError(1)\` est étouffée`,
    "`__exit__` ends, and returns `True` to `manage`: `KeyError(1)` is suppressed",
  ],
  False: [
    "`__exit__` se termine et renvoie `False` à `manage`",
    "`__exit__` ends, and returns `False` to `manage`",
  ],
  None: ["`__exit__` se termine", "`__exit__` ends"],
};

// What heads lines, and how it is told: at first, and after them.
const HEADS = [
  ["try:", "entre dans", "enters"],
  ["if x == 1:", "teste", "tests"],
  ["elif x:", "teste", "tests"],
  ["while x:", "exécute", "runs"],
  ["with open_it() as x:", "exécute", "runs"],
  ["except KeyError as error:", "compare l’exception à", "compares the exception with"],
  ["case Point(x=0):", "compare la valeur à", "compares the value with"],
  ["if x: return", "exécute", "runs"],
  ["case = 3", "exécute", "runs"],
];
const LEFT = [
  ["for x in y:", "revient à", "comes back to"],
  ["async for x in y:", "revient à", "comes back to"],
  ["while x:", "revient à", "comes back to"],
  ["with open_it() as x:", "quitte", "leaves"],
  ["async with x:", "quitte", "leaves"],
];

const TABLE = [
  // What starts.
  [{ event: "start", target: MAIN }, "Le programme démarre", "The program starts"],
  [
    {
      event: "start",
      target: { name: "session", kind: "session" },
      isSession: true,
      at: ["", "x"],
    },
    "On tape `x`",
    "`x` is typed",
  ],
  [
    { event: "start", source: MAIN, target: FUNCTION, link: "call" },
    "Le programme appelle `manage`",
    "The program calls `manage`",
  ],
  [{ event: "start", source: MAIN, target: TWO, link: "send" }, "`two` démarre", "`two` starts"],
  [
    { event: "start", source: MAIN, target: COUNT, link: "next" },
    `Le programme demande une valeur${N}: \`count\` démarre`,
    "The program asks for a value: `count` starts",
  ],
  [
    { event: "start", source: FOUR, target: TWO, link: "await", at: ["await two()"] },
    `\`four\` exécute \`await two()\`${N}: la coroutine \`two\` est créée et démarre`,
    "`four` runs `await two()`: the coroutine `two` is made, and starts",
  ],
  [
    { event: "start", source: FOUR, target: TWO, link: "await", at: ["await coro"] },
    `\`four\` exécute \`await coro\`${N}: la coroutine \`two\` démarre`,
    "`four` runs `await coro`: the coroutine `two` starts",
  ],
  [
    { event: "start", source: TWO, target: AWAITED, link: "await", at: ["await Awaitable()"] },
    `\`two\` exécute \`await Awaitable()\`${N}: la méthode \`__await__\` de l’objet démarre`,
    "`two` runs `await Awaitable()`: the method `__await__` of the object starts",
  ],
  [
    { event: "start", source: FOUR, target: coroutine("__aenter__"), link: "await", at: ["C()"] },
    "`four` attend `__aenter__`, qui démarre",
    "`four` awaits `__aenter__`, which starts",
  ],
  [
    { event: "start", source: FOUR, target: AENTER, link: "await", at: ["asyncio.timeout(1)"] },
    "`four` attend `asyncio.__aenter__`, qui démarre",
    "`four` awaits `asyncio.__aenter__`, which starts",
  ],
  [
    { event: "start", source: FUNCTION, target: FUNCTION, link: "call", value: "n=2" },
    "`manage` s’appelle elle-même, avec `n=2`",
    "`manage` calls itself, with `n=2`",
  ],
  // What is made.
  [
    { event: "create", source: MAIN, target: TWO, at: ["two()"] },
    `\`two()\` crée une coroutine${N}: rien ne s’exécute encore`,
    "`two()` makes a coroutine: nothing of it runs yet",
  ],
  [
    { event: "create", source: MAIN, target: COUNT, at: ["count()"] },
    `\`count()\` crée un générateur${N}: rien ne s’exécute encore`,
    "`count()` makes a generator: nothing of it runs yet",
  ],
  [
    { event: "create", source: MAIN, target: ITEMS, at: ["items()"] },
    `\`items()\` crée un générateur asynchrone${N}: rien ne s’exécute encore`,
    "`items()` makes an async generator: nothing of it runs yet",
  ],
  [
    { event: "create", source: MAIN, target: TWO },
    `Une coroutine \`two\` est créée${N}: rien ne s’exécute encore`,
    "A coroutine `two` is made: nothing of it runs yet",
  ],
  [
    { event: "create", source: MAIN, target: TWO, at: ["two()"], state: "closed" },
    `\`two()\` crée une coroutine que rien n’attend${N}: son code ne s’exécutera pas`,
    "`two()` makes a coroutine that nothing awaits: its code will not run",
  ],
  [
    { event: "create", source: MAIN, target: COUNT, at: ["count()"], state: "closed" },
    `\`count()\` crée un générateur que rien ne garde${N}: son code ne s’exécutera pas`,
    "`count()` makes a generator that nothing keeps: its code will not run",
  ],
  [
    { event: "create", source: MAIN, target: ITEMS, at: ["items()"], state: "closed" },
    `\`items()\` crée un générateur asynchrone que rien ne garde${N}: son code ne s’exécutera pas`,
    "`items()` makes an async generator that nothing keeps: its code will not run",
  ],
  // What goes down.
  [
    { event: "send", source: MAIN, target: COUNT, value: "1", at: ["coro.send(next(numbers))"] },
    "Le programme appelle `send(1)` sur `count`",
    "The program calls `send(1)` on `count`",
  ],
  [
    { event: "send", source: FUNCTION, target: TWO, value: NONE, at: ["coro.send(None)"] },
    "`manage` appelle `send(None)` sur `two`",
    "`manage` calls `send(None)` on `two`",
  ],
  [
    { event: "send", source: MAIN, target: COUNT, value: NONE, at: ["next(numbers)"] },
    "Le programme appelle `next` sur `count`",
    "The program calls `next` on `count`",
  ],
  [
    { event: "resume", source: FUNCTION, target: TWO, value: NONE, link: "send", state: "waiting" },
    "`None` traverse `two`, qui attend toujours",
    "`None` goes through `two`, which still waits",
  ],
  [
    { event: "resume", source: MAIN, target: COUNT, value: NONE, link: "next", state: "waiting" },
    "Le programme demande la suite, à travers `count`",
    "The program asks for more, through `count`",
  ],
  [
    { event: "resume", source: TWO, target: AWAITED, value: "3", link: "await", at: ["", "yield"] },
    `\`__await__\` reprend${N}: son \`yield\` vaut \`3\``,
    "`__await__` resumes: its `yield` evaluates to `3`",
  ],
  [
    {
      event: "resume",
      source: MAIN,
      target: COUNT,
      value: NONE,
      link: "next",
      at: ["", "yield 1"],
    },
    `Le programme demande la suite${N}: \`count\` reprend`,
    "The program asks for more: `count` resumes",
  ],
  [
    {
      event: "resume",
      source: MAIN,
      target: TWO,
      value: NONE,
      link: "send",
      at: ["", "await job"],
    },
    "`two` reprend",
    "`two` resumes",
  ],
  [
    { event: "throw", source: MAIN, target: TWO, value: "KeyError(1)", state: "suspended" },
    "Le programme appelle `throw` sur `two`, avec `KeyError(1)`",
    "The program calls `throw` on `two`, with `KeyError(1)`",
  ],
  [
    { event: "throw", source: MAIN, target: TWO, value: "KeyError(1)", state: "waiting" },
    "`KeyError(1)` traverse `two`, qui attend toujours",
    "`KeyError(1)` goes through `two`, which still waits",
  ],
  [
    { event: "throw", source: MAIN, target: COUNT, value: "KeyError(1)", state: "running" },
    "`KeyError(1)` est levée dans `count`",
    "`KeyError(1)` is raised in `count`",
  ],
  [
    { event: "close", source: MAIN, target: TWO, state: "suspended" },
    `Le programme appelle \`close\` sur \`two\`${N}: \`GeneratorExit\` y est levée`,
    "The program calls `close` on `two`: `GeneratorExit` is raised in it",
  ],
  [
    { event: "close", source: MAIN, target: FOUR, state: "suspended", chain: [TWO, AWAITED] },
    [
      `Le programme appelle \`close\` sur \`four\`${N}: \`GeneratorExit\` est levée`,
      "dans `__await__`, puis dans `two`, puis dans `four`",
    ].join(" "),
    [
      "The program calls `close` on `four`: `GeneratorExit` is raised",
      "in `__await__`, then in `two`, then in `four`",
    ].join(" "),
  ],
  [
    { event: "close", source: MAIN, target: TWO, state: "created" },
    "Le programme appelle `close` sur `two`, qui n’a pas démarré",
    "The program calls `close` on `two`, which has not started",
  ],
  [
    { event: "yield", source: COUNT, target: MAIN, value: "1", at: ["yield 1"], link: "close" },
    `\`count\` se suspend encore à \`yield\`${N}: \`close\` va lever \`RuntimeError\``,
    "`count` is suspended at `yield` again: `close` will raise `RuntimeError`",
  ],
  [
    {
      ...{ event: "throw", source: MAIN, target: COUNT, value: "KeyError(1)", state: "running" },
      later: [{ event: "yield", source: COUNT }],
    },
    "`KeyError(1)` est levée dans `count`, qui la rattrape",
    "`KeyError(1)` is raised in `count`, which catches it",
  ],
  // What comes up.
  [
    {
      ...{ event: "yield", source: COUNT, target: MAIN, value: "1", link: "send" },
      at: ["yield 1", "next(numbers(2))"],
    },
    `\`count\` se suspend à \`yield\`${N}: \`next\` renvoie \`1\` au programme`,
    "`count` is suspended at `yield`: `next` returns `1` to the program",
  ],
  [
    { event: "yield", source: ITEMS, target: TWO, value: "1", link: "next", at: ["yield 1"] },
    "`items` se suspend à `yield` et donne `1` à `two`",
    "`items` is suspended at `yield`, and gives `1` to `two`",
  ],
  [
    { event: "yield", source: AWAITED, target: TWO, value: NONE, link: "await", at: ["yield"] },
    `\`__await__\` se suspend à \`yield\`${N}: \`None\` remonte vers \`two\``,
    "`__await__` is suspended at `yield`: `None` comes up to `two`",
  ],
  [
    { event: "yield", source: TWO, target: FUNCTION, value: NONE, link: "send", at: ["await x"] },
    `\`two\` se suspend à \`await\`${N}: \`send\` renvoie \`None\` à \`manage\``,
    "`two` is suspended at `await`: `send` returns `None` to `manage`",
  ],
  [
    { event: "yield", source: COUNT, target: MAIN, value: "1", link: "next", at: ["yield 1"] },
    "`count` se suspend à `yield` et donne `1` au programme",
    "`count` is suspended at `yield`, and gives `1` to the program",
  ],
  [
    {
      event: "yield",
      source: COUNT,
      target: MAIN,
      value: "1",
      link: "next",
      at: ["(n for n in x)"],
    },
    "`count` donne `1` au programme et se suspend",
    "`count` gives `1` to the program, and is suspended",
  ],
  [
    { event: "yield", source: TWO, target: FOUR, value: "1", link: "await", at: ["await x"] },
    "`1` traverse `two`, à son `await`, vers `four`",
    "`1` goes through `two`, at its `await`, to `four`",
  ],
  [
    { event: "yield", source: COUNT, target: MAIN, value: "1", link: "next", at: ["yield from x"] },
    "`count` se suspend à `yield from` et donne `1` au programme",
    "`count` is suspended at `yield from`, and gives `1` to the program",
  ],
  // `async with` awaits, and nothing there says `await`.
  [
    { event: "yield", source: TWO, target: FUNCTION, value: NONE, link: "send", at: ["Door()"] },
    `\`two\` se suspend${N}: \`send\` renvoie \`None\` à \`manage\``,
    "`two` is suspended: `send` returns `None` to `manage`",
  ],
  [
    { event: "yield", source: TWO, target: FOUR, value: NONE, link: "await", at: ["Door()"] },
    "`None` traverse `two`, vers `four`",
    "`None` goes through `two`, to `four`",
  ],
  // What ends.
  [
    {
      event: "return",
      source: TWO,
      target: FOUR,
      value: "2",
      link: "await",
      at: ["2", "await two()"],
    },
    `\`two\` se termine${N}: \`await\` vaut \`2\` dans \`four\``,
    "`two` ends: `await` evaluates to `2` in `four`",
  ],
  [
    { event: "return", source: FOUR, target: FUNCTION, value: "4", link: "send", at: ["2 + 2"] },
    `\`four\` se termine${N}: son résultat \`4\` part dans \`StopIteration\``,
    "`four` ends: its result `4` leaves in `StopIteration`",
  ],
  [
    { event: "return", source: TWO, target: MAIN, value: NONE, link: "send", at: ["print('tum')"] },
    `\`two\` se termine${N}: \`send\` va lever \`StopIteration\``,
    "`two` ends: `send` will raise `StopIteration`",
  ],
  [
    {
      event: "return",
      source: FUNCTION,
      target: MAIN,
      value: "4",
      link: "call",
      at: ["stop.value"],
    },
    "`manage` se termine et renvoie `4` au programme",
    "`manage` ends, and returns `4` to the program",
  ],
  [
    { event: "return", source: FUNCTION, target: MAIN, value: NONE, link: "call", at: ["print()"] },
    `\`manage\` se termine sans résultat${N}: l’appel vaut \`None\``,
    "`manage` ends without a result: the call evaluates to `None`",
  ],
  [
    {
      ...{ event: "return", source: FUNCTION, target: MAIN, value: NONE, link: "call" },
      ...{ at: ["self.side = 4", "shape.area"] },
    },
    "`manage` se termine",
    "`manage` ends",
  ],
  [
    {
      event: "return",
      source: FUNCTION,
      target: FUNCTION,
      value: "2",
      link: "call",
      at: ["n * 2"],
    },
    "`manage` se termine et renvoie `2` à `manage`, qui l’a appelée",
    "`manage` ends, and returns `2` to `manage`, which called it",
  ],
  [
    { event: "return", source: COUNT, target: MAIN, value: NONE, link: "next", at: ["yield 1"] },
    `\`count\` se termine${N}: plus rien à donner`,
    "`count` ends: it has no more to give",
  ],
  [
    { event: "return", source: FUNCTION, target: MAIN, value: NONE, link: "call", at: ["None"] },
    "`manage` se termine et renvoie `None` au programme",
    "`manage` ends, and returns `None` to the program",
  ],
  [
    { event: "return", source: ITEMS, target: TWO, value: NONE, link: "next", at: ["yield 1"] },
    "`items` se termine",
    "`items` ends",
  ],
  [{ event: "return", source: MAIN }, "Le programme se termine", "The program ends"],
  [{ event: "return", source: MAIN, isSession: true }, "La session se termine", "The session ends"],
  [
    {
      event: "return",
      source: MAIN,
      aside: [
        [TWO, "closed"],
        [FOUR, "created"],
      ],
    },
    `Le programme se termine${N}; \`two\` est fermée, inachevée`,
    "The program ends; `two` is closed, unfinished",
  ],
  [
    {
      ...{ event: "return", source: COUNT, target: MAIN, value: NONE, link: "send" },
      at: ["print()", "numbers.__next__()"],
    },
    `\`count\` se termine${N}: \`next\` va lever \`StopIteration\``,
    "`count` ends: `next` will raise `StopIteration`",
  ],
  [
    {
      ...{ event: "return", source: MAIN },
      aside: [[COUNT, "closed", "close"]],
    },
    "Le programme se termine",
    "The program ends",
  ],
  [
    { event: "return", source: INIT, target: MAIN, value: NONE, link: "call", at: ["self.x"] },
    "`__init__` se termine",
    "`__init__` ends",
  ],
  // What is raised.
  [
    { event: "raise", source: TWO, target: TWO, value: "StopIteration(5)", at: ["await future"] },
    "`await` vaut `5` dans `two`",
    "`await` evaluates to `5` in `two`",
  ],
  [
    {
      ...{ event: "raise", source: FUNCTION, target: FUNCTION, value: "KeyError(1)" },
      later: [{ event: "start", source: FUNCTION, target: EXIT }],
    },
    "`KeyError(1)` est levée dans `manage`",
    "`KeyError(1)` is raised in `manage`",
  ],
  [
    {
      ...{ event: "raise", source: FUNCTION, target: FUNCTION, value: "KeyError(1)" },
      later: [
        { event: "start", source: FUNCTION, target: TICK },
        { event: "raise", source: FUNCTION, target: MAIN, value: "KeyError(1)" },
      ],
    },
    "`KeyError(1)` est levée dans `manage`",
    "`KeyError(1)` is raised in `manage`",
  ],
  [
    { event: "raise", source: FUNCTION, target: FUNCTION, value: "KeyError(1)" },
    "`KeyError(1)` est levée dans `manage`",
    "`KeyError(1)` is raised in `manage`",
  ],
  [
    { event: "raise", source: TWO, target: FOUR, value: "KeyError(1)", at: ["raise"] },
    "`two` relance `KeyError(1)`, qui remonte vers `four`",
    "`two` raises `KeyError(1)` again, which comes up to `four`",
  ],
  [
    { event: "raise", source: TWO, target: TWO, value: "StopAsyncIteration()", at: ["items()"] },
    "`StopAsyncIteration()` dit à `two` que c’est fini",
    "`StopAsyncIteration()` says to `two` that it is over",
  ],
  [
    {
      ...{ event: "raise", source: TWO, target: TWO, value: "StopAsyncIteration()" },
      at: ["await anext(items)"],
    },
    "`anext` lève `StopAsyncIteration()` dans `two`",
    "`anext` raises `StopAsyncIteration()` in `two`",
  ],
  [
    {
      ...{ event: "raise", source: FUNCTION, target: FUNCTION, value: "StopIteration(4)" },
      ...{ at: ["coro.send(None)"], later: [{ event: "return", source: FUNCTION }] },
    },
    "`send` lève `StopIteration(4)` dans `manage`, qui la rattrape",
    "`send` raises `StopIteration(4)` in `manage`, which catches it",
  ],
  [
    {
      ...{ event: "raise", source: FUNCTION, target: FUNCTION, value: "StopIteration(4)" },
      ...{ at: ["coro.send(None)"], later: [{ event: "raise", source: FUNCTION }] },
    },
    "`send` lève `StopIteration(4)` dans `manage`",
    "`send` raises `StopIteration(4)` in `manage`",
  ],
  [
    { event: "raise", source: MAIN, target: MAIN, value: "StopIteration()", at: ["outer()"] },
    "`StopIteration()` dit au programme que c’est fini",
    "`StopIteration()` says to the program that it is over",
  ],
  [
    { event: "raise", source: TWO, target: FOUR, value: "KeyError(1)" },
    "`KeyError(1)` remonte de `two` vers `four`",
    "`KeyError(1)` comes up from `two` to `four`",
  ],
  [
    { event: "raise", source: MAIN, value: "KeyError(1)" },
    `\`KeyError(1)\` n’est pas rattrapée${N}: le programme s’arrête`,
    "`KeyError(1)` is not caught: the program stops",
  ],
  [
    { event: "raise", source: MAIN, value: "KeyError(1)", isSession: true },
    `\`KeyError(1)\` n’est pas rattrapée${N}: la session l’affiche`,
    "`KeyError(1)` is not caught: the session shows it",
  ],
  // Nothing of a library is shown, but what it awaits.
  [
    { event: "raise", source: AENTER, target: AENTER, value: "StopIteration(True)" },
    "`await` vaut `True` dans `asyncio.__aenter__`",
    "`await` evaluates to `True` in `asyncio.__aenter__`",
  ],
  // What ends a loop is not caught by what holds the loop.
  [
    {
      ...{ event: "raise", source: NEXT, target: FUNCTION, value: "StopIteration()" },
      ...{ at: ["raise StopIteration", "Up(2)"], later: [{ event: "line", source: FUNCTION }] },
    },
    "`StopIteration()` remonte de `__next__` et dit à `manage` que c’est fini",
    "`StopIteration()` comes up from `__next__`, and says to `manage` that it is over",
  ],
  [
    {
      ...{ event: "raise", source: NEXT, target: FUNCTION, value: "StopIteration()" },
      ...{ at: ["raise StopIteration", "next(it)"] },
    },
    "`StopIteration()` remonte de `__next__` vers `manage`",
    "`StopIteration()` comes up from `__next__` to `manage`",
  ],
  // What closes a context suppresses what was raised in it, if it returns what is true.
  ...["True", "False", "None"].map((value) => [
    {
      ...{ event: "return", source: EXIT, target: FUNCTION, value, link: "call" },
      ...{ at: ["return", "with open_it():"], before: [RAISED, ENTERED] },
    },
    SUPPRESSED[value][0],
    SUPPRESSED[value][1],
  ]),
  [
    {
      ...{ event: "return", source: EXIT, target: FUNCTION, value: "True", link: "call" },
      ...{ at: ["return", "with open_it():"], before: [ENTERED] },
    },
    "`__exit__` se termine et renvoie `True` à `manage`",
    "`__exit__` ends, and returns `True` to `manage`",
  ],
  // What is closed as nothing keeps it: before the step or, at the end, by it.
  [
    { event: "line", source: MAIN, at: ["x = 1"], aside: [[COUNT, "closed", "next"]] },
    `\`count\` est fermé, inachevé${N}; le programme exécute \`x = 1\``,
    "`count` is closed, unfinished; the program runs `x = 1`",
  ],
  [
    { event: "line", source: MAIN, at: ["x = 1"], aside: [[TWO, "closed", "send"]] },
    `\`two\` est fermée, inachevée${N}; le programme exécute \`x = 1\``,
    "`two` is closed, unfinished; the program runs `x = 1`",
  ],
  [
    { event: "line", source: MAIN, at: ["x = 1"], aside: [[TWO, "closed", "close"]] },
    "Le programme exécute `x = 1`",
    "The program runs `x = 1`",
  ],
  // Lines.
  [
    { event: "line", source: FUNCTION, at: ["coros.remove(coro)"] },
    "`manage` exécute `coros.remove(coro)`",
    "`manage` runs `coros.remove(coro)`",
  ],
  [
    { event: "line", source: FUNCTION, at: ["for _ in range(10):  # or: while True"] },
    "`manage` exécute `for _ in range(10):`",
    "`manage` runs `for _ in range(10):`",
  ],
  ...HEADS.map(([at, fr, en]) => [
    { event: "line", source: FUNCTION, at: [at] },
    `\`manage\` ${fr} \`${at}\``,
    `\`manage\` ${en} \`${at}\``,
  ]),
  // After the lines that it heads, it is come back to, or left.
  ...LEFT.map(([at, fr, en]) => [
    {
      ...{ event: "line", source: FUNCTION, at: [at], isInSuite: true },
      before: [{ event: "line", source: FUNCTION }],
    },
    `\`manage\` ${fr} \`${at}\``,
    `\`manage\` ${en} \`${at}\``,
  ]),
  [
    { event: "line", source: { name: "C", kind: "class" }, at: ["class C: …"] },
    "Le corps de la classe `C` s’exécute",
    "The body of the class `C` runs",
  ],
  [
    { event: "line", source: MAIN, at: ["async def two(): …"] },
    "Le programme définit `two`",
    "The program defines `two`",
  ],
  [
    { event: "line", source: FUNCTION, at: ["x = 1"], isCut: true },
    `\`manage\` exécute \`x = 1\`${N}; la suite n’est pas enregistrée`,
    "`manage` runs `x = 1`; what follows is not recorded",
  ],
];

test("each kind of step, of each kind of frame, has its sentence", () => {
  for (const [moment, ...expected] of TABLE) assert.deepEqual(told(moment), expected);
});

test("states and moving words agree with what they are of", () => {
  globalThis.words = wordsOf("fr");
  assert.equal(stateWord("suspended", "coroutine"), "suspendue");
  assert.equal(stateWord("suspended", "generator"), "suspendu");
  assert.deepEqual(["start", "send", "raise"].map(movingWord), ["démarre", "send", ""]);
  globalThis.words = wordsOf("en");
  assert.deepEqual(["start", "send", "raise"].map(movingWord), ["starts", "send", ""]);
});

test("what has called is not what awaits", () => {
  globalThis.words = wordsOf("fr");
  assert.equal(stateWord("waiting", "coroutine", "await"), "attend");
  assert.equal(stateWord("waiting", "program", "send"), "appelle");
  assert.equal(stateWord("waiting", "program", "call"), "appelle");
});

test("words agree with what they are of, in languages whose words do", () => {
  globalThis.words = wordsOf("fr");
  const kinds = ["coroutine", "function", "generator", "async generator", "program", "constructor"];
  const words = kinds.map((kind) => stateWord("returned", kind)).join(" ");
  assert.equal(words, "terminée terminée terminé terminé terminé terminée");
  globalThis.words = wordsOf("en");
  assert.deepEqual(new Set(kinds.map((kind) => stateWord("returned", kind))), new Set(["ended"]));
});
