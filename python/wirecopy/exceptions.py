"""What wirecopy raises. Messages name the place, the fault and the remedy; options of the command that they speak of (``--field
text=body``) are keyword arguments here (``fields={"text": "body"}``)."""


class Error(Exception):
    """Whatever wirecopy raises of its own."""


class SettingsError(Error, ValueError):
    """A setting that is refused, or one that an index was not made with."""


class InputError(Error, ValueError):
    """Articles that cannot be read: no such file, no column of texts, not one article."""


class OutputError(Error, OSError):
    """Results that cannot be written: a full disk, a folder that holds something else."""


class StoreError(Error):
    """An index that cannot be opened, asked or changed. It is as it was."""


class StoreBusyError(StoreError):
    """Another program is writing to the index."""


class StoreDamagedError(StoreError):
    """A file of the index is not what was written there."""


class WirecopyWarning(UserWarning):
    """Something that lost an article, a date or a comparison, and did not stop the run."""
