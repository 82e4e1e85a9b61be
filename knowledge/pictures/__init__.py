"""What can be told from a picture without knowing what it shows: the colours of the thing in it, and their names."""
