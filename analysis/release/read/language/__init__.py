"""Korean by an analyser, English by rules over clauses."""
