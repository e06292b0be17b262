# Diapositive 10, « await »
# Se lance par : python 10_four.py ; se termine par StopIteration: 4
async def two():
    return 2

async def four():
    return await two() + await two()

coro = four()
coro.send(None)
