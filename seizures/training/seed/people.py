"""The people of the demo: a user for every role of both administrations, and those outside."""

import secrets
from dataclasses import dataclass
from typing import Any

from seizures.accounts.actions import create_organisation, create_user
from seizures.accounts.choices import OrganisationKind, Role
from seizures.accounts.models import Organisation, User
from seizures.core.actor import system
from seizures.grants.actions import make_grant
from seizures.reference.actions import set_deposit_account
from seizures.reference.models import Office
from seizures.rights.models import Right
from seizures.training.actions import link_holder, set_password
from seizures.training.invent.marks import HolderName
from seizures.training.seed.powers import appoint_agents

LANGUAGE = {"kr": "ko", "cn": "zh-hans"}
ACCOUNT = {"kr": ("가온은행", "(예금주 {})"), "cn": ("青屿银行", "（户名：{}）")}
"""An invented bank of each country, and how it names whose account it is."""
OFFICIALS = (
    ("kr-officer", Role.OFFICER, "kr", "020", "하늘", "김"),
    ("kr-officer-airport", Role.OFFICER, "kr", "040", "다온", "이"),
    ("kr-officer-express", Role.OFFICER, "kr", "kr-icn-express", "시온", "최"),
    ("kr-officer-pyeongtaek", Role.OFFICER, "kr", "016", "도윤", "박"),
    ("kr-officer-busan", Role.OFFICER, "kr", "030", "서아", "정"),
    ("kr-senior", Role.SENIOR_OFFICER, "kr", "020", "한결", "윤"),
    ("kr-senior-airport", Role.SENIOR_OFFICER, "kr", "040", "은재", "강"),
    ("kr-examiner", Role.EXAMINER, "kr", "kr-hq", "해린", "조"),
    ("kr-analyst", Role.ANALYST, "kr", "kr-hq", "태리", "장"),
    ("kr-auditor", Role.AUDITOR, "kr", "kr-hq", "보람", "임"),
    ("kr-trainer", Role.TRAINER, "kr", "kr-hq", "예솔", "한"),
    ("kr-trainee", Role.TRAINEE, "kr", "020", "민새", "오"),
    ("kr-trainee-2", Role.TRAINEE, "kr", "030", "소율", "서"),
    ("kr-administrator", Role.ADMINISTRATOR, "kr", "kr-hq", "라온", "신"),
    ("cn-officer", Role.OFFICER, "cn", "cn-huangdao", "子墨", "王"),
    ("cn-officer-weihai", Role.OFFICER, "cn", "4238", "雨桐", "李"),
    ("cn-officer-yantai", Role.OFFICER, "cn", "cn-yantai-airport", "思远", "张"),
    ("cn-officer-shanghai", Role.OFFICER, "cn", "2225", "若溪", "刘"),
    ("cn-senior", Role.SENIOR_OFFICER, "cn", "cn-huangdao", "嘉禾", "陈"),
    ("cn-senior-weihai", Role.SENIOR_OFFICER, "cn", "cn-weihai", "云舟", "杨"),
    ("cn-examiner", Role.EXAMINER, "cn", "0000", "清岚", "赵"),
    ("cn-analyst", Role.ANALYST, "cn", "0000", "星野", "黄"),
    ("cn-auditor", Role.AUDITOR, "cn", "0000", "知夏", "周"),
    ("cn-trainer", Role.TRAINER, "cn", "0000", "沐辰", "吴"),
    ("cn-trainee", Role.TRAINEE, "cn", "cn-huangdao", "语棠", "徐"),
    ("cn-trainee-2", Role.TRAINEE, "cn", "2225", "书瑶", "孙"),
    ("cn-administrator", Role.ADMINISTRATOR, "cn", "0000", "景行", "马"),
)
"""username, role, administration, office code, given name, family name"""


@dataclass(frozen=True, slots=True)
class Outsider:
    """A firm with somebody who signs in for it; `acts_for` names principals of an agent."""

    username: str
    role: Role
    kind: OrganisationKind
    country: str
    language: str
    given: str
    family: str
    is_small: bool = False
    acts_for: tuple[str, ...] = ()


OUTSIDERS = (
    Outsider("holder-small", Role.HOLDER, OrganisationKind.HOLDER, "KR", "ko", "지유", "홍", True),
    Outsider("holder-large", Role.HOLDER, OrganisationKind.HOLDER, "KR", "ko", "재하", "권"),
    Outsider("holder-cn", Role.HOLDER, OrganisationKind.HOLDER, "CN", "zh-hans", "晚晴", "朱",
             True),
    Outsider("holder-abroad", Role.HOLDER, OrganisationKind.HOLDER, "IT", "en", "Livia", "Tarconi"),
    Outsider("agent", Role.AGENT, OrganisationKind.AGENT, "KR", "ko", "주원", "황",
             acts_for=("holder-abroad", "holder-cn")),
    Outsider("pledgee", Role.PLEDGEE, OrganisationKind.PLEDGEE, "KR", "ko", "누리", "송"),
)  # fmt: skip
FIRMS = {
    "agent": ("Maru & Yeoul Customs Attorneys", "마루여울 관세법인"),
    "pledgee": ("Hanul Savings Demo Bank", "한울 데모저축은행"),
}


def new_password() -> str:
    """The password of this install's demo people: one for all, so that nobody types many."""
    return secrets.token_urlsafe(9)


def owners(holders: tuple[HolderName, ...]) -> dict[str, HolderName]:
    """Which invented firm each outside person acts for."""
    chosen: dict[str, HolderName] = {}
    for outsider in OUTSIDERS:
        if outsider.kind == OrganisationKind.HOLDER:
            fitting = (
                firm
                for firm in holders
                if firm.country == outsider.country
                and firm.is_small == outsider.is_small
                and firm not in chosen.values()
            )
            chosen[outsider.username] = next(fitting)
    return chosen


def make_officials() -> None:
    """The people of the two administrations, and the invented accounts of their offices."""
    offices = {office.code: office for office in Office.objects.all()}
    for username, role, administration, office, given, family in OFFICIALS:
        create_user(
            username=username, password=None, by=system(), role=role,
            language=LANGUAGE[administration], administration_id=administration,
            office=offices[office], first_name=given, last_name=family,
        )  # fmt: skip
    for order, code in enumerate(sorted({row[3] for row in OFFICIALS}), start=1):
        office_row = offices[code]
        bank, holder = ACCOUNT[office_row.administration_id]
        name = office_row.names[LANGUAGE[office_row.administration_id]]
        account = f"{bank} 000-{order:02d}-000{order:03d} {holder.format(name)}"
        set_deposit_account(office_row, account, by=system())


def make_outsiders(firms: dict[str, HolderName]) -> None:
    """Right holders, the agent and the pledgee with their organisations."""
    made: dict[str, Organisation] = {}
    for row in OUTSIDERS:
        firm = firms.get(row.username)
        name, local = (firm.name, firm.local_name) if firm else FIRMS[row.username]
        made[row.username] = create_organisation(
            by=system(), kind=row.kind, name=name, local_name=local, country=row.country,
            is_small=row.is_small, email=f"{row.username}@example.org",
            address=firm.address if firm else "1 Demo-ro, Incheon", phone="+82-32-000-0000",
            business_number=f"{100 + len(made)}-81-0000{len(made)}",
        )  # fmt: skip
        create_user(
            username=row.username, password=None, by=system(), role=row.role, language=row.language,
            email=f"{row.username}@example.org", organisation=made[row.username],
            first_name=row.given, last_name=row.family,
        )  # fmt: skip
        if firm:
            link_holder(firm.name, made[row.username], by=system(), local_name=local,
                        country=firm.country, address=firm.address, is_small=firm.is_small,
                        contact_name=f"{row.family}{row.given}",
                        contact_email=f"{row.username}@example.org")  # fmt: skip
    for row in OUTSIDERS:
        if row.acts_for:
            appoint_agents(made[row.username], [made[name] for name in row.acts_for],
                           [made[name] for name in firms])  # fmt: skip


def pledge(right: Right) -> None:
    """Opens a right to the demo's bank, to which it is pledged as security for a loan."""
    bank = Organisation.objects.get(kind=OrganisationKind.PLEDGEE)
    make_grant(kind="right", key=right.pk, owner="kr", fields=["recordations"], by=system(),
               basis="Pledge agreement", purpose="pledge", to_organisation=bank.pk)  # fmt: skip


def everybody() -> list[str]:
    """The usernames of the demo in the order of the sign-in page."""
    return [row[0] for row in OFFICIALS] + [row.username for row in OUTSIDERS]


def give_password(password: str) -> None:
    """Lets everybody of the demo in with this install's password."""
    set_password(everybody(), password, by=system())


def sign_ins(password: str) -> list[dict[str, Any]]:
    """What stands in var/demo.json."""
    rows = User.objects.filter(username__in=everybody()).select_related("office", "organisation")
    known = {user.username: user for user in rows}
    return [
        {
            "role": user.role, "username": user.username, "password": password,
            "administration": user.administration_id or "", "language": user.language,
            "label": _label(user),
        }
        for user in (known[name] for name in everybody() if name in known)
    ]  # fmt: skip


def _label(user: User) -> str:
    place = user.office or user.organisation
    return f"{Role(user.role).label}, {place.name}" if place else str(Role(user.role).label)
