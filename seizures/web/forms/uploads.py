"""Fields that take several files at once."""

from typing import Any

from django import forms

PAPERS = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx"


class ManyFilesInput(forms.FileInput):
    """A file input that lets people choose several files."""

    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files as a list; what they are is checked by their bytes when stored."""

    def __init__(self, *, accept: str = PAPERS, **kwargs: Any) -> None:
        widget = ManyFilesInput(attrs={"accept": accept})
        super().__init__(required=False, widget=widget, **kwargs)

    def clean(self, data: Any, initial: Any = None) -> list[Any]:
        """Every file that was chosen."""
        files = data if isinstance(data, (list, tuple)) else [data] if data else []
        return [super(ManyFilesField, self).clean(file, initial) for file in files]
