"""Where people talk beside the web page. Each channel is a client of the gateway's HTTP API and nothing more."""
