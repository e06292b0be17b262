# Diapositive 5, « Generator-based coroutines »
# Se lance par : python 05_get_then_print_generator.py ; n’affiche rien
import types


@types.coroutine
def get_then_print(url):
    ...
