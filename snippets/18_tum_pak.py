# Diapositive 18, « Gérer ses coroutines »
# Se lance par : python 18_tum_pak.py ; affiche Tum… (dans un ordre quelconque)
async def two():
    return 2

async def four():
    return await two() + await two()

def coro_manager(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


class Awaitable:
    def __await__(self):
        yield

async def wont_terminate_here():
    await Awaitable()
    print("Terminated")
    return 42


def frenetic_coro_manager(coro):
    try:
        while True:
            coro.send(None)
    except StopIteration as stop:
        return stop.value


import random


def frenetic_coros_manager(*coros):
    coros = list(coros)
    while coros:
        coro = random.choice(coros)
        try:
            coro.send(None)
        except StopIteration as stop:
            coros.remove(coro)


# Ce que la diapositive 18 ajoute :
async def tum():
    for _ in range(10):  # ou : while True:
        await Awaitable()
        print("Tum")

async def pak():
    for _ in range(10):  # ou : while True:
        await Awaitable()
        print("Pak")

frenetic_coros_manager(tum(), pak())
