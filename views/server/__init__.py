"""The server: Streamlit behind compression, caching and security headers."""
