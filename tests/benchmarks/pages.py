"""Server time of every list and record page on the database at hand, warm, through all of Django.

For a table of fair figures fill the database first: `load_scale --lines 1000000 --rights 100000`.
"""

import gc
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from statistics import median
from time import perf_counter, process_time
from typing import Any
from unittest.mock import patch

from django.db import connection
from django.db.models import Count, Max
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.throttling import UserRateThrottle

from seizures.accounts.models import User
from seizures.cargo.models import Consignment, GoodsLine, Manifest, RefusedRow
from seizures.cases.models import SeizureCase
from seizures.inspections.models import Inspection
from seizures.parties.models import Party
from seizures.rights.models import Holder, Recordation, Right
from seizures.screening.models import Alert, Disposition

TIMES = 24
SPREAD = 12
"""Record pages are asked for that many different records, spread over the table."""


@dataclass(frozen=True, slots=True)
class Page:
    """One kind of page: who asks for it and the addresses it stands for."""

    face: str
    name: str
    user: Any
    urls: Sequence[str]


def run(rows: int, rights: int) -> Iterator[dict[str, Any]]:
    """Asks for each page warm; milliseconds of wall-clock and of this process's CPU."""
    with patch.object(UserRateThrottle, "THROTTLE_RATES", {"user": None}):
        for page in pages():
            yield measured(page)


def measured(page: Page) -> dict[str, Any]:
    """The times of one page over its addresses; a page that fails says so."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(page.user)
    try:
        with CaptureQueriesContext(connection) as queries:
            answers = [client.get(url) for url in page.urls]
            asked = len(queries)
        wall, cpu, sizes = [], [], []
        for number in range(max(TIMES, len(page.urls))):
            gc.collect(0)
            if not (connection.in_atomic_block or connection.settings_dict["CONN_MAX_AGE"]):
                connection.close()  # as the server does between two requests
            begin = perf_counter(), process_time()
            answer = client.get(page.urls[number % len(page.urls)])
            sizes.append(len(b"".join(answer)) if answer.streaming else len(answer.content))
            wall.append((perf_counter() - begin[0]) * 1000)
            cpu.append((process_time() - begin[1]) * 1000)
    finally:
        client.logout()
    bad = sorted({answer.status_code for answer in answers} - {200})
    told: dict[str, Any] = {
        "face": page.face, "page": page.name, "role": page.user.role,
        "p50_ms": round(median(wall), 1), "p95_ms": round(percentile(wall, 95), 1),
        "cpu_p50_ms": round(median(cpu), 1), "cpu_p95_ms": round(percentile(cpu, 95), 1),
        "queries": round(asked / len(page.urls), 1), "kb": round(max(sizes) / 1024),
    }  # fmt: skip
    return {**told, "status": bad} if bad else told


def percentile(values: Sequence[float], part: int) -> float:
    """The value below which that part in a hundred lies."""
    return sorted(values)[min(len(values) - 1, len(values) * part // 100)]


def pages() -> Iterator[Page]:
    """Every list and record page there are rows for."""
    for code in ("kr", "cn"):
        officials = User.objects.filter(administration=code, is_active=True)
        officer = officials.filter(role="officer").order_by("pk").first()
        if officer is not None:
            yield from desk(officer, code)
            yield from api(officer, code)
        for role, name in (("examiner", "examination-list"), ("analyst", "dashboard")):
            other = officials.filter(role=role).order_by("pk").first()
            if other is not None:
                yield from special(other, code, name)
    holders = Holder.objects.filter(organisation__people__role="holder")
    largest = holders.annotate(n=Count("rights", distinct=True)).order_by("-n").first()
    if largest is not None and largest.organisation is not None:
        holder = largest.organisation.people.filter(role="holder").order_by("pk").first()
        yield from portal(holder, largest)


def desk(user: Any, code: str) -> Iterator[Page]:
    """The officers' pages: lists first, middle and filtered; records spread over the table."""

    def lists(name: str, *queries: str) -> Iterator[Page]:
        for query in ("", *queries):
            yield Page(f"web {code}", f"{name} {query}".strip(), user, [reverse(name) + query])

    def records(name: str, rows: Any) -> Iterator[Page]:
        keys = spread(rows.visible_to(user))
        if keys:
            yield Page(f"web {code}", name, user, [reverse(name, args=[key]) for key in keys])

    yield from lists("worklist", "?scope=all")
    yield from lists("alert-list", "?state=all", "?tier=high", "?side=export", "?mode=sea")
    yield from deeper(user, code, "alert-list")
    yield from records("alert-detail", AlertKeys(code))
    yield from lists("manifest-list", "?status=read", "?q=KR-MF")
    yield from records("manifest-detail", Manifest.objects)
    largest = Manifest.objects.filter(administration=code).order_by("-lines_count").first()
    if largest is not None:
        urls = [reverse("manifest-detail", args=[largest.pk])]
        yield Page(f"web {code}", "manifest-detail largest", user, urls)
    refused = RefusedRow.objects.filter(manifest__administration=code).order_by("-pk").first()
    if refused is not None:
        urls = [reverse("refused-list", args=[refused.manifest_id])]
        yield Page(f"web {code}", "refused-list", user, urls)
        yield Page(f"web {code}", "refused-row", user, [reverse("refused-row", args=[refused.pk])])
    yield from records("consignment-detail", Consignment.objects)
    widest = Consignment.objects.filter(administration=code).order_by("-lines_count", "-pk").first()
    if widest is not None:
        urls = [reverse("consignment-detail", args=[widest.pk])]
        yield Page(f"web {code}", "consignment-detail widest", user, urls)
    yield from lists("right-list", "?kind=patent", "?q=ba", f"?side={code}&status=recorded")
    yield from deeper(user, code, "right-list")
    yield from records("right-detail", Right.objects)
    yield from lists("inspection-list", "?state=all")
    yield from records("inspection-detail", Inspection.objects)
    yield from lists("case-list", "?state=all")
    yield from records("case-detail", SeizureCase.objects)
    yield from searches(user, code)
    yield from lists("dashboard")


class AlertKeys:
    """Alerts of one queue, asked for by the key of the alert."""

    def __init__(self, code: str) -> None:
        self.code = code

    def visible_to(self, user: Any) -> Any:
        """The alerts with a disposition of the reader's administration."""
        return Alert.objects.visible_to(user)


def searches(user: Any, code: str) -> Iterator[Page]:
    """Search by what officers have at hand: a document, a party, a mark, a number."""
    cargo = Consignment.objects.filter(administration=code).order_by("-pk").first()
    party = Party.objects.order_by("-consignments").first()
    mark = Right.objects.order_by("-pk").values_list("mark", flat=True).first()
    alert = Disposition.objects.filter(administration=code).select_related("alert").first()
    asked = {
        "document": cargo and cargo.reference, "two letters": "ba", "party": party and party.name,
        "mark": mark, "number": alert and alert.alert.number[:8],
    }  # fmt: skip
    for what, text in asked.items():
        if text:
            urls = [f"{reverse('search')}?q={text}"]
            yield Page(f"web {code}", f"search {what}", user, urls)
    if party is not None:
        yield Page(f"web {code}", "search of party", user,
                   [f"{reverse('search')}?party={party.pk}"])  # fmt: skip


def deeper(user: Any, code: str, name: str) -> Iterator[Page]:
    """The page twenty pages on, reached by following the list's own links."""
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    url = reverse(name)
    for _ in range(20):
        answer = client.get(url)
        following = next_url(answer.content.decode())
        if not following:
            break
        url = reverse(name) + following
    client.logout()
    yield Page(f"web {code}", f"{name} page 20", user, [url])


def next_url(html: str) -> str:
    """The address of the next page in a list's HTML, or nothing."""
    found = [unescape(link) for link in re.findall(r'href="(\?[^"]*cursor=[^"]*)"', html)]
    forward = [link for link in found if "direction=back" not in link]
    return forward[-1] if forward else ""


def special(user: Any, code: str, name: str) -> Iterator[Page]:
    """What examiners and analysts work with."""
    yield Page(f"web {code}", "worklist", user, [reverse("worklist")])
    yield Page(f"web {code}", name, user, [reverse(name)])
    if name == "examination-list":
        rows = Recordation.objects.filter(administration=code).exclude(status="draft")
        keys = spread(rows)
        if keys:
            urls = [reverse("examination-detail", args=[key]) for key in keys]
            yield Page(f"web {code}", "examination-detail", user, urls)


def portal(user: Any, holder: Any) -> Iterator[Page]:
    """The pages of the holder with most rights."""
    yield Page("portal", "portal-home", user, [reverse("portal-home")])
    yield Page("portal", "portal-notice-list", user, [reverse("portal-notice-list")])
    client = Client(SERVER_NAME="localhost")
    client.force_login(user)
    listed = client.get(reverse("portal-notice-list")).content.decode()
    client.logout()
    if urls := re.findall(r'href="([^"?]*/notices/\d+/)"', listed):
        yield Page("portal", "portal-notice", user, list(dict.fromkeys(urls))[:SPREAD])
    rows = {"portal-right": Right.objects, "portal-case": SeizureCase.objects,
            "portal-recordation": Recordation.objects}  # fmt: skip
    for name, manager in rows.items():
        keys = spread(manager.visible_to(user))
        if keys:
            yield Page("portal", name, user, [reverse(name, args=[key]) for key in keys])


def api(user: Any, code: str) -> Iterator[Page]:
    """Every resource: the list, a list of 500, and single objects."""
    resources: dict[str, Callable[[], Any]] = {
        "manifest": lambda: Manifest.objects, "consignment": lambda: Consignment.objects,
        "line": lambda: GoodsLine.objects, "right": lambda: Right.objects,
        "recordation": lambda: Recordation.objects, "alert": lambda: AlertKeys(code),
        "inspection": lambda: Inspection.objects, "case": lambda: SeizureCase.objects,
    }  # fmt: skip
    for name, rows in resources.items():
        url = reverse(f"api-v1:{name}-list")
        yield Page(f"api {code}", f"{name}-list", user, [url])
        keys = spread(rows().visible_to(user))
        if keys:
            urls = [reverse(f"api-v1:{name}-detail", args=[key]) for key in keys]
            yield Page(f"api {code}", f"{name}-detail", user, urls)
    largest = Manifest.objects.filter(administration=code).order_by("-lines_count").first()
    if largest is not None:
        url = f"{reverse('api-v1:line-list')}?manifest={largest.pk}"
        yield Page(f"api {code}", "line-list ?manifest", user, [url])
    url = f"{reverse('api-v1:alert-list')}?status=open&tier=high"
    yield Page(f"api {code}", "alert-list ?status&tier", user, [url])


def spread(rows: Any, count: int = SPREAD) -> list[int]:
    """Keys of rows spread evenly over a table, the newest among them."""
    last = rows.aggregate(last=Max("pk"))["last"]
    if last is None:
        return []
    found: dict[int, None] = {last: None}
    for step in range(count - 1):
        key = rows.filter(pk__gte=last * step // count).order_by("pk")
        found.update(dict.fromkeys(key.values_list("pk", flat=True)[:1]))
    return list(found)
