from contextlib import contextmanager, suppress


@contextmanager
def tag():
    try:
        yield
    finally:
        print("closed")


def passes():
    try:
        with tag():
            raise ValueError(1)
    except ValueError:
        return 1


def replaces():
    try:
        raise ValueError(2)
    except KeyError:
        pass
    finally:
        print("by")
        int("x")


def goes_by():
    try:
        try:
            raise ValueError(3)
        finally:
            print("by")
    except KeyError:
        pass
    except ValueError:
        with suppress(KeyError):
            raise KeyError(4)


passes()
try:
    replaces()
except ValueError:
    goes_by()
with tag():
    pass
