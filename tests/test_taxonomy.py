from smatlas.taxonomy import load


def test_a_role_knows_its_way_and_what_is_below(bread):
    taxonomy = bread.taxonomy
    assert [role.id for role in taxonomy.path("sourdough")] == ["leavening", "sourdough"]
    assert taxonomy.descendants("leavening") == {"leavening", "sourdough", "commercial-yeast"}
    assert [role.id for role in taxonomy.leaves] == ["sourdough", "commercial-yeast", "steam", "unused-role"]


def test_terms_come_by_facet_and_by_vocabulary(bread):
    assert list(bread.taxonomy.terms("flours")) == ["rye", "wheat", "whole-grain"]
    assert bread.taxonomy.terms("outcomes")["rise"].synonyms == ("oven spring",)
    assert bread.taxonomy.terms("nowhere") == {}


def test_every_missing_file_is_reported(tmp_path):
    (tmp_path / "taxonomy").mkdir()
    taxonomy, problems = load(tmp_path / "taxonomy", tmp_path)
    assert taxonomy is None
    assert [(p.code, p.place.file) for p in problems] == [
        ("missing-file", "taxonomy/roles.yaml"),
        ("missing-file", "taxonomy/facets.yaml"),
        ("missing-file", "taxonomy/venues.yaml"),
    ]


def test_a_broken_file_does_not_hide_the_problems_of_the_others(bread_root):
    (bread_root / "taxonomy" / "roles.yaml").write_text("roles: [")
    (bread_root / "taxonomy" / "venues.yaml").write_text("venues:\n  - {key: A}\n")
    taxonomy, problems = load(bread_root / "taxonomy", bread_root)
    assert taxonomy is None
    assert {p.code for p in problems} == {"yaml-syntax", "missing-field"}
