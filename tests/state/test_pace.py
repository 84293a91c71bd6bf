"""How many events a login may send: as many as people can, and no more; and nothing is kept of who went away."""

from monproduit.state.pace import Pace


def _pace(most: int = 3, seconds: float = 10) -> tuple[Pace, list[float]]:
    clock = [0.0]
    return Pace(most, seconds, lambda: clock[0]), clock


def test_so_many_pass_and_the_next_passes_when_the_first_is_long_enough_ago() -> None:
    pace, clock = _pace()
    passed = []
    for clock[0] in (0, 1, 2, 3, 9.9, 10, 10.5, 11):
        passed.append(pace.is_kept("claire"))
    assert passed == [True, True, True, False, False, True, False, True]


def test_who_is_refused_does_not_push_the_end_of_it_away() -> None:
    pace, clock = _pace()
    for _event in range(50):
        pace.is_kept("claire")
    clock[0] = 10
    assert pace.is_kept("claire")


def test_a_clock_that_is_set_back_keeps_nobody_out() -> None:
    pace, clock = _pace()
    clock[0] = 5000
    for _event in range(3):
        pace.is_kept("claire")
    clock[0] = 1000
    assert pace.is_kept("claire")


def test_one_that_is_too_fast_slows_nobody_else() -> None:
    pace, _clock = _pace()
    for _event in range(5):
        pace.is_kept("claire")
    assert pace.is_kept("nora")


def test_those_who_are_gone_are_forgotten_and_those_who_are_too_fast_are_not() -> None:
    pace, clock = _pace()
    for place in range(20_000):
        clock[0] = place / 100
        pace.is_kept(str(place))
        if place > 19_990:
            assert [pace.is_kept("claire") for _event in range(3)][-1] is (place < 19_992)
    assert len(pace) < 12_000
