"""Pages on paper, through reportlab."""
