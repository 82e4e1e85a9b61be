"""What keeps the gateway from harm whatever its routes do: headers, cookies, origins, throttling, uploads."""
