class Awaitable:
    def __await__(self):
        yield


async def forever():
    while True:
        try:
            await Awaitable()
        except BaseException:
            pass


coro = forever()
while True:
    coro.send(None)
