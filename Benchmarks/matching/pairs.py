"""The possible pairs of an instance and their costs, for the peers: they are given them. Source: the matching format."""

import datetime

import numpy


def ordinal(text):
    return datetime.date.fromisoformat(text).toordinal()


class Pairs:
    """Of each pair the referral's and the bed's place and the cost; of each referral the cost of none."""

    def __init__(self, instance):
        weights, self.beds = instance["weights"], instance["beds"]
        as_of = ordinal(instance["as_of"])
        last = as_of + instance["horizon_days"]
        sellers = {(one["buyer"], one["seller"]) for one in instance["agreements"]}
        before = {one["referral"]: one["bed"] for one in instance["previous"]}
        places = {bed["id"]: place for place, bed in enumerate(self.beds)}
        towns, regions, sites = (numpy.array([bed[name] for bed in self.beds]) for name in ("municipality", "region", "site"))
        offers = {}
        for place, bed in enumerate(self.beds):
            for offer in bed["offers"]:
                offers.setdefault(offer, numpy.zeros(len(self.beds), bool))[place] = True
        takes = {sex: numpy.array([not bed["sexes"] or sex in bed["sexes"] for bed in self.beds]) for sex in ("female", "male")}
        free = numpy.array([ordinal(bed["free_from"]) for bed in self.beds])
        closed = [place for place, bed in enumerate(self.beds) if bed["closures"]]
        none = numpy.zeros(len(self.beds), bool)
        referrals, beds, costs, self.none = [], [], [], []
        for number, one in enumerate(instance["referrals"]):
            urgency = one["priority"] * (1 + max(0, as_of - ordinal(one["ready_on"])) // 30)
            base = max(as_of, ordinal(one.get("earliest_move_in", one["ready_on"])))
            self.none.append(weights["unplaced"] + urgency * (instance["horizon_days"] + 1))
            known = [town for town in {one["municipality"]} | {seller for buyer, seller in sellers if buyer == one["municipality"]}]
            may = numpy.isin(towns, known) & (takes["female"] & takes["male"] if one["sex"] == "other" else takes[one["sex"]])
            for need in one["needs"]:
                may &= offers.get(need, none)
            if one["excluded_sites"]:
                may &= ~numpy.isin(sites, one["excluded_sites"])
            start = numpy.maximum(free, base)
            for place in closed:
                start[place] = opening(self.beds[place], start[place], instance["stay_days"])
            found = numpy.flatnonzero(may & (start <= last))
            cost = urgency * (start[found] - base)
            cost += numpy.where(towns[found] == one["municipality"], 0, numpy.where(
                regions[found] == one["region"], weights["outside_municipality"], weights["outside_region"]))
            if one["preferred_sites"]:
                cost += numpy.where(numpy.isin(sites[found], one["preferred_sites"]), 0, weights["not_preferred"])
            if one["id"] in before:
                cost += numpy.where(found == places[before[one["id"]]], 0, weights["change"])
            referrals.append(numpy.full(len(found), number))
            beds.append(found)
            costs.append(cost)
        self.referrals, self.beds_of, self.costs = map(numpy.concatenate, (referrals, beds, costs))
        self.none = numpy.array(self.none)


def opening(bed, start, stay):
    """The first day from one on on which a stay touches no closure."""
    while True:
        touched = [one for one in bed["closures"] if ordinal(one["from"]) < start + stay and ordinal(one["to"]) > start]
        if not touched:
            return start
        start = max(ordinal(one["to"]) for one in touched)
