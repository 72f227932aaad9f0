"""Headers of real contract lists, in Dutch and English and some French, German and Portuguese."""

import pytest

from imports.fields import FIELDS, abroad
from imports.fields.aliases import ALIASES
from imports.fields.headers import candidates, key
from imports.fields.technical import TECHNICAL


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("contract_number", """
            contractnummer; contractnr; Contractnr.; inkoopcontractnr; registratienummer;
            verplichtingnummer; Reference Number; OCID; contract no; Contract #
        """),
        ("lot", "perceel; Lot; Lot no."),
        ("title", "contractnaam; omschrijving; onderwerp; Contract Title; short_desc; Naam contract"),
        ("description", "toelichting; Long description"),
        ("party_name", """
            leverancier; contractant; opdrachtnemer; wederpartij; contractpartij; crediteur; vendor;
            Supplier Name; VENDOR_NAME; Naam leverancier; Fournisseur; Lieferant; Adjudicatário
        """),
        ("kvk", "KvK-nummer; KVK nr.; Kamer van Koophandel; registration number"),
        ("identifier_kvk_branch", "vestigingsnummer"),
        ("identifier_oin", "OIN"),
        ("creditor_number", "crediteurnummer; creditor number; Crediteurnr; vendor_id"),
        ("group", "moedermaatschappij; group"),
        ("consortium_member", "combinant; consortium member"),
        ("subcontractor", "onderaannemer; Subcontractor"),
        ("entity", "opdrachtgever; entiteit; organisation; Organization"),
        ("department", "afdeling; directie; cluster; domein; Service Area; Dept; department_name"),
        ("cost_centre", "kostenplaats; grootboekrekening; Cost Center"),
        ("owner", "contracteigenaar; proceseigenaar; budgethouder; Contract Owner"),
        ("contract_manager", """
            contractbeheerder; contractmanager; leveranciersmanager; accounthouder; Contract Mgr
        """),
        ("buyer", "inkoper; inkoopadviseur; Buyer"),
        ("contract_type", "soort contract; ROK; NOK; DVO; contract_structure_type; Contract type"),
        ("category", "inkooppakket; categorie; ProClass"),
        ("cpv", "CPV code; CPV-code; cpv"),
        ("procedure", """
            aanbestedingsprocedure; Europees; nationaal; meervoudig onderhands; enkelvoudig onderhands;
            Invitation to Tender
        """),
        ("notice_reference", "TenderNed-kenmerk; publicatienummer TED; notice reference"),
        ("award_date", "gunningsdatum; datum ondertekening; Award Date"),
        ("start", """
            ingangsdatum; aanvangsdatum; begindatum; startdatum; start_dt; Start Date; StartDate;
            START-DATUM; Date de début; Vertragsbeginn
        """),
        ("end", """
            einddatum; expiratiedatum; afloopdatum; expiry date; einddatum excl. opties; end_dt;
            EndDate; Vertragsende
        """),
        ("latest_end", "uiterste einddatum; max. einddatum; einddatum incl. opties"),
        ("current_end", "verlengd tot"),
        ("term_months", "looptijd; initiële looptijd; Term in months; Looptijd (mnd)"),
        ("options", "verlengingsopties; optiejaren; aantal opties; Extension options"),
        ("options_exercised", "optie gelicht; options used"),
        ("tacit_renewal", "stilzwijgende verlenging; Tacit renewal"),
        ("renewal_months", "verlengingstermijn; renewal period"),
        ("notice_period", "opzegtermijn; notice period; Opzegtermijn (maanden)"),
        ("notice_date", "uiterste opzegdatum; uiterlijk opzeggen vóór; Notice date"),
        ("signal_date", "signaaldatum"),
        ("tender_start", "start aanbesteding; tender start"),
        ("review_date", "evaluatiedatum; review date"),
        ("value", """
            contractwaarde; opdrachtsom; gunningsbedrag; total value; amt; Contractwaarde (€, excl.
            btw); Contract Value (GBP); Montant; Valor
        """),
        ("estimated_value", "raming; geraamde waarde; Estimated Value"),
        ("maximum_value", "plafondbedrag; maximale waarde raamovereenkomst; Contractwaarde incl. opties"),
        ("maximum_value", "incl. opties; Incl. options"),
        ("annual_value", "jaarwaarde; estimated annual spend; Annual Value"),
        ("spent", "uitputting; besteed t/m; Besteed t/m 2023; Spend 2024; tot_payments"),
        ("currency", "valuta; currency; Curr."),
        ("vat", "VAT; BTW"),
        ("vat_amount", "irrecoverable VAT; Irrecoverable VAT (€); VAT irrecoverable"),
        ("payment_term", "betaaltermijn; Payment terms"),
        ("indexation", "indexering; indexcijfer"),
        ("guarantee", "bankgarantie"),
        ("status", "status; Contractstatus"),
        ("sme", "MKB; SME/VCSE; VCSE"),
        ("terms", "ARVODI; ARBIT; GIBIT; Inkoopvoorwaarden"),
        ("dpa", "verwerkersovereenkomst; Data-processing agreement"),
        ("document", "locatie document; zaaknummer"),
        ("parent_contract", "raamovereenkomst; parent contract"),
        ("segment", "Kraljic; segment"),
        ("remarks", "opmerkingen; Remarks"),
        ("line_number", "current_item_id; Item #; regelnummer"),
        ("chosen_type", "Samenwerkingstype; collaboration type"),
        ("attitude_supplier", "attitude_supplier; Houding leverancier"),
        ("criticality", "criticality; Kritiek belang"),
    ],
)  # fmt: skip
def test_a_header_is_known(field, headers):
    for header in headers.split(";"):
        assert field in candidates(header.strip()), header


@pytest.mark.parametrize(
    "header",
    [
        "Type",
        "exempt_status",
        "orig_vendor",
        "days_remaining",
        "Kolom1",
        "",
        "€",
        "2024",
        "Follow-on / Amendment",
    ],
)
def test_a_header_that_says_nothing_known(header):
    assert candidates(header) == {}


@pytest.mark.parametrize(
    ("field", "headers"),
    [
        ("contract_number", """
            N° de marché; Numéro de contrat; Réf. marché; Vertragsnr.; Vertrags-Nr.; Aktenzeichen;
            N.º do contrato; Nº contrato; EBELN; PO_NBR; contract_nbr
        """),
        ("title", """
            Objet du marché; Intitulé; Libellé; Vertragsgegenstand; Bezeichnung; Betreff;
            Objeto do contrato; Designação
        """),
        ("party_name", """
            Titulaire; Titulaire du marché; Attributaire; Raison sociale; Vertragspartner; Kreditor;
            Name des Auftragnehmers; Entidade adjudicatária; Adjudicatário(s); Cocontratante; NAME1;
            vendor_nm; Leverancier / opdrachtnemer; Supplier(s)
        """),
        ("creditor_number", "Lieferanten-Nr.; Code fournisseur; N.º fornecedor; LIFNR; Kreditorennummer"),
        ("identifier_vat", "N° TVA; USt-IdNr.; NIF; NIF do adjudicatário; NIPC"),
        ("start", """
            Date de début du marché; Date d'effet; Début; Vertragsbeginn; Laufzeit von; Gültig ab;
            Data de início; Data início; Início de vigência; KDATB; strt_dt; eff_dt
        """),
        ("end", """
            Date de fin; Échéance; Fin du marché; Vertragsende; Laufzeit bis; Gültig bis; Ablaufdatum;
            Data de fim; Termo; Data de conclusão; KDATE; exp_dt; Looptijd t/m
        """),
        ("latest_end", """
            Date de fin avec reconductions; Vertragsende inkl. Optionen; Einddatum na optiejaren;
            Einddatum (incl. verlengopties); End date (inc extensions); Data máxima de fim
        """),
        ("award_date", "Date de notification; Zuschlagsdatum; Auftragsdatum; Data de celebração do contrato"),
        ("term_months", "Durée (mois); Vertragslaufzeit; Laufzeit (Monate); Prazo (meses); Duração"),
        ("options", "Nombre de reconductions; Verlängerungsoptionen; Renovações; Renewal options"),
        ("tacit_renewal", "Tacite reconduction; Automatische Verlängerung; Renovação automática"),
        ("notice_period", "Préavis; Délai de préavis; Kündigungsfrist; Aviso prévio"),
        ("notice_date", "Date limite de préavis; Kündigung bis; Data limite de denúncia"),
        ("value", """
            Montant HT; Montant du marché HT; Montant notifié (€ HT); Auftragswert (netto); Vertragssumme;
            Preço contratual (€); Valor do contrato; Montante; NETWR; award_amt; Waarde (x 1.000)
        """),
        ("maximum_value", """
            Montant maximum HT; Höchstwert; Valor máximo; Total value incl. extensions (£);
            Contractwaarde incl. verlengingsopties
        """),
        ("annual_value", "Montant annuel; Jährliche Kosten; Valor anual; Bedrag/jaar; Value p.a."),
        ("estimated_value", "Montant estimé; Geschätzter Auftragswert; Preço base; Contractwaarde (geraamd)"),
        ("currency", "Devise; Währung; Moeda; WAERS"),
        ("department", "Service gestionnaire; Direction; Fachbereich; Amt; Unidade orgânica; Divisão"),
        ("contract_manager", "Gestionnaire du marché; Ansprechpartner; Gestor do contrato"),
        ("status", "État du marché; Vertragsstatus; Estado do contrato; STAT_CD"),
        ("procedure", "Procédure de passation; Vergabeart; Tipo de procedimento"),
        ("remarks", "Observations; Bemerkungen; Observações"),
        ("party_name", "awards/0/suppliers/0/name; titulaire_denominationSociale_1; supplierName"),
        ("value", "awards/0/value/amount; awardedAmount"),
        ("start", "awards/0/contractPeriod/startDate"),
        ("entity", "acheteur.nom"),
    ],
)  # fmt: skip
def test_a_header_in_another_language_or_of_a_system_is_known(field, headers):
    for header in headers.split(";"):
        assert field in candidates(header.strip()), header


@pytest.mark.parametrize(
    ("header", "fields"),
    [
        ("Bedrag per maand", set()),
        ("Contractwaarde/kwartaal", set()),
        ("Hourly rate", set()),
        ("Waarde (per jaar)", {"annual_value"}),
        ("Bedrag p.a.", {"annual_value"}),
        ("Einddatum excl. verlengingsopties", {"end"}),
        ("Looptijd (incl. opties)", set()),
        ("Contractwaarde (verwacht)", set()),
        ("Spend 23/24", {"spent"}),
        ("Nom / Montant", set()),
    ],
)
def test_a_word_that_makes_it_another_thing_is_heard(header, fields):
    assert set(candidates(header)) == fields


def test_every_alias_belongs_to_a_field():
    for listed in (ALIASES, abroad.FRENCH, abroad.GERMAN, abroad.PORTUGUESE, TECHNICAL):
        assert set(listed) <= set(FIELDS)


def test_every_field_is_reached_by_its_code_and_both_labels():
    for code, field in FIELDS.items():
        for header in (code, field.en, field.nl):
            assert code in candidates(header), header


def test_spelling_does_not_matter():
    assert (
        len({key(header) for header in ("Start-Datum", "START DATE", "start_dt", "startDate", "Startdatum:")})
        == 1
    )
