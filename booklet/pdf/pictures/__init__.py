"""Pages of a PDF as pictures, for screens and notebooks; drawn by PDFium."""
