"""Names that computer systems give to columns, written as in `imports.fields.aliases`."""

TECHNICAL: dict[str, str] = {
    "parent_contract": "framework id; framework ref; outline agreement",
    "notice_reference": "notice identifier; notice id; notice nr",
    "contract_number": """
        ebeln; po id; proc ref; procurement ref; contract key; contr nr; bp contract; agreement id;
        doc nr 0.8; vbeln 0.8
    """,
    "line_number": "ebelp; line item; line id nr; po line; item nr 0.8",
    "title": """
        txz01; contract ttl; title txt; title text;
        short txt; short text; tender title; award title 0.9
    """,
    "description": "description txt; long text; long txt; description text; maktx 0.8",
    "contract_type": "bsart; doc type; document type",
    "category": "matkl; material group; category description; category code 0.8; unspsc description",
    "procedure": "award method; solicitation method; solicitation type; method of procurement",
    "award_date": """
        bedat; award dt; document dt 0.8; doc dt 0.8; aedat 0.8; signed dt; sign dt; awarded date;
        dates awarded
    """,
    "start": """
        kdatb; valid from dt; effective from; effective; begda; period start; term start; begin dt;
        start on; period from; contract period start date; period start date
    """,
    "end": """
        kdate; valid to dt; effective to; effective until; endda; period end; term end; end on; expiry dt;
        period to; expire dt; expires on; datbi; contract period end date; period end date
    """,
    "value": """
        netwr; ktwrt; net value; net amt; ttl amt; contract ttl amt; award amt; line amt; total award;
        ttl value; value amount; value amount gross 0.9
    """,
    "maximum_value": "target value 0.8; limit amt; nte amt; ceiling amt",
    "spent": """
        actual amt; invoiced amt; inv amt; paid amt; ytd spend; ytd actual; expended; expended amt;
        billed amt
    """,
    "currency": """
        waers; currency cd; crncy; iso currency; value currency; amount currency; award currency
    """,
    "party_name": """
        name1; lifnr name; vendor description; vendor txt; supplier txt; vendor text; bp name;
        vendor full name; suppliers name; supplier name 1; titulaire denomination sociale;
        titulaire denomination sociale 1; titulaires denomination sociale
    """,
    "party_place": "ort01; city name",
    "party_country": "land1; country iso; ctry; country key",
    "identifier_vat": "stceg; vat reg nr; vat registration nr; vat registration",
    "creditor_number": """
        lifnr; bp nr; business partner nr; vendor account; supplier account; account nr 0.8; vendor key
    """,
    "entity": """
        bukrs; company code; purchasing org; ekorg; legal entity code; acheteur nom; buyer org name;
        buyer organisation name
    """,
    "department": "business area; org unit; orgunit; department description; cost centre name 0.8",
    "cost_centre": "kostl; cost ctr; gl code; saknr; cctr",
    "buyer": "ekgrp; purchasing group; buyer code; ernam 0.7",
    "status": "status cd; status omschrijving; status description; contract status cd; sts",
    "remarks": "cmnt; cmnts; remark txt; note txt; notes txt",
}
