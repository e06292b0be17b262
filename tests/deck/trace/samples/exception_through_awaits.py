async def fails():
    raise ValueError("no")


async def middle():
    return await fails()


async def outer():
    await middle()


async def careful():
    try:
        await outer()
    except ValueError as error:
        return str(error)


try:
    careful().send(None)
except StopIteration as stop:
    print(stop.value)
