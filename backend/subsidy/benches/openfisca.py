"""How fast is OpenFisca on the same machine? Three variables of its country template, once and for many.

pip install openfisca-core openfisca-country-template numpy; prints one JSON line.
"""

import json
import time

import numpy
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_country_template import CountryTaxBenefitSystem

SYSTEM = CountryTaxBenefitSystem()
MONTH = "2017-01"
VARIABLES = ["basic_income", "income_tax", "social_security_contribution"]
SITUATION = {
    "persons": {"Bill": {"birth": {"ETERNITY": "1980-01-01"}, "salary": {MONTH: 2000}}},
    "households": {"_": {"adults": ["Bill"]}},
}


def single():
    simulation = SimulationBuilder().build_from_dict(SYSTEM, SITUATION)
    return [simulation.calculate(name, MONTH) for name in VARIABLES]


def many(count):
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, count=count)
    simulation.set_input("salary", MONTH, numpy.linspace(0, 10_000, count))
    simulation.set_input("birth", "ETERNITY", numpy.full(count, "1980-01-01", dtype="datetime64[D]"))
    return [simulation.calculate(name, MONTH) for name in VARIABLES]


def best(run, times):
    """The fastest of some runs, in seconds: what others do on the machine only adds."""
    took = []
    for _ in range(times):
        start = time.perf_counter()
        run()
        took.append(time.perf_counter() - start)
    return min(took)


single()
print(
    json.dumps(
        {
            "single_us": round(best(single, 300) * 1e6, 1),
            "batch_100000_ms": round(best(lambda: many(100_000), 10) * 1e3, 1),
        }
    )
)
