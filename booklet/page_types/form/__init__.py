"""The page type `form`: a fillable PDF form, its mapping, and the proposals for it."""
