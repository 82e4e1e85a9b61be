"""The conversation in a terminal. A channel like any other: it talks to the gateway and knows nothing behind it."""
