"""Begin the command of who installed it: its script imports this, and that nearly nothing."""

import signal


def begin() -> None:
    """Run the command of this process, and exit."""
    # Whoever gives up while the rest is imported sees no traceback of it.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    from deck.__main__ import run

    run()
