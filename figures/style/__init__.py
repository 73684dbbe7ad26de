"""The house style: colours and what an office can change."""
