def deco(made):
    return made


@deco
def f():
    return 1


@deco
class A:
    @staticmethod
    def g():
        return f()


A.g()
