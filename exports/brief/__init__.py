"""What a briefing says, before any file format."""
