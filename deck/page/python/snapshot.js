// Python as it was at a moment: its memory and its files. What a program has done since is undone
// by it, as what a process does to its memory ends with it.
const MOST = 64 << 20; // bytes that may be wiped; a Python that took more is not worth it
// What the system answers of the Python that runs.
const NOT_KEPT = "/proc";

const nodesOf = (FS, path = "/", nodes = new Map()) => {
  const { node } = FS.lookupPath(path);
  nodes.set(path, node);
  if (FS.isDir(node.mode)) {
    for (const name of FS.readdir(path)) {
      const below = `${path === "/" ? "" : path}/${name}`;
      if (name !== "." && name !== ".." && below !== NOT_KEPT) nodesOf(FS, below, nodes);
    }
  }
  return nodes;
};

// Not copied, as reading does: there are ten megabytes of them.
const bytesOf = (FS, node) => FS.filesystems.MEMFS.getFileDataAsTypedArray(node);

const isSame = (one, other) => {
  let at = one.length === other.length ? 0 : -1;
  while (at >= 0 && at < one.length && one[at] === other[at]) at += 1;
  return at === one.length;
};

// Nothing is undone of a device, nor of a file that stands for another.
const filesOf = (FS) =>
  [...nodesOf(FS)].map(([path, node]) => {
    const bytes = FS.isFile(node.mode) ? bytesOf(FS, node).slice() : undefined;
    return { path, node, mode: node.mode, bytes };
  });

const restoreFiles = (FS, files) => {
  const kept = new Map(files.map((file) => [file.path, file]));
  const nodes = nodesOf(FS);
  for (const [path, node] of [...nodes].reverse()) {
    if (!kept.has(path)) (FS.isDir(node.mode) ? FS.rmdir : FS.unlink)(path);
  }
  return files.every(({ path, node, mode, bytes }) => {
    if (nodes.get(path) !== node) return false;
    if (node.mode !== mode) FS.chmod(path, mode & 0o7777);
    if (bytes && !isSame(bytes, bytesOf(FS, node))) FS.writeFile(path, bytes);
    return node.mode === mode;
  });
};

// Whoever puts another in the place of a file descriptor, and then its own back, has a copy there.
const restoreStreams = (FS, streams) => {
  for (const stream of FS.streams) {
    if (stream && !streams.includes(stream)) FS.close(stream);
  }
  for (const [fd, stream] of streams.entries()) FS.streams[fd] = Object.assign(stream, { fd });
};

// Return what puts Python back, and answers whether all of it could be.
export const takeSnapshot = ({ FS, _module: module }) => {
  const memory = module.HEAP8.slice();
  const folder = FS.cwd();
  const streams = FS.streams.filter(Boolean);
  const files = filesOf(FS);
  return () => {
    const { HEAP8 } = module;
    if (HEAP8.length > memory.length + MOST) return false;
    try {
      FS.chdir(folder);
      restoreStreams(FS, streams);
      const isWhole = restoreFiles(FS, files);
      HEAP8.set(memory);
      HEAP8.fill(0, memory.length);
      return isWhole;
    } catch {
      return false;
    }
  };
};
