"""Parts of Office documents that their libraries have no words for."""
