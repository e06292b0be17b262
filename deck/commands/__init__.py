"""The commands, and what they say: nothing else prints.

Each imports what it works with when it is called, as none needs what all of them do.
"""
