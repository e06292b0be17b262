// Say in one line how a run, or a recording, has ended.
const KINDS = {
  class: "la classe",
  coroutine: "la fonction coroutine",
  function: "la fonction",
  name: "le nom",
};

const defines = (names) => {
  const own = names.filter(([kind]) => KINDS[kind]);
  const told = own.map(([kind, name]) => `${KINDS[kind]} ${name}`);
  const all = [told.slice(0, -1).join(", "), told.at(-1)].filter(Boolean).join(" et ");
  return all ? `Rien ne s’affiche\u202f: ce bloc définit ${all}` : "Rien ne s’affiche";
};

export const ending = ({ failed, stopped, line, defined }, isEmpty) => {
  if (failed || stopped) {
    return failed ?? "Arrêté";
  }
  if (line) {
    return `Sortie, erreur ligne ${line}`;
  }
  return isEmpty ? defines(defined ?? []) : "Sortie";
};

// Say why there is nothing to step through.
export const refusal = ({ failed, stopped, error, line }) => {
  if (failed || stopped) {
    return failed ?? "Enregistrement arrêté";
  }
  if (error) {
    return `Rien à suivre pas à pas\u202f: erreur${line ? ` ligne ${line}` : ""}`;
  }
  return "Rien à suivre pas à pas\u202f: ce code ne fait que définir";
};
