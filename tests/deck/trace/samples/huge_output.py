def shout():
    while True:
        print("é" * 3000)


shout()
