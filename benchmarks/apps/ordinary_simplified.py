"""The ordinary way, each shape simplified on its own: small, with gaps and slivers."""

import ordinary

ordinary.show(0.005)
