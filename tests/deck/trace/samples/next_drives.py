def count():
    yield 1
    yield 2


numbers = count()
next(numbers)
numbers.send(None)
next(numbers, None)
