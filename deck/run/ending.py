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
    """Forget what was left for the end of Python before a program begins."""
    if IS_A_PAGE:
        atexit._clear()


def end() -> None:
    """Run what a program left for its end, and let go of its names, and of what it showed last.

    What is warned of then is at no line of it. Nobody else may hold its names.
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
