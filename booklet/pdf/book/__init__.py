"""The part of a book that many books share: blocks of chosen pages, chained and joined (7.7, 8.11, 12.7, 14.7)."""
