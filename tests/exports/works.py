"""Works with every difficulty that titles and names can have, for property tests."""

from hypothesis import strategies as st

from smatlas.model import Paper

SPECIALS = r"""\{}$&%#_~^@"'`<>|*[]()=+-,;:!?/"""
TITLES = (
    r"100% of $\alpha$_1 & {Rye} #2 @home ~ ^ \ 50\%",
    "=SUM(A1:A9) and -1 + @user",
    "“Crème” – naïve Straße Łódź 熱いパン 😀 Ὅμηρος العربية",
    "TY  - JOUR and ER  - are no tags here",
    "</script><script>alert('x')</script> &amp; <b>",
    "1. A * list * of `code` and [links](x) <https://x.example>",
    'He said "no", {{really}} }unbalanced{ %',
    "a\tb\r\nc\u2028d",
)
NAMES = (
    "Ludwig van der Brot",
    "Nicola De Cao",
    "Martin King Jr.",
    "da Silva, Ana María",
    "King, Jr., Martin",
    "Mausam",
    "The {Bread} Group, Inc",
    "Dough & Sons Ltd.",
    "Bread and Butter Team",
    "OpenOven",
    "O'Neil D’Arcy-Łukasz",
    "李 明",
    "Jean-Pierre R. Müller III",
    "@anna =cmd 100%",
)

_signs = st.characters(exclude_categories=["Cc", "Cs", "Cn", "Co"])
_text = st.text(st.one_of(st.sampled_from(SPECIALS), _signs), min_size=1, max_size=40)
titles = st.one_of(st.sampled_from(TITLES), _text.filter(str.strip))
names = st.one_of(st.sampled_from(NAMES), _text.filter(str.strip))
author_lists = st.lists(names, min_size=1, max_size=4).map(tuple)


def work(base, title, authors=("Ada Baker",), of="rye2024slow", **changes):
    """A paper of the invented knowledge base under another title, by others."""
    facts = base.papers[of].model_dump() | {"title": title, "authors": tuple(authors)} | changes
    return Paper.model_validate(facts)
