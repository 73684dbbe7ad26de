"""Places and provinces: cards, events, people, and what else is known of them."""
