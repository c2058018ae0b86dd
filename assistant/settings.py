"""The settings, from assistant.toml in the working directory and from ASSISTANT_* environment variables."""

from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from assistant.options import LLM_WAITS_S, MIN_CONFIDENCE
from index.defaults import TOKENS_PER_PASSAGE
from index.errors import AssistantError
from index.storage.address import Address, read_address

FILE = "assistant.toml"
# A sentence needs more, and no model takes as many: judged by eye, to catch slips.
_FEWEST_TOKENS, _MOST_TOKENS = 16, 4096


class SettingsError(AssistantError):
    """A setting is unknown or has a value that it can't have."""


class Settings(BaseSettings):
    """Where the index is and how one is made. A variable counts more than the file."""

    model_config = SettingsConfigDict(
        env_prefix="ASSISTANT_", toml_file=FILE, extra="forbid", frozen=True, env_ignore_empty=True
    )

    index: Annotated[Address, BeforeValidator(read_address)] = Path(".assistant/index")
    data: Path = Field(default=Path(".assistant"), description="where the web chat keeps votes and uploads")
    model: str | None = Field(default=None, description="embedding model for a new index")
    min_confidence: float = Field(default=MIN_CONFIDENCE, ge=0, le=1)
    llm: str | None = Field(default=None, description="language model that writes the answers")
    llm_first_token_s: float = Field(default=LLM_WAITS_S[0], gt=0, description="how long to wait for its first words")
    llm_total_s: float = Field(default=LLM_WAITS_S[1], gt=0, description="how long to wait for all of them")
    llm_quotes: bool = Field(default=False, description="have it write JSON with the words that it quotes")
    token_vectors: bool = True
    reader: bool = Field(default=True, description="read the best passages for where they answer")
    passage_tokens: int = Field(default=TOKENS_PER_PASSAGE, ge=_FEWEST_TOKENS, le=_MOST_TOKENS)

    @property
    def llm_waits_s(self) -> tuple[float, float]:
        """How long the language model's first words and all of them may take."""
        return self.llm_first_token_s, self.llm_total_s

    @classmethod
    def settings_customise_sources(  # noqa: D102
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        return env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings() -> Settings:
    """The settings of this process; SettingsError names the first one that is wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(map(str, first["loc"]))
        raise SettingsError(
            f"The setting {name!r} is wrong ({first['msg']}): correct it in {FILE} or in ASSISTANT_{name.upper()}."
        ) from error
    except RecursionError as error:
        raise SettingsError(f"{FILE} can't be read: its brackets are nested too deeply.") from error
    except (ValueError, OSError) as error:
        raise SettingsError(f"{FILE} can't be read: {error}.") from error
