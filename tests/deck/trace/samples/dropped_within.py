def inner():
    try:
        yield 1
    finally:
        print("a")
        print("b")


def outer():
    try:
        yield from inner()
    finally:
        print("c")


numbers = outer()
next(numbers)
del numbers
print("end")
