"""Which worker runs which test of this folder: files with servers of their own stay together, and what takes long begins early.

The marks of pytest-xdist would do the former, but its latest version does not see them under this version of pytest.
"""

from xdist.scheduler import LoadScopeScheduling

_TOGETHER = ("test_several_workers.py", "test_new_version.py", "test_proxy.py", "test_gallery.py", "test_supervisor.py", "test_database_kills.py")
"""Files whose servers, or whose folder, all their tests share."""
_LONG = ("test_left_alone.py", "test_api_kills.py", "test_software.py", "test_malformed_frames.py")
"""Files with long tests, after those."""


def place(path: str) -> int:
    """Return how early the tests of a file begin."""
    name = path.rpartition("/")[2]
    first = (*_TOGETHER, *_LONG)
    return first.index(name) if name in first else len(first)


class Order(LoadScopeScheduling):
    """Give each worker one test after the other, or all tests of a file that stays together."""

    def _split_scope(self, nodeid: str) -> str:
        path = nodeid.partition("::")[0]
        return path if path.endswith(_TOGETHER) else nodeid
