// What stands before each line that is typed in a session of Python.
export const PROMPT = /^(>>>|\.\.\.)(?: |$)/;
