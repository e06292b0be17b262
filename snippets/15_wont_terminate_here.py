# Diapositive 15, « Gérer ses coroutines »
# Se lance par : python 15_wont_terminate_here.py ; affiche None
async def two():
    return 2

async def four():
    return await two() + await two()

def coro_manager(coro):
    try:
        coro.send(None)
    except StopIteration as stop:
        return stop.value


# Ce que la diapositive 15 ajoute :
class Awaitable:
    def __await__(self):
        yield

async def wont_terminate_here():
    await Awaitable()
    print("Terminated")
    return 42

print(coro_manager(wont_terminate_here()))
