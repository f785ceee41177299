"""What every table of `municipality.toml` is made of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, StringConstraints

Filled = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Digits = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\d+$")]
Phone = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^\D*(\d\D*){3,}$")]
Address = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^https?://\S+$")]
Language = Literal["nb", "nn", "en"]
Texts = dict[str, dict[str, str]]


class Section(BaseModel):
    """A table in the file: it cannot be changed after reading, unknown keys are faults, and blanks around a text are none of it."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
