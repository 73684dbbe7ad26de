"""Words, numbers, dates and amounts in Korean and English."""
