# Diapositive 3, « Avec des coroutines »
# Se lance par : python 03_pong_handler.py ; n’affiche rien
async def pong_handler():
    client.write(await client.read())
    await client.flush()
    client.close()
