import asyncio


async def ticks():
    yield 1
    await asyncio.sleep(0)


def count():
    try:
        yield 1
        yield 2
    finally:
        print("closed")


async def never():
    print("never")


async def main():
    never()
    async for tick in ticks():
        print(tick)


asyncio.run(main())
for number in count():
    break
print((lambda one: one + 1)(1))
