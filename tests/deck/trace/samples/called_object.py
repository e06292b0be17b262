class Asked:
    def __getattr__(self, name):
        print("asked for", name)
        raise AttributeError(name)

    def __call__(self):
        print("called")


Asked()()
