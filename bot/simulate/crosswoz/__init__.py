"""CrossWOZ goals spoken by a template user to a real house: how many tasks are finished."""
