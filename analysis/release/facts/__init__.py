"""Answer one question, measure, scope, time and rule, from the data: value, rows, formula."""
