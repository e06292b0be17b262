double = lambda x: 2 * x
print(double(1), sum(x for x in (1, 2)))
