"""End a program as Python does: what it left for its end is done, and what it holds is let go."""

import atexit
import builtins
import gc
import sys
import types
import warnings

# A page's Python runs program after program, and ends with none of them.
IS_A_PAGE = sys.platform == "emscripten"


def begin() -> None:
    """Forget the exit functions that were registered before a program begins."""
    if IS_A_PAGE:
        atexit._clear()


def end() -> None:
    """Run the exit functions of a program, and delete its names and `_`, which nobody may hold.

    A warning that comes of this has no line of the program.
    """
    if IS_A_PAGE:
        atexit._run_exitfuncs()
    with warnings.catch_warnings():
        warnings.showwarning = _show_at_no_line
        vars(builtins).pop("_", None)
        sys.modules["__main__"] = types.ModuleType("__main__")
        gc.collect()


def _show_at_no_line(
    message: Warning | str, category: type[Warning], *_: object, **__: object
) -> None:
    print(f"<sys>:0: {category.__name__}: {message}", file=sys.stderr)
