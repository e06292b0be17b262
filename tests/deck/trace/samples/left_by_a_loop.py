def count():
    yield 1
    yield 2


for _ in count():
    break
numbers = count()
next(numbers)
del numbers
print("end")
