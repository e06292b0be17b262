"""Run commands of ours that prove something, and hear what they say."""

import subprocess
from collections.abc import Mapping

from deck.run.apart.process import MARK, end, new_mark, surroundings
from deck.run.scratch import NOTHING, WITHIN, scratch


def hear(command: list[str], settings: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a command of ours, with these settings in its environment, and hear all that it says.

    Where this process is interrupted meanwhile, that one ends with all that it started, and with
    the folders that it made.
    """
    mark = new_mark()
    with scratch(NOTHING) as folder:
        process = subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**surroundings(), **settings, MARK: mark, WITHIN: str(folder)},
            start_new_session=True,
        )
        with process:
            try:
                printed, told = process.communicate()
            finally:
                end(process.pid, mark)
    return subprocess.CompletedProcess(command, process.returncode, printed, told)
