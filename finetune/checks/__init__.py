"""The single checks of the guard, and the evidence they share."""
