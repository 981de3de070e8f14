"""The contents of an upload besides its form (7.7, 12.3 to 12.6): pages, labels, destinations, annotations, outline."""
