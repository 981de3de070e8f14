"""The screen of the attributes: values, import, definitions."""
