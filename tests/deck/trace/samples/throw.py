class Awaitable:
    def __await__(self):
        try:
            yield
        except KeyError:
            yield "caught"


class Patient:
    def __await__(self):
        try:
            yield
        except KeyError:
            return "patient"


async def inner():
    print(await Patient())
    await Awaitable()


async def outer():
    try:
        await inner()
    except ZeroDivisionError:
        return "outer"


coro = outer()
coro.send(None)
coro.throw(KeyError("k"))
print(coro.throw(KeyError("k")))
try:
    coro.throw(ZeroDivisionError)
except StopIteration as stop:
    print(stop.value)
