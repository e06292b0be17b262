// Whether the reader's connection saves data, or is slow, and what Python weighs.
// eslint-disable-next-line compat/compat -- Where it is not known, nothing is asked of it.
const { saveData, effectiveType } = navigator.connection ?? {};

export const isSlow = Boolean(saveData) || /[23]g/.test(effectiveType);
export const { megabytes } = document.currentScript.dataset;
