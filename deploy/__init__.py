"""How the atlas is deployed: containers, nginx, systemd, and the same on one machine to try it."""
