class Awaitable:
    def __await__(self):
        yield


async def count(name, times):
    for number in range(times):
        await Awaitable()
        print(name, number)


waiting = [count("é", 2), count("b", 1)]
while waiting:
    coro = waiting.pop(0)
    try:
        coro.send(None)
    except StopIteration:
        continue
    waiting.append(coro)
