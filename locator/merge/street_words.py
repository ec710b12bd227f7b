"""The words of street addresses: what is a direction, a kind of street, a unit."""

DIRECTIONS = {
    "N": "N", "NORTH": "N", "S": "S", "SOUTH": "S", "E": "E", "EAST": "E",
    "W": "W", "WEST": "W", "NE": "NE", "NORTHEAST": "NE", "NW": "NW",
    "NORTHWEST": "NW", "SE": "SE", "SOUTHEAST": "SE", "SW": "SW", "SOUTHWEST": "SW",
}  # fmt: skip
STREET_TYPES = {
    "ALLEY": "ALY", "ALY": "ALY", "AV": "AVE", "AVE": "AVE", "AVENUE": "AVE",
    "BLVD": "BLVD", "BOULEVARD": "BLVD", "BYPASS": "BYP", "CIR": "CIR", "CIRCLE": "CIR",
    "COURT": "CT", "CT": "CT", "COVE": "CV", "CRES": "CRES", "CRESCENT": "CRES",
    "CROSSING": "XING", "DR": "DR", "DRIVE": "DR", "DRV": "DR", "EXPRESSWAY": "EXPY",
    "EXPY": "EXPY", "EXT": "EXT", "EXTENSION": "EXT", "FREEWAY": "FWY", "FWY": "FWY",
    "HIGHWAY": "HWY", "HWY": "HWY", "LANE": "LN", "LN": "LN", "LOOP": "LOOP",
    "PARKWAY": "PKWY", "PKWY": "PKWY", "PIKE": "PIKE", "PL": "PL", "PLACE": "PL",
    "PLAZA": "PLZ", "PLZ": "PLZ", "RD": "RD", "ROAD": "RD", "ROUTE": "RTE", "RT": "RTE",
    "RTE": "RTE", "ROW": "ROW", "SQ": "SQ", "SQUARE": "SQ", "ST": "ST", "STR": "ST",
    "STREET": "ST", "TER": "TER", "TERRACE": "TER", "TRAIL": "TRL", "TRL": "TRL",
    "TPKE": "TPKE", "TURNPIKE": "TPKE", "WAY": "WAY",
}  # fmt: skip
# Ways to say which road, not its name: "US Highway 31", "State Route 31", "County Road 31".
ROAD_PREFIXES = frozenset({"US", "STATE", "COUNTY"})
# Where a name may begin: "St Germain" is the saint in any spelling.
SAME_WORD = {
    "STREET": "SAINT", "ST": "SAINT", "STE": "SAINTE", "MT": "MOUNT", "FT": "FORT",
    "MLK": "KING", "JR": "JUNIOR", "DOCTOR": "DR", "HTS": "HEIGHTS", "CTR": "CENTER",
    "CNTR": "CENTER", "CENTRE": "CENTER", "PK": "PARK", "SPGS": "SPRINGS",
}  # fmt: skip
UNITS = {
    "APARTMENT": "suite", "APT": "suite", "NO": "suite", "NUMBER": "suite",
    "OFFICE": "suite", "RM": "suite", "ROOM": "suite", "ROOMS": "suite",
    "SPACE": "suite", "SPC": "suite", "STE": "suite", "STES": "suite",
    "SUITE": "suite", "SUITES": "suite", "UNIT": "suite", "UNITS": "suite",
    "#": "suite", "LOT": "suite",
    "FL": "floor", "FLOOR": "floor", "FLOORS": "floor", "FLR": "floor",
    "LEVEL": "floor",
    "ANNEX": "building", "BLD": "building", "BLDG": "building",
    "BUILDING": "building", "BUILDINGS": "building", "BLDGS": "building",
    "TOWER": "building", "WING": "building",
}  # fmt: skip
# Floors that have a name instead of a number.
NAMED_FLOORS = {
    "BASEMENT": "0", "BSMT": "0", "LOWER": "0", "GROUND": "1", "MAIN": "1",
    "UPPER": "2", "PENTHOUSE": "PH",
}  # fmt: skip
ORDINALS = {
    "FIRST": "1", "SECOND": "2", "THIRD": "3", "FOURTH": "4", "FIFTH": "5",
    "SIXTH": "6", "SEVENTH": "7", "EIGHTH": "8", "NINTH": "9", "TENTH": "10",
    "ELEVENTH": "11", "TWELFTH": "12",
}  # fmt: skip
CARDINALS = {
    "ONE": "1", "TWO": "2", "THREE": "3", "FOUR": "4", "FIVE": "5", "SIX": "6",
    "SEVEN": "7", "EIGHT": "8", "NINE": "9", "TEN": "10",
}  # fmt: skip
