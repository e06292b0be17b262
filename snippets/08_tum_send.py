# Diapositive 8, « Coroutines »
# Se lance par : python 08_tum_send.py ; affiche la session
SESSION = r'''
>>> async def tum():
...     print("tum")
...
>>> a_coroutine_object = tum()
>>> a_coroutine_object.send(None)
tum
Traceback (most recent call last):
  File "<stdin>", line 1, in <module>
StopIteration
'''


# Tape la session ligne à ligne, comme au clavier.
def retype(session):
    import code
    import sys

    prompt = code.InteractiveConsole(globals(), "<stdin>")
    prompt.write = sys.stdout.write
    typed = more = False
    for line in [*session.split("\n"), ""]:
        goes_on = typed and line.startswith("...")
        if more and not goes_on:
            more = prompt.push("")
        typed = goes_on or line.startswith(">>>")
        if typed:
            print(line)
            more = prompt.push(line[4:])


retype(SESSION)
