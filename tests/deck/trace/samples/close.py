class Awaitable:
    def __await__(self):
        yield


async def plain():
    await Awaitable()


async def tidy():
    try:
        await plain()
    finally:
        print("tidy")


for make in plain, tidy:
    coro = make()
    coro.send(None)
    coro.close()
never = tidy()
never.close()
dropped = plain()
dropped.send(None)
del dropped
print("end")
