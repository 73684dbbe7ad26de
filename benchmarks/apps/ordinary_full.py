"""The ordinary way at full resolution."""

import ordinary

ordinary.show(None)
