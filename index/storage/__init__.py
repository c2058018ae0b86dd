"""An index on disk: layout, generations, writing and reading."""
