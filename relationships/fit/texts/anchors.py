"""What each level of a fact means: five anchors in words, for whoever rates it."""

Anchors = dict[int, str]


def _five(words: str) -> Anchors:
    """Anchors for the levels 1 to 5, written with bars between them."""
    return dict(enumerate((each.strip() for each in words.split("|")), start=1))


def _both(code: str, words: str) -> dict[str, Anchors]:
    """The same anchors for a fact of each side."""
    return {f"{code}_customer": _five(words), f"{code}_supplier": _five(words)}


FACT_ANCHORS: dict[str, dict[str, Anchors]] = {
    "en": {
        "customisation": _five(
            "off the shelf | minor options | adapted to us | largely made for us | unique, specified together"
        ),
        "complexity": _five(
            "one simple item | a few parts | several parts or disciplines | many parts | "
            "many interlocking parts or disciplines"
        ),
        **_both(
            "specificity",
            "nothing specific | little, mostly usable elsewhere | some, partly usable elsewhere | "
            "much, hardly usable elsewhere | large investment, worthless elsewhere",
        ),
        "uncertainty": _five(
            "need and technology stable | small changes expected | changes expected | "
            "much still open | need, volume or technology unknown"
        ),
        "interdependence": _five(
            "no touching work | occasional handover | regular coordination | weekly joint work | "
            "daily reciprocal work"
        ),
        "criticality": _five(
            "failure unnoticed | failure is a nuisance | failure hinders the work | "
            "failure stops part of the business | failure stops the business or harms people"
        ),
        "measurability": _five(
            "result can't be specified or measured | hardly measurable | partly measurable | "
            "largely measurable | fully measurable"
        ),
        "switching_cost": _five("days | weeks | months | about a year | years, or practically impossible"),
        "supply_scarcity": _five(
            "many sellers | enough sellers | a few sellers | two or three sellers | one seller"
        ),
        "duration": _five("one-off | under 1 year | 1 to under 3 years | 3–5 years | over 5 years or open"),
        "access": _five(
            "none | public or general information | limited, supervised | systems or personal data | "
            "deep access to systems, people, secrets"
        ),
        "joint_value": _five(
            "nothing to create together | small improvements | shared improvement programme | "
            "new products or markets easier together | new market or product only together"
        ),
        **_both(
            "attitude",
            "structurally at the other’s expense | own interest first | businesslike and correct | "
            "thinks along | committed to joint success",
        ),
        **_both(
            "dependence",
            "hardly notices a break | feels a break briefly | a break costs effort | "
            "a break does serious damage | can’t do without the other",
        ),
        **_both(
            "attractiveness",
            "unattractive to the other | hardly interesting | ordinary | attractive | among the most wanted",
        ),
        "goal_alignment": _five(
            "opposed goals | mostly conflicting | compatible | largely the same | shared goal"
        ),
        "complementarity": _five(
            "overlap | mostly overlapping | partly complementary | largely complementary | "
            "fully complementary"
        ),
        **_both(
            "track_record",
            "promises broken time and again | often disappointing | mixed or short | good | "
            "excellent over years",
        ),
        **_both("viability", "failing | weak | vulnerable | sound | solid"),
    },
    "nl": {
        "customisation": _five(
            "van de plank | kleine opties | op ons aangepast | grotendeels voor ons gemaakt | "
            "uniek, samen gespecificeerd"
        ),
        "complexity": _five(
            "één eenvoudig artikel | enkele onderdelen | meerdere onderdelen of disciplines | "
            "veel onderdelen | veel in elkaar grijpende onderdelen of disciplines"
        ),
        **_both(
            "specificity",
            "niets specifieks | weinig, elders meestal bruikbaar | iets, elders deels bruikbaar | "
            "veel, elders nauwelijks bruikbaar | grote investering, elders waardeloos",
        ),
        "uncertainty": _five(
            "behoefte en techniek stabiel | kleine wijzigingen verwacht | wijzigingen verwacht | "
            "veel nog open | behoefte, volume of techniek onbekend"
        ),
        "interdependence": _five(
            "werk raakt elkaar niet | af en toe overdracht | regelmatige afstemming | "
            "wekelijks samen aan het werk | dagelijks wederzijds werk"
        ),
        "criticality": _five(
            "uitval valt niet op | uitval is hinderlijk | uitval belemmert het werk | "
            "uitval legt een deel van het bedrijf stil | "
            "uitval legt het bedrijf stil of schaadt mensen"
        ),
        "measurability": _five(
            "resultaat niet te specificeren of te meten | nauwelijks meetbaar | deels meetbaar | "
            "grotendeels meetbaar | volledig meetbaar"
        ),
        "switching_cost": _five(
            "dagen | weken | maanden | ongeveer een jaar | jaren, of praktisch onmogelijk"
        ),
        "supply_scarcity": _five(
            "veel aanbieders | genoeg aanbieders | enkele aanbieders | twee of drie aanbieders | "
            "één aanbieder"
        ),
        "duration": _five(
            "eenmalig | korter dan 1 jaar | 1 tot 3 jaar | 3–5 jaar | langer dan 5 jaar of open"
        ),
        "access": _five(
            "geen | openbare of algemene informatie | beperkt, onder toezicht | "
            "systemen of persoonsgegevens | diepe toegang tot systemen, mensen, geheimen"
        ),
        "joint_value": _five(
            "niets om samen te maken | kleine verbeteringen | gezamenlijk verbeterprogramma | "
            "nieuwe producten of markten makkelijker samen | nieuwe markt of product alleen samen"
        ),
        **_both(
            "attitude",
            "structureel ten koste van de ander | eigen belang eerst | zakelijk correct | meedenkend | "
            "gericht op gezamenlijk succes",
        ),
        **_both(
            "dependence",
            "merkt een breuk nauwelijks | voelt een breuk even | een breuk kost moeite | "
            "een breuk doet ernstige schade | kan niet zonder de ander",
        ),
        **_both(
            "attractiveness",
            "onaantrekkelijk voor de ander | nauwelijks interessant | gewoon | aantrekkelijk | "
            "bij de meest gewilde",
        ),
        "goal_alignment": _five(
            "tegengestelde doelen | grotendeels strijdig | verenigbaar | grotendeels gelijk | gedeeld doel"
        ),
        "complementarity": _five(
            "overlap | grotendeels overlappend | deels aanvullend | grotendeels aanvullend | "
            "volledig aanvullend"
        ),
        **_both(
            "track_record",
            "beloften keer op keer gebroken | vaak teleurgesteld | wisselend of kort | goed | "
            "jarenlang uitstekend",
        ),
        **_both("viability", "omvallend | zwak | kwetsbaar | gezond | solide"),
    },
}
