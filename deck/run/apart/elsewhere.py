"""Begin a program as another machine would: with other hashes, addresses, time and language."""

# Of 12 hours before, and of 14 after, the time in Greenwich: these have no day in common.
ZONES = ("Etc/GMT+12", "Etc/GMT-14")
# Two that write numbers and dates in other ways; Node has both, whatever the machine has.
LOCALES = ("fr_FR.UTF-8", "en_US.UTF-8")


def elsewhere(seed: str) -> dict[str, str]:
    """Return the settings by which a program that has a seed runs as on another machine.

    Its hashes have that seed, its objects are at other addresses than without, even where these are
    not random, and its clock is in one of two zones.
    """
    if not seed:
        return {}
    zone = ZONES[int(seed) % len(ZONES)]
    return {"PYTHONHASHSEED": seed, "PYTHONMALLOC": "malloc", "TZ": zone}


def speaking(seed: str) -> dict[str, str]:
    """Return the language of another machine, as one more setting of a program that has a seed."""
    return {"LC_ALL": LOCALES[int(seed) % len(LOCALES)]} if seed else {}
