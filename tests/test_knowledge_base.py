import pytest

from smatlas.knowledge_base import Settings, load, read_settings


@pytest.mark.parametrize(
    "name",
    ["miller2019wild", "miller2018wild", "arXiv:1901.01234", "https://doi.org/10.5555/CRUMB.19.7", "P19-1234",
     "https://openreview.net/forum?id=AbCdEf_12", "wild yeast outperforms bought yeast: a slow to rise study",
     "Wild Yeast Beats Bought Yeast", " miller2019wild "],
)  # fmt: skip
def test_a_paper_is_found_by_every_name_it_has(bread, name):
    assert bread.find(name).id == "miller2019wild"


def test_what_is_not_there_is_not_found(bread):
    assert bread.find("1901.99999") is None
    assert bread.find("") is None


def test_a_role_holds_the_papers_of_the_roles_below_once_and_newest_first(bread):
    assert [p.id for p in bread.by_role["leavening"]] == [
        "rye2024slow", "yeast2023bought", "baker2021loaves", "miller2019wild",
    ]  # fmt: skip
    assert bread.by_role["unused-role"] == ()


def test_settings_come_from_mkdocs_yml_and_default_to_nothing(bread, tmp_path):
    assert bread.settings.address == "https://bread.example/review/"
    assert bread.settings.repository == "https://code.example/bread/review"
    assert read_settings(tmp_path) == Settings()
    (tmp_path / "mkdocs.yml").write_text("site_name: X\nextra:\n")
    assert read_settings(tmp_path) == Settings(name="X")


def test_one_broken_file_never_hides_another(bread_root):
    (bread_root / "papers" / "rye2024slow.yaml").write_text("id: [")
    base = load(bread_root)
    assert len(base.papers) == 6
    assert [p.place.file for p in base.problems] == ["papers/rye2024slow.yaml"]
    assert "rye2024slow" in base.known_ids


def test_only_the_papers_asked_for_are_read(bread_root):
    assert set(load(bread_root, ["rye2024slow", "nobody"]).papers) == {"rye2024slow"}


def test_an_empty_knowledge_base_loads(tmp_path):
    (tmp_path / "papers").mkdir()
    base = load(tmp_path)
    assert base.papers == {}
    assert {p.code for p in base.problems} == {"missing-file"}


def test_places_lead_to_the_file_of_a_paper(bread):
    place = bread.place(bread.papers["miller2019wild"], "roles", 1, "why")
    assert str(place) == "papers/miller2019wild.yaml:18:10"
