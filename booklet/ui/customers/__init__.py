"""The screens of the customers: their list, and a customer."""
