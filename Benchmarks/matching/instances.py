"""A made-up country that waits for beds, in the matching format: the same for the same numbers."""

import datetime
import random

TODAY = datetime.date(2026, 11, 22)
OFFERS = ["substance_use", "medication", "wheelchair", "night_staff", "dual_diagnosis", "pets"]
WEIGHTS = {"outside_municipality": 14, "outside_region": 28, "not_preferred": 3, "change": 5, "unplaced": 1000}
# How many other municipalities' beds each may use.
SELLERS = 9


def day(after):
    return str(TODAY + datetime.timedelta(days=after))


def make(referrals, beds, seed=1):
    numbers = random.Random(seed)
    codes = [f"{code:04d}" for code in range(100, 198)]
    regions = {code: f"{1081 + place % 5}" for place, code in enumerate(codes)}
    sellers = {code: numbers.sample([other for other in codes if other != code], SELLERS) for code in codes}
    waiting = [referral(f"r{number}", numbers, codes, regions, sellers) for number in range(referrals)]
    free = [bed(f"b{number}", numbers, codes, regions) for number in range(beds)]
    kept = min(referrals, beds) // 3
    previous = zip(numbers.sample(waiting, kept), numbers.sample(free, kept))
    return {
        "as_of": day(0), "horizon_days": 182, "stay_days": 84, "weights": WEIGHTS, "referrals": waiting, "beds": free,
        "agreements": [{"buyer": code, "seller": other} for code in codes for other in sellers[code]],
        "previous": [{"referral": one["id"], "bed": other["id"]} for one, other in previous]}


def referral(name, numbers, codes, regions, sellers):
    code = numbers.choice(codes)
    ready = numbers.randint(-120, 20)
    near = sites(code) + sites(sellers[code][0])
    return {
        "id": name, "municipality": code, "region": regions[code], "submitted_on": day(ready - numbers.randint(0, 20)),
        "ready_on": day(ready), "priority": numbers.randint(1, 5), "sex": numbers.choice(["female", "male"]),
        "needs": numbers.sample(OFFERS, numbers.choice([0, 0, 1, 1, 2])),
        "preferred_sites": numbers.sample(near, numbers.choice([0, 0, 1])),
        "excluded_sites": numbers.sample(near, numbers.choice([0, 0, 0, 1]))}


def bed(name, numbers, codes, regions):
    code = numbers.choice(codes)
    closed = [{"from": day(numbers.randint(30, 90)), "to": day(100)}] if numbers.random() < 0.1 else []
    return {
        "id": name, "site": numbers.choice(sites(code)), "municipality": code, "region": regions[code],
        "free_from": day(numbers.randint(-5, 170)), "offers": numbers.sample(OFFERS, numbers.randint(3, 6)),
        "sexes": numbers.choice([[], ["female", "male"], ["female"], ["male"]]), "closures": closed}


def sites(code):
    return [f"{code}-{number}" for number in range(3)]
