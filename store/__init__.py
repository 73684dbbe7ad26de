"""What is read from and written to disk: tables and their schemas, the journal, logs, errors."""
