"""Text under both engines: its order (`bidi`), its glyphs, the faces and what stands in for a missing letter."""
