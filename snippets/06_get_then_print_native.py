# Diapositive 6, « Native coroutines »
# Se lance par : python 06_get_then_print_native.py ; n’affiche rien
async def get_then_print(url):
    ...
