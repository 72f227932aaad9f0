"""Countries as contract lists name them: in Dutch, English, French, German and Portuguese, or by ISO code."""

from imports.notation.cells import shown, tidy
from imports.notation.named import bare
from imports.tables import Cell

_NAMES = """
    NL nederland, netherlands, the netherlands, pays-bas, niederlande, paises baixos, holland, nld
    BE belgie, belgium, belgique, belgien, belgica, bel
    DE duitsland, germany, allemagne, deutschland, alemanha, deu, brd
    FR frankrijk, france, frankreich, franca, fra
    LU luxemburg, luxembourg, luxemburgo, lux
    GB verenigd koninkrijk, united kingdom, uk, u.k., great britain, groot-brittannie, engeland, england,
        scotland, wales, royaume-uni, vereinigtes konigreich, grossbritannien, reino unido, gbr
    IE ierland, ireland, irlande, irland, irlanda, irl
    US verenigde staten, united states, united states of america, usa, u.s., u.s.a., vs, etats-unis,
        vereinigte staaten, estados unidos
    CA canada, kanada, can
    CH zwitserland, switzerland, suisse, schweiz, suica, che
    AT oostenrijk, austria, autriche, osterreich, aut
    PT portugal, prt
    ES spanje, spain, espagne, spanien, espanha, esp
    IT italie, italy, italien, italia, ita
    DK denemarken, denmark, danemark, danemark, dinamarca, dnk
    SE zweden, sweden, suede, schweden, suecia, swe
    NO noorwegen, norway, norvege, norwegen, noruega, nor
    FI finland, finlande, finnland, finlandia, fin
    PL polen, poland, pologne, polonia, pol
    CZ tsjechie, czechia, czech republic, tchequie, tschechien, chequia, cze
    HU hongarije, hungary, hongrie, ungarn, hungria, hun
    RO roemenie, romania, roumanie, rumanien, romenia, rou
    GR griekenland, greece, grece, griechenland, grecia, grc, el
    IN india, inde, indien, ind
    CN china, chine, chn
    JP japan, japon, japao, jpn
    BR brazilie, brazil, bresil, brasilien, brasil, bra
    AU australie, australia, australien, aus
    IL israel, isr
    ZA zuid-afrika, south africa, afrique du sud, sudafrika, africa do sul, zaf
    TR turkije, turkey, turkiye, turquie, turkei, turquia, tur
"""
_CODES = {
    name.strip(): listed.split()[0]
    for listed in _NAMES.replace(",\n        ", ", ").strip().splitlines()
    for name in listed.strip().partition(" ")[2].split(",")
}


def country(cell: Cell) -> object:
    """The ISO 3166 code of a country named in words; what isn't known stands as it was written."""
    text = tidy(shown(cell))
    return _CODES.get(bare(text.casefold()).strip(), text) or None
