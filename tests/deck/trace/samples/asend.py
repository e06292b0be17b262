async def echo():
    while True:
        print((yield))


async def main():
    asked = echo()
    await asked.asend(None)
    await asked.asend("x")
    await anext(asked)


try:
    main().send(None)
except StopIteration:
    pass
