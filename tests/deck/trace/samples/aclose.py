async def echo():
    while True:
        print((yield))


async def main():
    one = echo()
    await one.asend(None)
    await one.aclose()
    print("closed")


try:
    main().send(None)
except StopIteration:
    print("end")
