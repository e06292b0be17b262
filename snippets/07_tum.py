# Diapositive 7, « Coroutines »
# Se lance par : python 07_tum.py ; affiche la session
SESSION = r'''
>>> async def tum():
...     print("tum")
...
>>> tum()
<coroutine object tum at 0x7fa294538468>
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
