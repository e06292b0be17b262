# slides.md, « Generator-based coroutines », get_then_print_generator
import types


@types.coroutine
def get_then_print(url):
    ...
