def parse(text):
    try:
        return int(text)
    except (KeyError, ValueError) as error:

        raise KeyError(text) from error


def load(text):
    try:
        return parse(text)
    except IndexError:
        return None
    except KeyError:
        print("no")
        raise
    finally:
        print("done")


def passes():
    try:
        load("x")
    except IndexError:
        return None
    finally:
        print("passed")


try:
    passes()
except KeyError:
    print("yes")
