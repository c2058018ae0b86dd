"""Fixed phrases and prompt templates, as files; `assistant.phrases` reads them."""
