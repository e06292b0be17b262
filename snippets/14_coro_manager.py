# Diapositive 14, « Gérer ses coroutines »
# Se lance par : python 14_coro_manager.py ; affiche 4
async def two():
    return 2

async def four():
    return await two() + await two()

def coro_manager(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value

print(coro_manager(four()))
