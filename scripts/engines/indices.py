"""Holds the indices that the views compute in an engine to what 'agglom stats' says."""
import json, math, subprocess

# View, its column, what a row of it is of, the index with its options, and the index's column.
COMPARED = [
    ("industry_location_quotient", "quotient", ("zone", "industry"),
     ["location-quotient"], "location_quotient"),
    ("industry_concentration", "hhi", ("industry",),
     ["herfindahl-hirschman", "--over", "zones"], "herfindahl_hirschman"),
    ("industry_concentration", "gini", ("industry",), ["gini", "--over", "zones"], "gini"),
    ("industry_concentration", "locational_gini", ("industry",),
     ["lorenz-area", "--over", "zones", "--absent", "zero"], "lorenz_area"),
    ("zone_specialization", "hhi", ("zone",),
     ["herfindahl-hirschman", "--over", "industries"], "herfindahl_hirschman"),
    ("zone_specialization", "krugman", ("zone",),
     ["krugman", "--over", "industries", "--absent", "zero"], "krugman"),
]
YEARS = ["2020", "2021"]


def fill(database):
    """Adds a survey of cells in which nothing is missing, but some cells are not there."""
    database.execute("INSERT INTO dataset (key, name_en, kind) VALUES ('complete', 'Complete cells', 'synthetic')")
    database.execute("""
        INSERT INTO cell_year (dataset_id, zone_id, industry_id, year, employees, firms)
        SELECT (SELECT id FROM dataset WHERE key = 'complete'), zone.id, industry.id, year,
          (zone.id * 7919 + industry.id * 104729 + year * 31) % 4001, 1 + zone.id % 9
        FROM (SELECT id FROM zone WHERE kind = 'prefecture' ORDER BY key LIMIT 40) AS zone,
          (SELECT id FROM industry WHERE scheme = 'gbt4754-2017' AND level = 'division') AS industry,
          (SELECT 2020 AS year UNION SELECT 2021)
        WHERE (zone.id * 31 + industry.id * 17 + year) % 5 > 0""")


def compare(agglom, database, source, engine):
    """`N equal`, or what differs by more than a billionth."""
    different, count = [], 0
    views = {}
    for view, column, subject, words, measure in COMPARED:
        names = [name for name, _ in source.columns(view)]
        if view not in views:
            views[view] = [dict(zip(names, row)) for row in engine.rows(view, None)]
        there = {}
        for row in views[view]:
            if row["dataset"] == "complete":
                there[(str(row["year"]),) + tuple(row[name] for name in subject)] = row[column]
        here = {}
        for year in YEARS:
            printed = subprocess.run(
                [agglom, "stats", *words, "--of", "employees", "--dataset", "complete", "--years", year,
                 "--zones", "prefecture", "--industries", "gbt4754-2017:division", "--format", "json",
                 "--db", database], check=True, capture_output=True, text=True).stdout
            for row in json.loads(printed):
                here[(year,) + tuple(row[name] for name in subject)] = row[measure]
        count += len(here)
        if here.keys() != there.keys() or not here or not all(
                same(here[key], there[key]) for key in here):
            different.append(f"{view}.{column}")
    return "differ: " + ", ".join(different) if different else f"{count} equal"


def same(ours, theirs):
    if ours is None or theirs is None:
        return ours is theirs
    return math.isclose(ours, theirs, rel_tol=1e-9, abs_tol=1e-9)
