"""A graph from text: what titles, descriptions and reviews say of items, each with its sentence and confidence."""
