"""The screens of the customers: their list, and one customer."""
