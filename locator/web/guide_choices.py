"""What the search box of a guide offers, where the first page's choices do not fit."""

from locator.web.choices import CHOICES, EITHER_MEDICINE, Want
from locator.wording import to_translate

MEDICINE, BUPRENORPHINE = CHOICES[0], CHOICES[1]

# Medicine comes first even for these groups: a place near by beats a special program.
FOR_PREGNANT = (
    MEDICINE,
    Want(
        (*EITHER_MEDICINE, "pregnant"),
        to_translate("Medicine, with a program for pregnant or new mothers"),
        to_translate("Fewer places, perhaps farther away."),
    ),
)
FOR_UNDER_18 = (
    MEDICINE,
    Want(
        (*EITHER_MEDICINE, "under-18"),
        to_translate("Medicine, with a program for young people"),
        to_translate("Fewer places, perhaps farther away."),
    ),
    Want(("counseling", "under-18"), to_translate("Counseling for young people")),
)
BY_PAYMENT = (
    MEDICINE,
    Want(
        (*EITHER_MEDICINE, "medicaid"),
        to_translate("Medicine, and they take Medicaid"),
    ),
    Want(
        (*EITHER_MEDICINE, "sliding-fee", "free"),
        to_translate("Medicine, free or by your income"),
    ),
)
BY_VIDEO = (
    Want(
        ("buprenorphine", "telehealth"),
        to_translate("Buprenorphine, with video or phone visits"),
        to_translate("Ask if they take people from your town."),
    ),
    BUPRENORPHINE,
)
FOR_TONIGHT = (
    MEDICINE,
    Want(("alcohol-detox",), to_translate("Care for alcohol withdrawal")),
    Want(
        ("benzodiazepine-detox",),
        to_translate("Care for benzodiazepine withdrawal"),
    ),
)
