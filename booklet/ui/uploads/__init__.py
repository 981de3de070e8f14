"""The screens of the uploads: their list, and one upload."""
