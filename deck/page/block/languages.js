// Which code on a slide a page can run.
export const RUNS = ".block[data-run]";
export const allThatRun = () => [...document.querySelectorAll(`.slides section > ${RUNS}`)];
export const OTHER =
  ".block[data-name]:not([data-run]) > pre > code:not(.language-python, .language-pycon, .language-text)";
