"""Commands: one file a group, each a thin coat over analysis, figures and exports."""
