class Awaitable:
    def __await__(self):
        received = yield "up"
        return received


async def inner():
    return await Awaitable() + 1


async def outer():
    return await inner() * 2


coro = outer()
print(coro.send(None))
try:
    coro.send(20)
except StopIteration as stop:
    print(stop.value)
