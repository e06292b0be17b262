# slides.md, « Avec des coroutines », pong_handler
async def pong_handler():
    client.write(await client.read())
    await client.flush()
    client.close()
