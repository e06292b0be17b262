from contextlib import suppress


async def fail():
    raise ValueError


async def loses():
    try:
        await fail()
    finally:
        return 1


async def suppresses():
    with suppress(ValueError):
        await fail()
    return 2


for coro in loses(), suppresses():
    try:
        coro.send(None)
    except StopIteration as stop:
        print(stop.value)
