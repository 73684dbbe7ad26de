"""What is built once: the browser's bundle, fonts, statistics, print shapes."""
