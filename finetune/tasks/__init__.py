"""What the writer's adapters are tuned on: pairs of a request (finetune/requests.py) and the text to be written."""
