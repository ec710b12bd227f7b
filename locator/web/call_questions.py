"""What to ask on the phone for each thing a person can search for."""

from collections.abc import Mapping

from locator.wording import to_translate

# Where the list says that a place has the medicine, and where it only may.
MEDICINES: Mapping[str, tuple[str, str]] = {
    "buprenorphine": (
        to_translate("Do you start buprenorphine on the first visit?"),
        to_translate("Do you prescribe buprenorphine? Do you start it the first day?"),
    ),
    "methadone": (
        to_translate("How soon can I start methadone?"),
        to_translate("Do you give methadone? How soon can I start?"),
    ),
    "naltrexone": (
        to_translate("When can I start naltrexone?"),
        to_translate("Do you give naltrexone? When can I start?"),
    ),
}

QUESTIONS: Mapping[str, str] = {
    # Kinds of care
    "counseling": to_translate("When can I see a counselor?"),
    "outpatient": to_translate("Can I come for visits and sleep at home?"),
    "intensive-outpatient": to_translate("How many days a week would I come?"),
    "day-treatment": to_translate("Do you have day treatment? What are the hours?"),
    "telehealth": to_translate(
        "Can I do visits by video or phone? Do you take people from my town?"
    ),
    "residential": to_translate("Is there a bed? How long could I stay?"),
    "hospital": to_translate("Is there a hospital bed? How do I get in?"),
    "detox": to_translate("Is there a detox bed? What treatment comes after detox?"),
    "opioid-detox": to_translate(
        "Is there a detox bed? Can I get medicine to stay on after it?"
    ),
    "alcohol-detox": to_translate("Is there a detox bed for alcohol?"),
    "benzodiazepine-detox": to_translate(
        "Do you help people come off benzodiazepines slowly?"
    ),
    "stimulant-detox": to_translate(
        "Do you help people who are coming off cocaine or meth?"
    ),
    "accepts-people-on-medicine": to_translate(
        "I take medicine for opioid use. Can I stay on it with you?"
    ),
    "buprenorphine-injection": to_translate("Do you give the buprenorphine shot?"),
    "naltrexone-injection": to_translate("Do you give the naltrexone shot?"),
    "alcohol-medicine": to_translate("Do you give medicine for alcohol use?"),
    "naloxone-education": to_translate("Can I get naloxone to take home?"),
    "mental-health": to_translate("Do you treat mental health too?"),
    "co-occurring": to_translate(
        "Do you treat mental health and substance use together?"
    ),
    "mental-health-medicine": to_translate("Can you prescribe mental health medicine?"),
    "psychiatric-walk-in": to_translate("Can I walk in without an appointment?"),
    "mobile-crisis": to_translate("Can your crisis team come to me?"),
    "peer-support": to_translate("Can I talk with someone who has been through it?"),
    "help-while-waiting": to_translate("What help do I get while I wait for a place?"),
    "housing": to_translate("Is there a room? Can I live there on my medicine?"),
    "housing-help": to_translate("Can you help me find a place to live?"),
    "job-help": to_translate("Can you help me with work or school?"),
    "child-care": to_translate("Can someone look after my children while I am there?"),
    "beds-for-children": to_translate("Can my children stay with me?"),
    "transport": to_translate("Can you help me get there?"),
    "dui-program": to_translate(
        "Do you run the DUI or DWI program the court asks for?"
    ),
    # Ways to pay
    "medicaid": to_translate("Do you take Medicaid?"),
    "medicare": to_translate("Do you take Medicare?"),
    "private-insurance": to_translate("Do you take my insurance?"),
    "state-insurance": to_translate("Do you take the state's health insurance?"),
    "tricare": to_translate("Do you take TRICARE?"),
    "va-funds": to_translate("Does the VA pay for care with you?"),
    "tribal-funds": to_translate(
        "Do you take Indian Health Service, tribal or urban Indian funds?"
    ),
    "sliding-fee": to_translate("What would I pay, going by my income?"),
    "free": to_translate("Is it free? Would I get any bill?"),
    "cash": to_translate("What does it cost if I pay by myself?"),
    # People
    "under-18": to_translate("Do you take people under 18?"),
    "young-adults": to_translate("Do you have a program for young adults?"),
    "seniors": to_translate("Do you have a program for older adults?"),
    "women": to_translate("Do you have a program for women?"),
    "men": to_translate("Do you have a program for men?"),
    "pregnant": to_translate("I am pregnant, or a new mother. How soon can I be seen?"),
    "veterans": to_translate("Do you have a program for veterans?"),
    "active-military": to_translate("Do you have a program for active-duty military?"),
    "military-families": to_translate("Do you have a program for military families?"),
    "lgbtq": to_translate("Do you have a program for LGBTQ people?"),
    "trauma": to_translate("Do you help people who have been through trauma?"),
    "domestic-violence": to_translate(
        "Do you help people who were hurt by a partner or family member?"
    ),
    "sexual-violence": to_translate("Do you help people hurt by sexual violence?"),
    "hiv": to_translate("Do you have a program for people with HIV?"),
    "chronic-pain": to_translate("Do you treat pain and substance use together?"),
    "criminal-justice": to_translate(
        "Do you take people who are on probation or parole?"
    ),
    "serious-mental-illness": to_translate(
        "Do you treat adults with serious mental illness?"
    ),
    # Kinds of place
    "otp": to_translate("Which medicines do you give, and how soon can I start?"),
    "health-center": to_translate(
        "Can a doctor or nurse there prescribe buprenorphine?"
    ),
}
# For what has no question of its own.
ANYTHING = to_translate("I am looking for this: %(what)s. Do you have it?")
LANGUAGE = to_translate("Can I talk with someone in this language: %(language)s?")

OPENING = to_translate("Hi. I am looking for treatment. Are you taking new people?")
NEXT_OPENING = to_translate("When is the next opening?")
COST = to_translate("What will it cost me? What if I have no insurance?")
BRING = to_translate("What should I bring?")
ANY_MEDICINE = to_translate(
    "Do you give medicine for opioid use, such as buprenorphine or methadone?"
)
KRATOM = to_translate("Do you treat kratom or 7-OH dependence?")
IF_NO = to_translate("Who near here can see me this week?")
