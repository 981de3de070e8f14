"""The home screen: how the quarter stands."""
