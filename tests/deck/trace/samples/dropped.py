async def f():
    return 1


async def main():
    f()
    print("never awaited")


try:
    main().send(None)
except StopIteration:
    pass
