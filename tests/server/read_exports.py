"""Reads every export in a directory with tools that others use, and prints what they count as JSON.

Needs python3-networkx of Debian 12, whose GEXF reader knows no version later than 1.2: the same document is read
under the older name.
"""

import csv
import json
import pathlib
import sys

try:
    import networkx
    import rdflib
except ImportError as error:
    sys.exit(f"{error}: this test needs python3-networkx and python3-rdflib: scripts/install-deps.sh test")

where = pathlib.Path(sys.argv[1])


def rows(name, **dialect):
    with open(where / name, encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, strict=True, **dialect))
    for row in table:
        assert None not in row and None not in row.values(), f"{name}: a row has another number of cells: {row}"
    return table


def gexf(name):
    text = (where / name).read_text(encoding="utf-8")
    older = text.replace("http://gexf.net/1.3", "http://www.gexf.net/1.2draft").replace('version="1.3"', 'version="1.2"')
    (where / "older.gexf").write_text(older, encoding="utf-8")
    return networkx.read_gexf(where / "older.gexf")


lines = [json.loads(line) for line in open(where / "events.ndjson", encoding="utf-8")]
table = rows("events.csv")
graphml = networkx.read_graphml(where / "events.graphml")
dynamic = gexf("events.gexf")
linked = rdflib.Graph().parse(where / "events.jsonld", format="json-ld")
ids = {event["id"] for event in lines}
actors = {participant["actor"] for event in lines for participant in event["participants"]}

assert {row["event_id"] for row in table} == ids
schema = rdflib.Namespace("https://schema.org/")
actions = set(linked.subjects(rdflib.RDF.type, schema.Action))
assert actions == {rdflib.URIRef(f"urn:dragoman:event:{name}") for name in ids}
assert set(linked.subjects(schema.identifier)) >= {rdflib.URIRef(f"urn:dragoman:actor:{name}") for name in actors}
assert set(linked.objects(None, schema.actionStatus)) <= {
    schema.CompletedActionStatus, schema.PotentialActionStatus, schema.FailedActionStatus
}
assert all(value.datatype == rdflib.XSD.date for value in linked.objects(None, schema.startTime))
assert {row["eventId:ID(Event)"] for row in rows("neo4j-events.csv")} == ids
assert {row["actorId:ID(Actor)"] for row in rows("neo4j-actors.csv")} == actors
assert set(graphml.nodes) == actors and set(dynamic.nodes) == actors
assert {data["event"] for _, _, data in graphml.edges(data=True)} == {
    row["event_id"] for row in table if row["source_id"] and row["target_id"]
}
for _, _, data in dynamic.edges(data=True):
    spells = data.get("spells", [])
    assert all(start <= end for start, end in spells)
    assert all(before[1] < after[0] for before, after in zip(spells, spells[1:]))

print(
    json.dumps(
        {
            "events": len(ids),
            "jsonld_events": len(actions),
            "actors": len(actors),
            "participations": sum(len(event["participants"]) for event in lines),
            "neo4j_participations": len(rows("neo4j-participations.csv")),
            "rows": len(table),
            "icews_rows": len(rows("icews.tab", delimiter="\t")),
            "polecat_rows": len(rows("polecat.tab", delimiter="\t")),
            "pairs": sum(bool(row["source_id"] and row["target_id"]) for row in table),
            "graphml_edges": graphml.number_of_edges(),
            "gexf_events": sum(data["events"] for _, _, data in dynamic.edges(data=True)),
            "network_nodes": networkx.read_graphml(where / "network.graphml").number_of_nodes(),
            "gexf_network_nodes": gexf("network.gexf").number_of_nodes(),
        }
    )
)
