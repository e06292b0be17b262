import asyncio


async def nap():
    await asyncio.sleep(0)
    return "rested"


async def main():
    return await nap()


print(asyncio.run(main()))
