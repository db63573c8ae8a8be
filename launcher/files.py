"""Files that are either there as a whole or not at all: an interruption never leaves half of one."""

import os


def replace(target, data):
    """Write `data` (bytes), in one step, in place of whatever is there.

    Parameters
    ----------
    target : Path
    data : bytes
    """
    os.replace(_write_part(target, data), target)


def create(target, data):
    """Write `data` (bytes), in one step, only where nothing is yet.

    Raises
    ------
    FileExistsError
        Something of that name is there; it is left as it is.
    """
    part = _write_part(target, data)
    try:
        os.link(part, target)  # the one operation that both is atomic and refuses an existing name
    except FileExistsError:
        raise
    except OSError:  # some USB sticks and network folders know no links
        if target.exists():
            raise FileExistsError(target) from None
        os.replace(part, target)
    finally:
        part.unlink(missing_ok=True)


def free_name(target, word):
    """`NAME (word).ipynb` beside the target, or `NAME (word 2).ipynb` when that is taken, and so on."""
    number = 1
    while True:
        label = word if number == 1 else f"{word} {number}"
        name = target.with_name(f"{target.stem} ({label}){target.suffix}")
        if not name.exists():
            return name
        number += 1


def _write_part(target, data):
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")  # always the same name: what is left over is written over
    part.write_bytes(data)
    return part
