// French sentences for the steps of a trace; code is between back quotes.
const MASCULINE = ["programme", "generator", "async generator"];
const agreed = (word, kind) => (MASCULINE.includes(kind) ? word : `${word}e`);

export const stateWord = (state, kind) =>
  ({
    created: agreed("créé", kind),
    running: "s’exécute",
    waiting: "attend",
    suspended: agreed("suspendu", kind),
    returned: agreed("terminé", kind),
    raised: "exception",
    closed: agreed("fermé", kind),
  })[state];

// What stands before the value that moves.
const WORDS = { start: "démarre", resume: "reprend", raise: "", throw: "" };
export const movingWord = (event) => WORDS[event] ?? event;

export const sentence = (step, recording) => {
  const more = recording.isCutAfter(step) ? "\u202f; la suite n’est pas enregistrée" : "";
  return told(step, recording) + more;
};

const told = (step, recording) => {
  const name = (frame) => (frame === null ? "" : `\`${recording.name(frame)}\``);
  const [from, to] = [name(step.source), name(step.target)];
  const value = step.value && `, valeur\u00a0\`${step.value}\``;
  const kind = step.target === null ? "" : recording.frames[step.target].kind;
  const link = recording.cardOf(step, step.target)?.link;
  const at = recording.textAt(step);
  switch (step.event) {
    case "start":
      if (kind === "session") return `On tape \`${at}\``;
      if (kind === "programme") return "Le programme démarre";
      if (link === "call") return `${from} appelle ${to}`;
      if (link === "await") return `${from} attend ${to}, qui démarre`;
      return `${to} démarre`;
    case "create":
      return `${to} est ${agreed("créé", kind)}\u202f: rien ne s’exécute encore`;
    case "send":
      return `\`send\` descend de ${from} vers ${to}${value}`;
    case "resume":
      return `${to} reprend\u202f: \`${step.value}\` descend de ${from} vers ${to}`;
    case "throw":
      return `\`throw\` descend de ${from} vers ${to}, exception\u00a0\`${step.value}\``;
    case "close":
      return `\`close\` descend de ${from} vers ${to}`;
    case "yield":
      return `\`yield\` remonte de ${from} vers ${to}${value}`;
    case "return":
      if (!to) return `${recording.isSession ? "La session" : "Le programme"} se termine`;
      return `${from} se termine\u202f: \`return\` remonte vers ${to}${value}`;
    case "raise":
      if (!to) {
        const then = recording.isSession ? "la session l’affiche" : "le programme s’arrête";
        return `\`${step.value}\` n’est pas rattrapée\u202f: ${then}`;
      }
      if (from !== to) return `\`${step.value}\` remonte de ${from} vers ${to}`;
      if (step.value.startsWith("StopIteration") && at.includes("send(")) {
        return `\`send\` lève \`${step.value}\` dans ${to}`;
      }
      return `\`${step.value}\` est levée dans ${to}`;
    default:
      return `${from} exécute \`${at}\``;
  }
};
