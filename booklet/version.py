"""Booklet's own version, where whatever needs it finds it without importing the package's front."""

VERSION = "0.1.0"
