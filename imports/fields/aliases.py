"""The headers met in real contract lists, per field, separated by semicolons.

A number behind a header lowers its confidence: the word can mean something else, so that a surer
header for the same field wins. How headers are compared stands in `imports.fields.headers`.
"""

ALIASES: dict[str, str] = {
    "contract_number": """
        contract number; contract id; contract; contractnummer; contractnr; contract code; contractcode;
        contract reference; contract ref; contractreferentie; contractkenmerk; inkoopcontractnummer;
        inkoopcontract; registratienummer; verplichtingnummer; verplichting; reference number; reference;
        ref; ref number; referentie; referentienummer; kenmerk; ocid; original contract id;
        agreement number; po; po number; purchase order; purchase order number; inkoopordernummer;
        ordernummer; order number; numero de contrat; numero du marche; vertragsnummer;
        numero do contrato; idcontrato; contract number id; contract nr id
    """,
    "line_number": """
        line number; line; regelnummer; regel; item number 0.8; item id; item 0.8;
        current item id; contract line; contractregel; positie 0.8; volgnummer 0.8
    """,
    "lot": "lot; lot number; perceel; perceelnummer; lote; los 0.8",
    "title": """
        title; contract title; contract name; contractnaam; naam contract; contracttitel; titel;
        onderwerp; contractonderwerp; omschrijving 0.9; contractomschrijving 0.9;
        omschrijving contract 0.9; short desc; short description; korte omschrijving; description 0.9;
        contract description 0.9; name of contract; naam overeenkomst; titel overeenkomst; subject;
        contract subject; objet; objet du marche; bezeichnung 0.9; gegenstand; vertragsgegenstand; objeto;
        objeto do contrato; product 0.8; dienst 0.8; naam van het contract; project title 0.9;
        contract project title; goods services purchased; name of agreement
    """,
    "description": """
        description 0.85; long description; long desc; full description; toelichting; omschrijving 0.85;
        beschrijving; contractomschrijving 0.85; contract description 0.85; details;
        uitgebreide omschrijving; omschrijving contract 0.85; contractbeschrijving; beschreibung;
        descricao; description du marche; onderwerp 0.8; service description; purpose;
        description of goods and or services; description of goods and services; scope; scope of services;
        omschrijving dienst; purpose of contract
    """,
    "parent_contract": """
        parent contract; parent; parent contract number; raamovereenkomst; raamcontract;
        raamovereenkomstnummer; bovenliggend contract; hoofdcontract; framework; framework agreement;
        master agreement; mantelcontract; accord cadre; rahmenvertrag; acordo quadro; framework reference;
        framework number; mantelovereenkomst
    """,
    "contract_type": """
        contract type; type contract; type of contract; soort contract; contractsoort;
        contract structure type; type overeenkomst; soort overeenkomst; contractvorm;
        agreement type; rok; nok; dvo; rok nok 0.9; type de contrat; type de marche;
        vertragsart; tipo de contrato
    """,
    "category": """
        category; categorie; inkooppakket; inkoopcategorie; pakket; productgroep; proclass;
        pro class; procurement category; spend category; inkoopsegment; commodity; warengruppe;
        categoria; categorie d achat; artikelgroep; proclass description; inkooppakketnaam;
        categorienaam; category name
    """,
    "cpv": """
        cpv; cpv code; cpvcode; cpv number; hoofd cpv; cpv hoofdcode; cpv code hoofdopdracht;
        cpv classification
    """,
    "procedure": """
        procedure; procurement route; procurement procedure; procurement process; procurement method;
        aanbestedingsprocedure; aanbestedingsvorm; type aanbesteding; soort aanbesteding; inkoopprocedure;
        europees; nationaal; meervoudig onderhands; enkelvoudig onderhands; invitation to tender;
        tender procedure; wijze van aanbesteden; tender type; europees aanbesteed; procedura; vergabeart;
        verfahrensart; tipo de procedimento; type de procedure; process type; procedure type;
        type procedure
    """,
    "notice_reference": """
        notice reference; notice; tenderned kenmerk; tenderned nummer; tenderned; publicatienummer ted;
        publicatienummer; publicatiekenmerk; ted nummer; ted notice; ted reference; tender reference;
        ocid notice; contract notice; aankondigingsnummer; contract notice id; bid number; rfp number;
        solicitation number; tender number
    """,
    "award_date": """
        award date; date awarded; date of award; awarded; gunningsdatum; datum gunning;
        datum ondertekening; ondertekeningsdatum; ondertekend op; signature date; date signed;
        signing date; contract date; contractdatum; tekendatum; date d attribution; date de notification;
        zuschlagsdatum; data de celebracao; data de adjudicacao; signed on; date of contract
    """,
    "start": """
        start; start date; startdatum; ingangsdatum; aanvangsdatum; begindatum; begin date; begin;
        aanvang; ingang; datum ingang; datum aanvang; datum start; contract start; contract start date;
        start contract; startdatum contract; ingangsdatum contract; begindatum contract; effective date;
        commencement date; commencement; from date; valid from; geldig van; geldig vanaf; looptijd van;
        van datum; startjaar; start year; date de debut; debut; beginn; vertragsbeginn; laufzeitbeginn;
        data de inicio; inicio; datum van; contract term from; term from; aanvangsdatum overeenkomst;
        van 0.8; vanaf 0.9; from 0.8
    """,
    "end": """
        end; end date; einddatum; expiratiedatum; expiratie; afloopdatum; expiry date; expiration date;
        expiry; expires; einde; eind; einde contract; einde looptijd; einddatum contract; contract end;
        contract end date; end contract; einddatum excl opties; einddatum exclusief opties;
        einddatum zonder opties; termination date; to date; valid to; valid until; geldig tot;
        geldig tot en met; looptijd tot; looptijd tot en met; tot datum; datum einde; datum eind;
        eindjaar; end year; contract expiry date; contract expiry; datum tot; datum tot en met;
        date de fin; fin; ende; vertragsende; laufzeitende; data de fim; data de termo; fim;
        initial end date; initiele einddatum; completion date; contract term to; term to;
        current expiry 0.9; initial expiry date; initial expiry; loopt tot; loopt af; tot 0.8;
        tot en met 0.9; to 0.8; until 0.9; finish; finish date; date finished 0.8
    """,
    "latest_end": """
        latest end; latest end date; uiterste einddatum; max einddatum; maximale einddatum;
        einddatum incl opties; einddatum inclusief opties; einddatum met opties;
        einddatum incl verlengingen; uiterlijke einddatum; final end date; maximum end date; max end date;
        end date incl extensions; end date including extensions; end date incl options;
        end date including options; last end date; review end date 0.8; einddatum incl verlenging;
        einddatum inclusief verlenging; latest possible end date; maximum expiry date; max looptijd tot;
        maximale looptijd tot; uiterste expiratiedatum
    """,
    "current_end": """
        current end; current end date; verlengd tot; verlengd tot en met; extended to;
        extended until; huidige einddatum; actuele einddatum; einddatum lopende termijn;
        extended end date; prolonge jusqu au; verlangert bis
    """,
    "year": """
        year; jaar; jaartal; boekjaar; fiscal year; annee; jahr; ano; fy; financial year; calendar year;
        contractjaar
    """,
    "year_part": """
        quarter; quarters; kwartaal; kwartalen; half year; halfjaar; half; halves; semester;
        trimester; period 0.8; periode 0.8; fiscal quarter; quartal; trimestre; semestre; qtr
    """,
    "term_months": """
        term in months; term; term months; contract term; looptijd; initiele looptijd;
        contractduur; duur; looptijd in maanden; looptijd maanden; looptijd contract;
        contractlooptijd; duration; contract duration; length of contract; contract length;
        basislooptijd; duree; laufzeit; prazo; prazo de execucao; contract period; initial term;
        looptijd in jaren; looptijd jaren
    """,
    "options": """
        options; extension options; extensions; verlengingsopties; verlengingsoptie; verlengoptie;
        verlengopties; optiejaren; aantal opties; opties; optie; optieperiode; optieperiodes;
        option years; number of options; aantal verlengingen; extension option; possible extensions;
        verlengingsmogelijkheden; verlengingsmogelijkheid; extension periods; options de renouvellement;
        verlangerungsoption; renewal options; extensions available; extension 0.8; optiejaar;
        opties tot verlenging; extension period 0.8; renewals
    """,
    "options_exercised": """
        options used; options exercised; optie gelicht; opties gelicht; gelichte opties;
        aantal gelichte opties; extensions used; extension exercised; optie benut; option taken;
        opties benut; benutte opties
    """,
    "tacit_renewal": """
        tacit renewal; stilzwijgende verlenging; stilzwijgend verlengd; stilzwijgend;
        auto renewal; automatic renewal; auto renew; automatische verlenging;
        automatisch verlengen; evergreen; tacit; tacite reconduction;
        stillschweigende verlangerung
    """,
    "renewal_months": """
        renewal period; renewal months; renewal term; verlengingstermijn; verlengtermijn;
        verlengingsperiode; duur verlenging; verlenging in maanden; termijn verlenging;
        verlengingsduur
    """,
    "notice_period": """
        notice period; opzegtermijn; opzeggingstermijn; termijn opzegging; notice months; opzegperiode;
        cancellation period; termination notice; notice term; kundigungsfrist; preavis; delai de preavis;
        opzegtermijn in maanden; opzegtermijn in dagen; notice period in days; notice period in months;
        termination notice period
    """,
    "notice_date": """
        notice date; notice deadline; uiterste opzegdatum; opzegdatum; uiterlijke opzegdatum;
        uiterlijk opzeggen voor; uiterlijk opzeggen; opzeggen voor; opzeggen uiterlijk; cancel by;
        cancel before; notice before; give notice before; notice by; laatste opzegdatum;
        opzeggen voor of op; notice to be given by; laatste opzegmoment; opzegmoment 0.8
    """,
    "signal_date": """
        signal date; signaaldatum; signaleringsdatum; signalering; alert date; reminder date;
        attentiedatum; rappeldatum; actiedatum; reminder
    """,
    "tender_start": """
        tender start; tender start date; start aanbesteding; startdatum aanbesteding; start tender;
        start inkooptraject; aanbesteding starten; start heraanbesteding; procurement start;
        retender start; retender date; re tender date; procurement start date; start nieuwe aanbesteding
    """,
    "review_date": """
        review date; evaluatiedatum; evaluatie; datum evaluatie; next review; next review date;
        volgende evaluatie; contract review date; date of review; evaluatiemoment
    """,
    "payment_term": """
        payment term; payment terms; betaaltermijn; betalingstermijn; betalingsconditie;
        betaalconditie; payment days; delai de paiement; zahlungsziel
    """,
    "value": """
        value; contract value; contractwaarde; waarde; waarde contract; opdrachtsom; opdrachtwaarde;
        gunningsbedrag; total value; total contract value; totale waarde; totale contractwaarde;
        contractsom; contractbedrag; bedrag; amount; contract amount; total amount; totaalbedrag;
        award value; awarded value; amount awarded; aanneemsom; inschrijfsom; value of contract;
        waarde opdracht; opdrachtbedrag; orderbedrag; order amount; price; prijs; montant;
        montant du marche; auftragswert; vertragswert; betrag; wert; valor; valor do contrato;
        preco contratual; total; totaal; overeengekomen bedrag; orderwaarde; net amount; awarded amount;
        contract sum; totale opdrachtwaarde; lifetime value; contract total; opdrachtsom excl btw;
        award amount
    """,
    "estimated_value": """
        estimated value; estimated contract value; estimate; raming; geraamde waarde; geraamd bedrag;
        kostenraming; estimated total value; geraamde opdrachtwaarde; expected value; verwachte waarde;
        budget 0.8; montant estime; geschatzter wert; estimated total; contractwaarde geraamd;
        waarde geraamd; opdrachtwaarde geraamd; value estimated
    """,
    "maximum_value": """
        maximum value; max value; maximale waarde; plafondbedrag; plafond; maximum contract value;
        ceiling; ceiling value; maximale waarde raamovereenkomst; maximum waarde; maximale opdrachtwaarde;
        contract ceiling; waarde incl opties; waarde inclusief opties; contractwaarde incl opties;
        contractwaarde inclusief opties; value incl options; value including options;
        value including extensions; not to exceed; nte; total value incl options; maximumbedrag;
        contractwaarde incl verlengingen; incl opties; incl options; incl optiejaren; incl verlengingen;
        incl extensions; not to exceed amount; ceiling price; maximum contractwaarde
    """,
    "annual_value": """
        annual value; jaarwaarde; estimated annual spend; annual spend; annual contract value; jaarbedrag;
        waarde per jaar; contractwaarde per jaar; bedrag per jaar; value per year; per jaar;
        jaarlijkse waarde; jaaromzet; annual amount; yearly value; jaarlijkse kosten;
        estimated annual value; montant annuel; jahreswert; annual cost; annual costs; jaarlijks bedrag;
        jaarkosten; annual 0.8; value annual; jaarlijks 0.8; waarde jaarlijks
    """,
    "spent": """
        spent; spend; uitputting; besteed; besteed tot en met; besteed bedrag; tot payments;
        total payments; payments; total paid; paid; amount paid; paid to date; spend to date;
        spent to date; gefactureerd; totaal gefactureerd; uitgaven; realisatie; actual spend; invoiced;
        invoiced amount; total invoiced; besteding; totaal betaald; betaald; montant paye; realised;
        gerealiseerd; gerealiseerde uitgaven
    """,
    "vat_amount": """
        irrecoverable vat; irrecoverable; vat irrecoverable; non recoverable vat; non recoverable;
        vat amount; btw bedrag; vat; btw; niet verrekenbare btw; niet verrekenbaar
    """,
    "currency": """
        currency; valuta; currency code; munt; muntsoort; munteenheid; valutacode; devise;
        wahrung; moeda; ccy
    """,
    "vat": """
        vat; btw; vat treatment; incl excl btw; excl incl btw; btw code; btw behandeling; vat included;
        vat basis; vat incl excl; btw incl excl; btw tarief 0.8
    """,
    "party_name": """
        supplier; supplier name; counterparty; leverancier; leveranciersnaam; leverancier naam;
        naam leverancier; contractant; contractantnaam; naam contractant; opdrachtnemer;
        naam opdrachtnemer; wederpartij; naam wederpartij; contractpartij; contractpartner; crediteur;
        crediteurnaam; naam crediteur; vendor; vendor name; contractor; contractor name; provider;
        company; company name; bedrijf; bedrijfsnaam; partij; party; naam partij; relatie; relatienaam;
        contracting party; awarded supplier; supplier organisation; client; customer; customer name;
        klant; klantnaam; afnemer; debiteur; debiteurnaam; fournisseur; titulaire; attributaire;
        lieferant; auftragnehmer; adjudicatario; fornecedor; contratado; payee; merchant;
        organisatie leverancier; firma; supplier company; business name; external party;
        gecontracteerde partij; aannemer; dienstverlener; vendor legal name; awarded to; awarded vendor;
        winning supplier; naam contractpartij
    """,
    "party_place": """
        place; plaats; vestigingsplaats; plaats leverancier; supplier city; vendor city; city;
        woonplaats; supplier town; stad
    """,
    "legal_name": """
        legal name; statutaire naam; juridische naam; legal entity name; officiele naam
    """,
    "party_country": """
        country; land; supplier country; land leverancier; country code; landcode; vendor country;
        country of supplier
    """,
    "kvk": """
        kvk; kvk number; kvknummer; kvk nr; kamer van koophandel; kamer van koophandelnummer;
        inschrijfnummer kvk; registration number 0.9; company registration number 0.9; company number 0.9;
        chamber of commerce number; handelsregisternummer; coc number; dossiernummer kvk; leverancier kvk;
        kvk leverancier; coc; kamer v koophandel; company reg nr; kvk nr leverancier; company registration
    """,
    "identifier_kvk_branch": """
        vestigingsnummer; kvk vestigingsnummer; branch number; kvk branch number
    """,
    "identifier_oin": "oin; oin number; organisatie identificatienummer",
    "identifier_lei": "lei; lei code; legal entity identifier",
    "identifier_vat": """
        vat number; vat id; btw nummer; btw id; btw identificatienummer;
        vat registration number; tax id
    """,
    "identifier_duns": "duns; duns number; d u n s; dnb number",
    "creditor_number": """
        creditor number; creditor; crediteurnummer; crediteurennummer; crediteur nr;
        vendor number; vendor id; vendor code; supplier number; supplier id; supplier code;
        leveranciersnummer; leverancier id; leverancierscode; leveranciernummer; relatienummer;
        debiteurnummer; creditor id; crediteurcode
    """,
    "group": """
        group; parent company; moedermaatschappij; moederbedrijf; concern; groep; holding;
        ultimate parent; parent supplier; concernnaam; group name; parent 0.8
    """,
    "lead_party": """
        lead party; lead contractor; penvoerder; hoofdaannemer; prime contractor; lead supplier
    """,
    "consortium_member": """
        consortium member; consortium members; combinant; combinanten; consortium; consortium partner;
        joint venture partner; consortiumlid
    """,
    "subcontractor": "subcontractor; subcontractors; onderaannemer; onderaannemers",
    "guarantor": "guarantor; garantsteller; garant; borg; borgsteller",
    "entity": """
        entity; entiteit; opdrachtgever; organisation; organization; organisatie; contracting authority;
        aanbestedende dienst; buyer organisation; organisatieonderdeel; legal entity; juridische entiteit;
        council; municipality; gemeente; agency; authority; contracting entity; pouvoir adjudicateur;
        acheteur; auftraggeber; entidade adjudicante; adjudicante; purchasing organisation;
        publishing organisation; body; contracting body
    """,
    "department": """
        department; department name; dept; dept name; afdeling; directie; cluster; domein; service area;
        directorate; division; team; sector; business unit; organisatie eenheid; dienstonderdeel; service;
        directoraat; department code 0.9; afdelingsnaam; abteilung; departement; departamento;
        service department; section; office; branch 0.8; teamnaam; afdeling team; domein afdeling
    """,
    "cost_centre": """
        cost centre; cost center; kostenplaats; kostenplaatsnummer; grootboekrekening;
        grootboek; gl account; grootboeknummer; kostenplaatscode; ledger account; kostenstelle;
        centre de cout; cost centre code
    """,
    "owner": """
        owner; contract owner; contracteigenaar; proceseigenaar; budgethouder; eigenaar;
        budget holder; process owner; budgetverantwoordelijke; relationship owner;
        relatie eigenaar; responsible; verantwoordelijke; responsable; verantwortlicher;
        responsible officer; lead officer; budget owner
    """,
    "contract_manager": """
        contract manager; contractbeheerder; contractmanager; leveranciersmanager; accounthouder;
        supplier manager; beheerder; contract beheerder; vertragsmanager; account manager; accountmanager;
        contract administrator; contract officer; contract contact; contactpersoon 0.8; contact officer;
        contract lead; contact 0.7; lead officer 0.9
    """,
    "buyer": """
        buyer; inkoper; inkoopadviseur; purchaser; procurement officer; procurement lead; einkaufer;
        category manager; procurement advisor; inkoopmanager; buyer name; purchasing officer;
        procurement contact; inkoopcontact
    """,
    "status": """
        status; contractstatus; contract status; status contract; state; statut; fase contract;
        estado; vertragsstatus; active
    """,
    "sme": """
        sme; vcse; sme vcse; mkb; is sme; small business; sme indicator; mkb ja nee; sme yes no;
        mkb bedrijf; supplier is sme; sme status; kmu; pme; sme flag; is supplier an sme;
        supplier size 0.8
    """,
    "terms": """
        terms; terms and conditions; inkoopvoorwaarden; algemene voorwaarden; voorwaarden; arvodi; arbit;
        gibit; general terms; toepasselijke voorwaarden; conditions; van toepassing zijnde voorwaarden;
        t cs; t c s
    """,
    "dpa": """
        dpa; data processing agreement; verwerkersovereenkomst; verwerkersovk; bewerkersovereenkomst;
        processing agreement; verwerkersovereenkomst aanwezig; verwerkersovereenkomst ja nee;
        avg overeenkomst; gdpr agreement; dpa signed; vwo
    """,
    "document": """
        document; locatie document; document location; zaaknummer; documentnummer; document link; link;
        url; bestandslocatie; dms nummer; corsanummer; bestand; file; document url; document number;
        case number; zaak; documentlocatie; dossier; dossiernummer; vindplaats
    """,
    "guarantee": """
        guarantee; bankgarantie; bank guarantee; garantie; performance bond; zekerheid;
        concerngarantie; bond; caution
    """,
    "indexation": """
        indexation; indexering; indexcijfer; index; prijsindexering; indexeringsclausule;
        price indexation; price review; indexatie; indexeren
    """,
    "segment": """
        segment; kraljic; kraljic segment; leverancierssegment; segmentatie; supplier segment; kwadrant;
        kraljic kwadrant; supplier tier; leveranciersclassificatie; classificatie; classification;
        portfolio segment; leveranciersegment
    """,
    "remarks": """
        remarks; opmerkingen; opmerking; notes; note; comments; comment; bijzonderheden; toelichting 0.8;
        notities; notitie; aantekeningen; bemerkungen; remarques; observacoes; additional information
    """,
    "external_key": """
        external key; external id; externe sleutel; sleutel; key; extern id; relationship key
    """,
    "relationship_id": "relationship id; relatie id; counterparty relationship id",
    "contract_id": "counterparty contract id; registry contract id",
    "line_id": "counterparty line id; registry line id",
    "version": "version; versie; record version",
    "subject": """
        relationship subject; onderwerp van de relatie; onderwerp relatie;
        subject of the relationship
    """,
    "our_role": "our role; onze rol; role; rol",
    "nature": """
        nature; aard; aard relatie; relationship nature; nature of the relationship;
        aard van de relatie
    """,
    "phase": "phase; fase; relationship phase; fase relatie; lifecycle phase",
    "chosen_type": """
        collaboration type; samenwerkingstype; chosen type; gekozen type; type samenwerking;
        samenwerkingsvorm; relationship type; relatietype; gekozen samenwerkingstype
    """,
    "trust_target": """
        trust target; vertrouwensdoel; target trust; beoogd vertrouwen; gewenst vertrouwen;
        vertrouwensniveau; beoogd vertrouwensniveau; gewenst vertrouwensniveau; trust level 0.9;
        target trust level
    """,
    "reason": """
        reason; reden; motivering; reason of the choice; reden van de keuze; rationale 0.8;
        onderbouwing; motivatie
    """,
}
