import sys

dropped = []
sys.set_asyncgen_hooks(finalizer=dropped.append)


async def items():
    try:
        yield 1
    finally:
        print("closed")


async def main():
    async for _ in items():
        break
    print("left")


try:
    main().send(None)
except StopIteration:
    print("end")
sys.set_asyncgen_hooks(finalizer=None)
try:
    dropped.pop().aclose().send(None)
except StopIteration:
    print("later")
