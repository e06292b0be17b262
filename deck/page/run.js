// The buttons and keys of each block: « Exécuter », « Arrêter », « Modifier », « Rétablir ».
const KINDS = {
  class: "la classe",
  coroutine: "la fonction coroutine",
  function: "la fonction",
  name: "le nom",
};
const STATES = { loading: "Python se charge…", ready: "Python prêt", failed: "Python absent" };

const defines = (names) => {
  const own = names.filter(([kind]) => KINDS[kind]);
  const told = own.map(([kind, name]) => `${KINDS[kind]} ${name}`);
  const all = [told.slice(0, -1).join(", "), told.at(-1)].filter(Boolean).join(" et ");
  return all ? `Rien ne s'affiche\u202f: ce bloc définit ${all}` : "Rien ne s'affiche";
};

const runnable = (element) => {
  const { name, run: language, context } = element.dataset;
  const box = element.querySelector("pre");
  const code = box.querySelector("code");
  const original = code.innerHTML;
  const source = code.textContent;
  let output;
  let closeEditor;
  let turn = 0;

  const tools = document.createElement("div");
  tools.className = "tools";
  tools.setAttribute("role", "group");
  tools.setAttribute("aria-label", `Bloc ${name}`);
  tools.innerHTML =
    '<span class="state" role="status"></span>' +
    ["Rétablir", "Modifier", "Exécuter"]
      .map((label) => `<button type="button" class="tool">${label}</button>`)
      .join("");
  const [state, restoreButton, editButton, runButton] = tools.children;

  const mark = (line) => {
    code.classList.toggle("wrong", Boolean(line));
    code.style.setProperty("--wrong", line || 0);
  };

  const write = (text) => {
    const lines = text.replace(/\n$/, "").split("\n");
    code.replaceChildren(colour(text, language));
    if (text === source) {
      code.innerHTML = original;
    }
    mark();
    const columns = Math.max(...lines.map((line) => line.replaceAll("\t", INDENT).length));
    for (const sized of [element, box]) {
      sized.style.setProperty("--lines", lines.length);
      sized.style.setProperty("--columns", columns);
    }
    restoreButton.hidden = text === source;
  };

  const refresh = () => {
    state.textContent = python.hasRun ? "" : (STATES[python.state] ?? "");
    const isRunning = Boolean(output?.isRunning);
    runButton.textContent = isRunning ? "Arrêter" : "Exécuter";
    runButton.title = python.reason || "touche E";
    if (isRunning) {
      output.say(...(python.state === "running" ? ["En cours…"] : [STATES.loading, python]));
    }
  };

  const tell = ({ failed, stopped, line, defined }) => {
    mark(line);
    if (failed) {
      return failed;
    }
    if (stopped) {
      return "Arrêté";
    }
    const nothing = output.panel.querySelector("pre").textContent === "" && !line;
    return nothing ? defines(defined ?? []) : `Sortie${line ? `, erreur ligne ${line}` : ""}`;
  };

  const close = () => {
    stop();
    output?.remove();
    output = undefined;
    mark();
  };

  const run = async () => {
    const mine = (turn += 1);
    close();
    output = openOutput(element, close);
    output.isRunning = true;
    const { show } = output;
    const program = { language, context, source: code.textContent };
    const ended = python.run(program, (kind, text) => show(kind, text));
    refresh();
    const result = await ended;
    if (mine === turn && output) {
      output.isRunning = false;
      output.say("");
      output.say(tell(result));
    }
    refresh();
  };

  const stop = () => output?.isRunning && python.stop();

  const toggle = () => (output?.isRunning ? stop() : run());

  const edit = () => {
    if (closeEditor) {
      closeEditor();
      return;
    }
    editButton.setAttribute("aria-pressed", "true");
    closeEditor = openEditor(
      { box, label: `Code de ${name}`, text: code.textContent, language },
      {
        run,
        change: write,
        close() {
          closeEditor = undefined;
          editButton.setAttribute("aria-pressed", "false");
        },
      },
    );
  };

  const restore = () => {
    closeEditor?.();
    close();
    write(source);
  };

  for (const [button, act] of [[restoreButton, restore], [editButton, edit], [runButton, toggle]]) {
    button.addEventListener("click", (event) => {
      act();
      if (event.detail) {
        button.blur(); // a click of the mouse leaves Space to the slides
      }
    });
  }
  restoreButton.hidden = true;
  editButton.title = "touche M";
  editButton.setAttribute("aria-pressed", "false");
  tools.addEventListener("keydown", (event) => {
    if (event.key === " " || event.key === "Enter") {
      event.stopPropagation();
    }
  });
  element.append(tools);
  python.onchange(refresh);
  refresh();
  return { element, toggle, edit, stop };
};

const startRunning = () => {
  if (/receiver|print/i.test(location.search) || Reveal.isPrintView()) {
    return;
  }
  const elements = document.querySelectorAll(".slides section > .block[data-run]");
  const blocks = Array.from(elements, runnable);
  const here = () => {
    const slide = Reveal.getCurrentSlide();
    const found = blocks.filter(({ element }) => slide?.contains(element));
    return found.find(({ element }) => element.contains(document.activeElement)) ?? found[0];
  };
  const bind = (keyCode, key, description, act) =>
    Reveal.addKeyBinding({ keyCode, key, description }, () => here()?.[act]());
  bind(69, "E", "Exécuter le bloc, ou l'arrêter", "toggle");
  bind(77, "M", "Modifier le bloc", "edit");
  Reveal.on("slidechanged", ({ previousSlide }) => {
    blocks.filter(({ element }) => previousSlide?.contains(element)).forEach(({ stop }) => stop());
  });
  if (blocks.length) {
    const idle = self.requestIdleCallback ?? setTimeout;
    idle(() => python.load());
  }
};

if (Reveal.isReady()) {
  startRunning();
} else {
  Reveal.on("ready", startRunning);
}
