import asyncio


async def main():
    async with asyncio.Lock():
        print("locked")


asyncio.run(main())
