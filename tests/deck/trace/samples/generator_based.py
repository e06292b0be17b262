import types


@types.coroutine
def relay(value):
    return (yield value)


def numbers():
    yield from [1, 2]
    return 3


def all_numbers():
    last = yield from numbers()
    yield last


async def ask():
    return await relay("question")


coro = ask()
print(coro.send(None), list(all_numbers()))
for number in numbers():
    print(number)
try:
    coro.send("answer")
except StopIteration as stop:
    print(stop.value)
