"""The page type `worksheet`: sheets of a workbook, with the customer's values in their cells."""
