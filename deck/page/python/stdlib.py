"""Compile the standard library of the page's Python; runs in that Python."""

import io
import marshal
import re
import zipfile
from importlib.util import MAGIC_NUMBER

# What a page cannot use: functions of C, other processes, mail, servers, terminals, Windows; and
# what stands in for modules in C, which are there.
LEFT_OUT = re.compile(
    r"(?:ctypes|ftplib|imaplib|mailbox|multiprocessing|poplib|smtplib|wsgiref|xmlrpc)(?:/.*)?"
    r"|http/server|_pyrepl/(?!__init__|pager|trace|types|utils).*|asyncio/(?:__main__|windows_.*)"
    r"|asyncio/proactor_events|_pydatetime|_pyio"
)
# PEP 552: bit 0 says that the source's hash follows, bit 1 that it is to be checked.
UNCHECKED_HASH = (1).to_bytes(4, "little") + bytes(8)


def compiled(archive: bytes, path: str) -> bytes:
    """Return a zip of modules as one of their code, without docstrings or assertions.

    Nothing is compressed in it, so that the whole can be, and imports are quick. Tracebacks name
    the modules as in the file of that path.
    """
    source, result = zipfile.ZipFile(io.BytesIO(archive)), io.BytesIO()
    with zipfile.ZipFile(result, "w") as target:
        for name in sorted(source.namelist()):
            if LEFT_OUT.fullmatch(name.removesuffix(".py")) or name.endswith("/"):
                continue
            data = source.read(name)
            if name.endswith(".py"):
                code = compile(data, f"{path}/{name}", "exec", dont_inherit=True, optimize=2)
                name, data = name + "c", MAGIC_NUMBER + UNCHECKED_HASH + marshal.dumps(code)
            target.writestr(zipfile.ZipInfo(name), data)
    return result.getvalue()
