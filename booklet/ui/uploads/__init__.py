"""The screens of the uploads: their list, and an upload."""
