"""The modules that a deterministic program may import, with what it may name of each."""

# That a recorder seeds, and nobody else.
SEEDED = "random"
# What a program may name of a module.
MODULES = {
    name: frozenset(names.split())
    for name, names in {
        "__future__": "annotations",
        "abc": "ABC abstractmethod",
        "collections": "ChainMap Counter OrderedDict defaultdict deque namedtuple",
        "collections.abc": "AsyncGenerator AsyncIterable AsyncIterator Awaitable Callable "
        "Coroutine Generator Iterable Iterator Mapping Sequence",
        "contextlib": "asynccontextmanager closing contextmanager nullcontext suppress",
        "dataclasses": "dataclass field",
        "enum": "Enum IntEnum auto",
        "functools": "partial reduce",
        "inspect": "isasyncgen isawaitable iscoroutine iscoroutinefunction isgenerator "
        "isgeneratorfunction getcoroutinestate getgeneratorstate",
        "itertools": "accumulate chain combinations compress count cycle dropwhile groupby islice "
        "pairwise permutations product repeat starmap takewhile zip_longest",
        "math": "ceil cos dist e exp factorial floor fsum gcd hypot inf isclose isqrt lcm log log2 "
        "log10 nan pi prod sin sqrt tan tau trunc",
        SEEDED: "choice choices gauss randint random randrange sample shuffle uniform",
        "types": "AsyncGeneratorType CoroutineType GeneratorType SimpleNamespace coroutine",
        "typing": "Any AsyncGenerator AsyncIterator Awaitable Callable Coroutine Generator "
        "Iterable Iterator Optional Protocol Sequence Union",
    }.items()
}
