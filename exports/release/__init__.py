"""The release of an edition as a draft: what it says, and the files it goes out in."""
