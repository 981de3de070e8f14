"""The printed words beside the fields of a form, and the order in which a reader comes upon the fields."""
