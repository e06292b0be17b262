"""Run a browser that leaves nothing behind, and hear what it says."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from queue import SimpleQueue
from subprocess import PIPE, STDOUT, Popen
from tempfile import TemporaryDirectory
from threading import Thread

# Whatever ends the tests, even SIGKILL, closes the pipe that the shell reads: it then ends with
# its group, in which are all that the program has started.
UNTIL_LEFT = '"$@" </dev/null & read _; kill -9 0'


@contextmanager
def running(*command: str, **variables: str) -> Iterator[SimpleQueue[str]]:
    """Run a program until the caller is done; give the lines that it prints, as they come.

    It has a folder of its own as its home, and is ended with all that it has started.
    """
    lines: SimpleQueue[str] = SimpleQueue()
    with TemporaryDirectory() as home:
        own = {"HOME": home, "TMPDIR": home, "XDG_RUNTIME_DIR": home}
        with Popen(
            ["sh", "-c", UNTIL_LEFT, "sh", *command],
            stdin=PIPE,
            stdout=PIPE,
            stderr=STDOUT,
            text=True,
            errors="replace",
            env=os.environ | own | variables,
            start_new_session=True,
        ) as process:
            # What nobody reads would fill the pipe, and stop the program.
            reader = Thread(target=lambda: [lines.put(line) for line in process.stdout])
            reader.start()
            try:
                yield lines
            finally:
                process.stdin.close()
                # The pipe ends with the last program that holds it.
                reader.join()
