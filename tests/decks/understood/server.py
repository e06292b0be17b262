message = "served"
print(message)
print("stopped")
