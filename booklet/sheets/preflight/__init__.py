"""Problems that a reader of the printed sheets would meet, and changes that mend them."""
