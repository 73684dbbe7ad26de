"""Files of any format as layers of features, nothing interpreted beyond the format."""
