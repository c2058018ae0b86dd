"""Files into articles: formats, dates and cleaning."""
