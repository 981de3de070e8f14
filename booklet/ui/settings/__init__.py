"""The screen of the workspace's settings."""
