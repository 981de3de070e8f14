"""An upload opened (7.5, 7.6): decrypted, repaired, rewritten plainly, kept on disk, its objects found by number."""
