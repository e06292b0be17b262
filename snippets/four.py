# slides.md, « await », four
async def two():
    return 2

async def four():
    return await two() + await two()

coro = four()
coro.send(None)
