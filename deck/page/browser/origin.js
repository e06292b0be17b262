// A page on disk has no origin that others could ask for.
export const isOnDisk = location.protocol === "file:";
// Whom a message to another window of this page is for.
export const target = isOnDisk ? "*" : location.origin;
