"""The language of formulas: tokens, syntax trees, values and operators."""
