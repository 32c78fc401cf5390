"""The graph, as networkx and Graphviz read it: every pair an edge, every name what it was."""

import subprocess
import unittest
import xml.etree.ElementTree as tree

import networkx
import pydot

from common import ROOT, articles, rows, run

OPTIONS = ("--graph", "graphml,gexf,dot")


def plain(text: str) -> str:
    """Control characters cannot stand in every format."""
    return "".join(" " if ord(letter) < 32 else letter for letter in text)


class Graphs(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.out = run(*OPTIONS, "--no-csv-hardening")
        cls.pairs = rows(cls.out / "pairs.csv")
        cls.graphs = {
            "graphml": networkx.read_graphml(cls.out / "graph.graphml"),
            "gexf": networkx.read_gexf(cls.out / "graph.gexf", version="1.2draft"),
        }

    def test_every_pair_is_an_edge_between_its_articles(self):
        expected = {frozenset((row["a"], row["b"])): row for row in self.pairs}
        for name, graph in self.graphs.items():
            article = networkx.get_node_attributes(graph, "article")
            found = {frozenset((article[a], article[b])): edge for a, b, edge in graph.edges(data=True)}
            self.assertEqual(set(found), set(expected), name)
            for ends, row in expected.items():
                self.assertEqual(found[ends]["relation"], row["relation"])
                self.assertEqual(found[ends]["resemblance"], float(row["resemblance"]))
                self.assertEqual(found[ends]["matched_words"], int(row["matched_words"]))
                shares = sorted((found[ends]["coverage_source"], found[ends]["coverage_target"]))
                self.assertEqual(shares, sorted((float(row["coverage_a"]), float(row["coverage_b"]))))
                self.assertGreater(found[ends]["weight"], 0)

    def test_nodes_say_what_the_articles_say(self):
        clusters = {row["id"]: int(row["cluster"]) for row in rows(self.out / "clusters.csv")}
        for graph in self.graphs.values():
            for _, node in graph.nodes(data=True):
                article = articles()[node["article"]]
                for name in ("title", "outlet", "published"):
                    self.assertEqual(node.get(name), article.get(name), name)
                self.assertEqual(node.get("cluster"), clusters.get(node["article"]))
                self.assertEqual(node["label"], article["title"] if article["title"].strip() else node["article"])

    def test_an_edge_begins_at_the_earlier_article_where_that_is_known(self):
        earlier = {}
        for row in rows(self.out / "passages.csv"):
            earlier[frozenset((row["a"], row["b"]))] = row[row["earlier"]] if row["earlier"] else None
        # The order of an edge's ends is in the file; an undirected graph in memory has none.
        space = {"g": "http://graphml.graphdrawing.org/xmlns"}
        root = tree.parse(self.out / "graph.graphml").getroot()
        names = {node.get("id"): node.find("g:data[@key='article']", space).text for node in root.iterfind(".//g:node", space)}
        seen = set()
        for edge in root.iterfind(".//g:edge", space):
            source, target = names[edge.get("source")], names[edge.get("target")]
            direction = edge.find("g:data[@key='direction']", space).text
            first = earlier[frozenset((source, target))]
            self.assertEqual(direction, "earlier_to_later" if first else "unknown")
            self.assertIn(first, (None, source))
            seen.add(direction)
        self.assertEqual(seen, {"earlier_to_later", "unknown"})

    def test_graphviz_reads_and_draws_it(self):
        for out in (self.out, run(*OPTIONS, source=str(ROOT / "data" / "newsroom"))):
            drawn = subprocess.run(["dot", "-Tsvg", out / "graph.dot"], capture_output=True, text=True)
            self.assertEqual((drawn.returncode, drawn.stderr), (0, ""))
            self.assertEqual(drawn.stdout.count('class="edge"'), len(rows(out / "pairs.csv")))

    def test_dot_has_the_same_names(self):
        [graph] = pydot.graph_from_dot_file(str(self.out / "graph.dot"), encoding="utf-8")
        self.assertEqual(len(graph.get_edges()), len(self.pairs))
        said = {
            node.get("article")[1:-1].replace('\\"', '"').replace("\\\\", "\\")
            for node in graph.get_nodes()
            if node.get("article") is not None
        }
        self.assertEqual(said, {plain(row[side]) for row in self.pairs for side in ("a", "b")})


if __name__ == "__main__":
    unittest.main()
