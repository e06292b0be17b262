async def pairs():
    yield 1
    yield 2


async def main():
    async for one in pairs():
        print(one)


try:
    main().send(None)
except StopIteration:
    print("end")
