"""A small firm records its mark for both countries; cargo already reported raises its alert."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from seizures.cargo import actions as cargo
from seizures.cargo import tasks
from seizures.core.actor import of_user
from seizures.rights.models import Right
from seizures.screening.models import Alert, ScreeningRun
from tests.browser.corridor import mark_of_both_countries, officer_at, ship
from tests.browser.screen import Screen
from tests.builders import holder, holder_user, person, picture
from tests.portal.worlds import paper
from tests.servers import Worker, wait_until

pytestmark = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.timeout(600),
]
MARK = "SOLMARU"
REGISTERED = {"kr": "40-2345678", "cn": "31234567"}


def test_a_small_holder_is_protected_in_both_countries(
    sit_down: Callable[..., Screen], worker: Worker, tmp_path: Path
) -> None:
    mark_of_both_countries()  # somebody else's
    _cargo_is_there_already(tmp_path, worker)
    user = holder_user(holder("Solmaru Co., Ltd.", is_small=True))
    _begin_and_leave(sit_down(user, "ko"))
    _come_back_and_submit(sit_down(user, "ko"), tmp_path)

    queues = {
        "ko": sit_down(officer_at("020"), "ko"),
        "zh-hans": sit_down(officer_at("cn-qingdao-port"), "zh-hans"),
    }
    for queue in queues.values():
        queue.open("/alerts/")
        assert MARK not in queue.text()
    for administration, language in (("kr", "ko"), ("cn", "zh-hans")):
        _accept(sit_down(person("examiner", administration), language), administration)
    accepted = time.monotonic()
    for queue in queues.values():
        rows = queue.find("tr[data-row]", has_text=MARK)
        wait_until(lambda q=queue, r=rows: q.again() or r.count() == 1,
                   f"an alert in both queues; {worker.process.said()[-1500:]}", 60)  # fmt: skip
    waited = time.monotonic() - accepted
    for queue in queues.values():
        queue.look()
        queue.press(queue.find("[data-row-link]", has_text=MARK))
    print(f"alert in both queues {waited:.1f} s after the second acceptance")
    assert Alert.objects.get(right__mark=MARK).dispositions.count() == 2


def _cargo_is_there_already(folder: Path, worker: Worker) -> None:
    """A ship was reported to Qingdao and screened before anybody knew the mark."""
    path = ship(folder / "before.edi", description=f"{MARK} RUNNING SHOES")
    by = of_user(officer_at("cn-qingdao-port"))
    with path.open("rb") as stream:
        done = cargo.receive_manifest(stream, name=path.name, administration="cn", by=by)
    tasks.kick(done.manifest.pk)
    screened = ScreeningRun.objects.filter(manifest=done.manifest, is_complete=True)
    wait_until(screened.exists, f"screening; {worker.process.said()[-1500:]}", 90)
    assert not Alert.objects.exists()


def _begin_and_leave(portal: Screen) -> None:
    """The first part, then something else comes up."""
    portal.open("/portal/")
    portal.press('main a[href="/portal/record/"]')
    form = portal.find("form.part")
    portal.fill(form, kind="trademark", mark=MARK)
    portal.press(form.locator(".form-buttons button"))
    form = portal.find("form.part")
    portal.fill(form, nice="25")
    portal.press(form.locator('button[name="go"][value="home"]:visible'))
    assert portal.page.url.endswith("/portal/")


def _come_back_and_submit(portal: Screen, folder: Path) -> None:
    """Another day: the draft waits where it was left."""
    right = Right.objects.get(mark=MARK)
    assert right.nice == [25]
    certificate = folder / "certificate.pdf"
    certificate.write_bytes(paper().read())
    genuine = folder / "genuine.png"
    genuine.write_bytes(picture("navy").read())
    portal.open("/portal/")
    portal.press(f'a[href="/portal/record/{right.pk}/"]')
    assert portal.page.url.endswith("/where/"), "goes on where it was left"
    form = portal.find("form.part")
    for code, number in REGISTERED.items():
        portal.fill(form, **{f"{code}_registration_number": number,
                             f"{code}_certificate": certificate})  # fmt: skip
    _next(portal, "/names/")
    ticks = portal.find('form.part input[type="checkbox"]')
    assert ticks.count() >= 1, "spellings are suggested"
    ticks.first.check()
    _next(portal, "/traders/")
    portal.fill(portal.find("form.part"), name="Solmaru Logistics Co., Ltd.")
    _next(portal, "/genuine/")
    portal.fill(portal.find("form.part"), identification="안쪽 라벨은 직조", genuine=genuine)
    _next(portal, "/check/")
    assert portal.find('[name="submit"]:checked').count() == 2
    portal.press(portal.find("form.part .form-buttons button"))
    assert portal.page.url.endswith("/receipt/")
    assert portal.find(".receipt-number").count() == 2


def _next(portal: Screen, ending: str) -> None:
    portal.press(portal.find('form.part button[name="go"][value="next"]:visible').last)
    assert portal.page.url.endswith(ending), portal.page.url


def _accept(desk: Screen, administration: str) -> None:
    """An examiner looks at the file and accepts it."""
    row = Right.objects.get(mark=MARK).recordations.get(administration=administration)
    desk.open("/examinations/")
    desk.press(desk.find(f'main a[href="/examinations/{row.pk}/"]').first)
    assert REGISTERED[administration] in desk.text()
    desk.send("/accept/")
    row.refresh_from_db()
    assert row.status == "recorded"
    assert desk.find('main a[href^="/letters/"]').count() >= 1
