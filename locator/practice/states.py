"""How many practice places each state gets, around which towns, with which numbers.

Populations are thousands of people, about 2023; a town stands for the part of its metro
area that lies in the state. Only these proportions and the area codes are real.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

PLACES = 2_400
FEWEST = 3  # so that a search in the smallest territory finds something


@dataclass(frozen=True, slots=True)
class State:
    """A state's share of the practice places."""

    code: str
    population: int
    area_codes: tuple[str, ...]
    towns: Mapping[str, int]  # ZIP in the middle of a town -> people around it


# State, thousands of people: area codes, the towns' own first: ZIP=thousands around it.
TABLE = """
AL 5108: 205 251 256 334: 35203=1115 36602=430 35801=500 36104=385
AK 733: 907: 99501=390 99701=95 99801=32
AZ 7431: 602 520 928: 85003=4900 85701=1050 86001=145
AR 3068: 501 479 479 870: 72201=750 72701=560 72901=250
CA 38965: 213 714 951 619 415 510 408 916 559 661 909 530: 90012=9700 92701=3100 92501=2300 92101=3270 94102=2500 94612=1700 95112=1900 95814=2400 93721=1010 93301=910 92401=2200
CO 5878: 303 719 970: 80202=2960 80903=760 80521=370 81501=160
CT 3617: 860 203: 06103=1200 06511=860 06604=950
DE 1032: 302: 19801=570 19901=180
DC 679: 202: 20001=679
FL 22611: 305 954 561 813 407 904 850 239 352: 33130=2700 33301=1940 33401=1500 33602=3200 32801=2700 32202=1650 32301=390 33901=790
GA 11029: 404 706 912 478 770: 30303=6100 30901=420 31401=410 31201=230
HI 1435: 808: 96813=1000 96720=200
ID 1965: 208: 83702=790 83402=160
IL 12550: 312 309 217 815 618: 60601=7900 61602=400 62701=200 61101=335
IN 6862: 317 260 574 219 812: 46204=2100 46802=430 46601=300 46402=700
IA 3207: 515 319 563 712: 50309=720 52401=275 52801=215
KS 2940: 316 913 785 620: 67202=650 66101=900 66603=230
KY 4526: 502 859 270 859 606: 40202=1100 40507=520 42101=180 41011=430
LA 4574: 504 225 318 337: 70112=1240 70801=870 71101=390 70501=480
ME 1396: 207: 04101=560 04401=155
MD 6180: 410 301: 21201=2830 20850=1060 20774=960
MA 7001: 617 508 413 978: 02118=4600 01608=870 01103=690
MI 10037: 313 616 517 810 906: 48226=4300 49503=1100 48933=470 48502=400
MN 5738: 612 218 507 320: 55401=3500 55802=240 55901=230
MS 2940: 601 228 662: 39201=600 39501=420
MO 6196: 314 816 417 573: 63101=2130 64106=1300 65806=490
MT 1133: 406: 59101=190 59801=120 59715=120
NE 1978: 402 402 308: 68102=840 68508=340
NV 3194: 702 775: 89101=2330 89501=500
NH 1402: 603: 03101=425 03801=130
NJ 9291: 973 609 856 609 732: 07102=4500 08608=385 08103=1270 08401=275
NM 2114: 505 575: 87102=920 88001=220
NY 19571: 212 516 914 716 585 315 518 607: 10001=9000 11550=2900 10601=1000 14203=1160 14604=1050 13202=650 12207=900
NC 10835: 704 919 336 828 910: 28202=2400 27601=1500 27401=780 28801=470
ND 784: 701: 58102=220 58501=135
OH 11786: 216 614 513 419 937 330 740: 44113=2060 43215=2160 45202=1700 43604=600 45402=810 44308=700
OK 4054: 405 918 580: 73102=1440 74103=1030
OR 4233: 503 503 541: 97204=1970 97301=430 97401=380
PA 12962: 215 412 610 717 814 570: 19102=4200 15222=2350 18101=700 17101=600 16501=270
RI 1096: 401: 02903=1000
SC 5374: 803 843 864: 29201=850 29401=830 29601=960
SD 919: 605: 57104=300 57701=150
TN 7126: 615 901 865 423 931: 37203=2050 38103=950 37902=900 37402=450
TX 30503: 713 214 817 210 512 915 956 361 806 903: 77002=7300 75201=5000 76102=2600 78205=2650 78701=2420 79901=870 78501=880 78401=420 79401=320
UT 3418: 801 801 801 435: 84101=1270 84601=700 84401=700 84770=190
VT 647: 802: 05401=225
VA 8716: 703 804 757 540 434: 22030=2900 23219=1330 23510=1700 24011=315
WA 7813: 206 253 509 360 425: 98104=3000 98402=920 99201=590 98660=510
WV 1770: 304: 25301=250 26505=140
WI 5911: 414 608 920 715: 53202=1570 53703=690 54301=330
WY 584: 307: 82001=100 82601=80
PR 3206: 787 787 787 939: 00907=1900 00730=280 00680=200
GU 169: 671: 96913=100
VI 99: 340: 00802=45 00820=45
AS 45: 684:
MP 45: 670: 96950=40
"""


def states() -> tuple[State, ...]:
    """Return every state and territory that has practice places, in a fixed order."""
    return tuple(_read(line) for line in TABLE.strip().splitlines())


def places_in(state: State, everyone: int) -> int:
    """Return how many of all places a state gets, by its share of the population."""
    return max(FEWEST, round(PLACES * state.population / everyone))


def sites(state: State, places: int) -> Iterator[tuple[str | None, str]]:
    """Yield for each place its town's ZIP, or None for the countryside; an area code."""
    left = places
    for rank, (postal_code, people) in enumerate(state.towns.items()):
        here = min(left, round(places * people / state.population))
        left -= here
        yield from [(postal_code, _area_code(state, rank))] * here
    yield from [(None, state.area_codes[-1])] * left


def _area_code(state: State, rank: int) -> str:
    return state.area_codes[min(rank, len(state.area_codes) - 1)]


def _read(line: str) -> State:
    head, area_codes, towns = line.split(":")
    code, population = head.split()
    pairs = (town.split("=") for town in towns.split())
    return State(
        code=code,
        population=int(population),
        area_codes=tuple(area_codes.split()),
        towns={postal_code: int(people) for postal_code, people in pairs},
    )
