// Bar the way from Python to JavaScript: the code that runs in the worker is anybody's. The interpreter
// is left what a C library does, and nothing of the browser.
const C_LIBRARY = new RegExp(
  `^(?:${[
    "invoke_.*|__syscall_.*|fd_.*|clock_.*|environ_.*|getaddrinfo|getnameinfo|getproto.*",
    "random_get|exit|proc_exit|_abort_js|__assert_fail|__call_sighandler|_emscripten_system",
    "_(?:gmtime|localtime|mktime|timegm|tzset|mmap|msync|munmap|setitimer)_js",
    "_?emscripten_runtime_keepalive_.*|emscripten_(?:date_now|get_now|get_heap_max|resize_heap)",
    "_emscripten_(?:get_progname|lookup_name)|_maybe_.*_async|_try_fcntl64|_try_shutdown",
    "_Py_emscripten_runtime|_Py_CheckEmscriptenSignals_Helper|_PyEM_TrampolineCall_JS",
  ].join("|")})$`,
);

// Behind that, what could reach a network, a disk or another page goes; the page's
// Content-Security-Policy, which holds here too, is the last barrier.
const OUT_OF_REACH = [
  "BroadcastChannel",
  "EventSource",
  "RTCPeerConnection",
  "SharedWorker",
  "WebSocket",
  "WebSocketStream",
  "WebTransport",
  "Worker",
  "XMLHttpRequest",
  "caches",
  "cookieStore",
  "fetch",
  "importScripts",
  "indexedDB",
  "navigator",
  "postMessage",
  "webkitRequestFileSystem",
  "webkitRequestFileSystemSync",
];

export const disarm = () => {
  for (const name of OUT_OF_REACH) {
    for (let owner = self; owner; owner = Object.getPrototypeOf(owner)) {
      delete owner[name];
    }
  }
};

// A gate on each function that the interpreter imports and that is none of the C library's. `said`
// is what a program is told that calls one of them.
export const makeGate = (said) => {
  let isClosed = false;
  const guard = (name, original) => {
    const guarded = (...values) => {
      if (isClosed) {
        throw new Error(said.replace("{name}", name));
      }
      return original(...values);
    };
    return Object.assign(guarded, original);
  };
  return {
    put(imports) {
      for (const name of Object.keys(imports)) {
        if (!C_LIBRARY.test(name)) {
          imports[name] = guard(name, imports[name]);
        }
      }
    },
    close() {
      isClosed = true;
    },
  };
};
