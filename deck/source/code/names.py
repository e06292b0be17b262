"""The names that a program binds, and those that it uses; needs the standard library alone."""

import builtins
import symtable
from functools import cache, lru_cache

from deck.run.unwarned import unwarned
from deck.source.code.trees import NO_PROGRAM

OWN = {*dir(builtins), "__file__", "__annotations__"}


@cache
def bound(program: str) -> frozenset[str]:
    """Return the names that a program binds in its module; none where it does not compile."""
    return frozenset(
        symbol.get_name()
        for table in _tables(program)
        for symbol in table.get_symbols()
        if _is_bound(table, symbol)
    )


@cache
def used(program: str) -> frozenset[str]:
    """Return the names of a module, and not Python's own, that a program uses and does not bind."""
    found = {
        symbol.get_name()
        for table in _tables(program)
        for symbol in table.get_symbols()
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module")
    }
    return frozenset(found - bound(program) - OWN)


def _is_bound(table: symtable.SymbolTable, symbol: symtable.Symbol) -> bool:
    if table.get_type() == "module":
        return symbol.is_assigned() or symbol.is_imported()
    return symbol.is_declared_global() and symbol.is_assigned()


# What a program binds is asked for with what it uses.
@lru_cache(maxsize=1)
def _tables(program: str) -> list[symtable.SymbolTable]:
    try:
        with unwarned():
            tables = [symtable.symtable(program, "block", "exec")]
    except NO_PROGRAM:
        return []
    for table in tables:
        tables += table.get_children()
    return tables
