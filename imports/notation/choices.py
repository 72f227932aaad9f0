"""Columns whose cells choose from a closed list: the words people write → the stored code."""

import unicodedata

from imports.notation.cells import Interpreted, Reader, Unreadable, shown, tidy
from imports.tables import Cell
from relationships.choices import (
    CollaborationType,
    ContractStatus,
    Nature,
    Phase,
    Procedure,
    Side,
    VatTreatment,
)

CHOICES: dict[str, dict[str, str]] = {}


def _listed(field: str, codes: type, words: dict[str, str]) -> None:
    """Every code by its own name, and by the words that stand for it."""
    table = {_plain(str(code)): str(code) for code in codes}  # type: ignore[attr-defined]
    for code, written in words.items():
        for word in written.split(";"):
            table[_plain(word)] = code
    CHOICES[field] = table


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFKD", tidy(text).casefold().replace("_", " ").replace("-", " "))
    return " ".join("".join(char for char in plain if not unicodedata.combining(char)).split())


_listed("chosen_type", CollaborationType, {
    "SPOT": "spot transaction; losse transactie",
    "CALL_OFF": "call-off supply; levering op afroep; afroep",
    "SERVICE": "contracted standard delivery; standaardlevering op contract; standaardlevering",
    "MANAGED": "outcome-based delivery; sturing op resultaat",
    "INTEGRATED": "integrated team; gemengd team; bouwteam",
    "VENTURE": "joint development; gezamenlijke ontwikkeling; alliantie; alliance",
    "CAPTIVE": "managed dependence; beheerste afhankelijkheid",
    "GUARDED": "defensive cooperation; defensieve samenwerking",
})  # fmt: skip
_listed("our_role", Side, {
    "CUSTOMER": "klant; afnemer; opdrachtgever; koper; buyer; inkoop; inkopend",
    "SUPPLIER": "leverancier; opdrachtnemer; verkoper; seller; verkoop; verkopend",
})  # fmt: skip
_listed("nature", Nature, {
    "COMMERCIAL": "commercieel; zakelijk",
    "INTRA_GROUP": "intra-group; within the group; intern; binnen de groep; intragroup; concern",
    "PUBLIC_PUBLIC": """
        publiek-publiek; public-public; between public bodies; tussen overheden; overheid;
        gemeenschappelijke regeling
    """,
    "GRANT": "subsidie; subsidy",
})  # fmt: skip
_listed("phase", Phase, {
    "ANALYSIS": "analyse",
    "CHOICE": "keuze",
    "DESIGN": "ontwerp",
    "IMPLEMENTATION": "implementatie; invoering",
    "OPERATION": "uitvoering; operationeel; beheer",
    "RESTRUCTURING": "herstructurering; herinrichting",
    "EXIT": "afbouw; uittreding",
    "ENDED": "beëindigd; geëindigd",
})  # fmt: skip
_listed("status", ContractStatus, {
    "DRAFT": """
        concept; in voorbereiding; voorbereiding; in bewerking; pending; planned; gepland; in
        aanvraag; entwurf; en préparation; in vorbereitung; geplant; em preparação; projet; rascunho
    """,
    "ACTIVE": """
        actief; lopend; live; current; in force; van kracht; getekend; signed; open; running;
        aktiv; in uitvoering; verlengd; extended; en cours; actif; notifié; en vigueur; en exécution;
        laufend; in ausführung; gültig; in kraft; läuft; ativo; em vigor; em execução; vigente; em curso
    """,
    "ENDED": """
        beëindigd; verlopen; afgelopen; expired; closed; terminated; afgesloten; inactive;
        inactief; gesloten; completed; opgezegd; vervallen; archief; gearchiveerd; archived;
        finished; terminé; échu; clôturé; résilié; soldé; achevé; expiré; abgelaufen; beendet; gekündigt;
        abgeschlossen; ausgelaufen; inaktiv; concluído; fechado; terminado; cessado; expirado; caducado;
        rescindido; resolvido; lapsed
    """,
})  # fmt: skip
_listed("procedure", Procedure, {
    "EUROPEAN": """
        europees; europese aanbesteding; europees openbaar; europees niet-openbaar; eu; open
        procedure; openbare procedure; restricted procedure; openbaar; niet-openbaar; eu tender;
        europese procedure; europees openbare procedure; european tender; ojeu; find a tender; eu weit;
        eu weites verfahren; europaweite ausschreibung; procédure formalisée; appel d'offres européen
    """,
    "NATIONAL": """
        nationaal; nationale aanbesteding; nationaal openbaar; national tender; nationaal
        niet-openbaar; national open
    """,
    "PRIVATE": """
        onderhands; onderhandse aanbesteding; private tender; meervoudig onderhands;
        enkelvoudig onderhands; enkelvoudig; meervoudig;
        direct award; mo; eo; mvo; evo; single tender; quotation; quotations; request for
        quotation; rfq; 1 op 1; een op een; direct; sole source;
        single source; quick quote; direct purchase; waiver; freihändige vergabe; direktvergabe;
        direktauftrag; verhandlungsvergabe;
        gré à gré; marché sans publicité ni mise en concurrence; ajuste direto;
        ajuste directo; ajuste direto regime geral; ajuste direto regime simplificado; consulta prévia
    """,
})  # fmt: skip
_listed("vat", VatTreatment, {
    "EXCLUDED": """
        excl; excl.; exclusief; ex; excl btw; excl. btw; exclusief btw; excl. vat; excl vat; excluding vat;
        net; netto; nee; no; ht; hors taxe; hors taxes; sem iva; ohne mwst; zzgl mwst
    """,
    "INCLUDED": """
        incl; incl.; inclusief; incl btw; incl. btw; inclusief btw; incl. vat; incl vat; including vat; gross;
        bruto; ja; yes; ttc; com iva; brutto; inkl mwst; toutes taxes comprises
    """,
})  # fmt: skip


def choice_reader(field: str, lenient: bool) -> Reader:
    """Reads a cell as one of the field's codes. Lenient: what isn't known is noted, not refused."""
    table = CHOICES[field]
    listed = ", ".join(dict.fromkeys(table.values()))

    def read(cell: Cell) -> object:
        code = table.get(_plain(shown(cell)))
        if code:
            return code
        if lenient:
            return Interpreted(None, "choice_not_known", {"choices": listed})
        return Unreadable("choice_unknown", {"choices": listed})

    return read
