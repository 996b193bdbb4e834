import pytest

from smatlas import knowledge_base
from smatlas.checks import run as run_checks
from smatlas.moves import MoveError, move


def errors(root):
    return [str(p) for p in run_checks(knowledge_base.load(root)) if p.severity == "error"]


def apply(root, old, new):
    moved = move(knowledge_base.load(root), old, new)
    for file, text in moved.texts.items():
        (root / file).write_text(text, encoding="utf-8")
    for file in moved.gone:
        (root / file).unlink()
    return moved


def test_papers_follow_and_the_old_id_forwards(bread_root):
    before = knowledge_base.load(bread_root)
    assert apply(bread_root, "steam", "unused-role").papers == ("odd2022script", "oven2018steam")
    after = knowledge_base.load(bread_root)
    assert errors(bread_root) == []
    assert "steam" not in after.taxonomy.roles
    assert after.taxonomy.tree.retired == {"sour-dough": "sourdough", "steam": "unused-role"}
    for name, paper in before.papers.items():
        expected = [
            r.model_copy(update={"role": "unused-role"}) if r.role == "steam" else r for r in paper.roles
        ]
        assert list(after.papers[name].roles) == expected
        assert after.papers[name].model_copy(update={"roles": paper.roles}) == paper


def test_what_led_to_the_old_role_leads_to_the_new_one(bread_root):
    path = bread_root / "papers" / "miller2019wild.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("role: commercial-yeast", "role: baking"), encoding="utf-8")
    apply(bread_root, "sourdough", "commercial-yeast")
    assert knowledge_base.load(bread_root).taxonomy.tree.retired == {
        "sour-dough": "commercial-yeast",
        "sourdough": "commercial-yeast",
    }
    assert errors(bread_root) == []


def test_the_last_child_goes_with_its_list(bread_root):
    apply(bread_root, "steam", "sourdough")
    apply(bread_root, "unused-role", "sourdough")
    assert errors(bread_root) == []
    assert knowledge_base.load(bread_root).taxonomy.roles["baking"].children == ()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("steem", "sourdough", "did you mean 'steam'?"),
        ("steam", "sourdogh", "did you mean 'sourdough'?"),
        ("baking", "sourdough", "has roles below it"),
        ("steam", "steam", "into itself"),
        ("sourdough", "commercial-yeast", "join their two reasons by hand first: miller2019wild"),
    ],
)
def test_what_cannot_be_moved_is_refused_with_a_reason(bread, old, new, said):
    with pytest.raises(MoveError, match=said.replace("?", r"\?")):
        move(bread, old, new)


def test_the_command_moves_and_says_what_comes_next(smatlas, bread_root):
    code, out, err = smatlas("--root", bread_root, "roles", "move", "steam", "unused-role")
    assert code == 0
    assert out.splitlines() == [
        "papers/odd2022script.yaml",
        "papers/oven2018steam.yaml",
        "taxonomy/roles.yaml",
    ]
    assert "2 papers follow" in err
    assert smatlas("--root", bread_root, "roles", "steam")[1].startswith("Baking > Role without papers")
    assert smatlas("--root", bread_root, "roles", "move", "steam")[0] == 2
    assert smatlas("--root", bread_root, "roles", "sourdough", "baking")[0] == 2


def apart(root):
    """Let no paper stand in both leavening roles."""
    path = root / "papers" / "miller2019wild.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("role: commercial-yeast", "role: baking"), encoding="utf-8")


def test_the_essay_and_the_advice_follow(bread_root):
    apart(bread_root)
    text = knowledge_base.load(bread_root).essays["sourdough"].text
    apply(bread_root, "sourdough", "commercial-yeast")
    after = knowledge_base.load(bread_root)
    assert {role: essay.text for role, essay in after.essays.items()} == {"commercial-yeast": text}
    assert [advice.roles for advice in after.guide.advice] == [("commercial-yeast",)] * 2


def test_two_essays_become_one_and_advice_names_a_role_once(bread_root):
    apart(bread_root)
    folder = bread_root / "taxonomy"
    (folder / "essays" / "commercial-yeast.md").write_text(
        "Bought [yeast](@yeast2023bought).\n", encoding="utf-8"
    )
    guide = folder / "guide.yaml"
    text = guide.read_text(encoding="utf-8").replace("[sourdough]", "[sourdough, commercial-yeast]")
    guide.write_text(
        text.replace("roles: [commercial-yeast]", "roles: [steam, commercial-yeast, sourdough]"), "utf-8"
    )
    apply(bread_root, "sourdough", "commercial-yeast")
    after = knowledge_base.load(bread_root)
    assert after.essays["commercial-yeast"].text.startswith("Bought [yeast](@yeast2023bought).\n\nWild yeast")
    assert [advice.roles for advice in after.guide.advice] == [
        ("commercial-yeast",),
        ("steam", "commercial-yeast"),
    ]
