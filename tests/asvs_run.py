"""What becomes of the tests that the table of the ASVS names: written beside the data after each run, and a skipped one fails the run."""

from pathlib import Path

import pytest

from checks import asvs

_PAGE = Path(__file__).parents[1] / ".data" / "asvs.md"
_KEPT = "monproduit/asvs"


class AsvsRun:
    """Outcomes by the name of the test; `make test` runs twice, so those of the run before are kept until the test runs again."""

    def __init__(self) -> None:
        """Know the names."""
        self._named, self._seen = asvs.named_tests(), dict[str, set[str]]()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Note how a test went, with any of its parameters."""
        name = report.nodeid.partition("[")[0]
        if name in self._named and (report.when == "call" or report.outcome != "passed"):
            self._seen.setdefault(name, set()).add(report.outcome)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the page, and fail when a requirement was met by nothing but skipped tests."""
        cache = getattr(session.config, "cache", None)
        if hasattr(session.config, "workerinput") or not self._seen or cache is None:
            return
        kept = {name: set(outcomes) for name, outcomes in cache.get(_KEPT, {}).items() if name in self._named}
        whole = kept | self._seen
        cache.set(_KEPT, {name: sorted(outcomes) for name, outcomes in whole.items()})
        _PAGE.parent.mkdir(exist_ok=True)
        _PAGE.write_text(asvs.page(whole), encoding="utf-8")
        if asvs.skipped(self._seen):
            session.exitstatus = pytest.ExitCode.TESTS_FAILED

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say which tests show nothing today."""
        for name in asvs.skipped(self._seen):
            terminalreporter.write_line(f"ASVS: {name} was skipped, and a requirement is met by it (docs/security/asvs)", red=True)
