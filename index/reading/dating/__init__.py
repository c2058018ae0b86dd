"""When an article was published, as far as it can be known."""
