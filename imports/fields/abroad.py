"""Headers of contract lists in French, German and Portuguese.

Written as in `imports.fields.aliases`: per field, separated by semicolons, a number behind a header
lowers its confidence.
"""

FRENCH: dict[str, str] = {
    "contract_number": """
        numero de contrat; numero du contrat; numero de marche; numero du marche; numero marche;
        marche numero; reference du marche; reference marche; ref marche; reference du contrat;
        reference contrat; code marche; numero de bon de commande; numero d engagement 0.8
    """,
    "line_number": "ligne; numero de ligne",
    "lot": "numero de lot; numero du lot; lot numero",
    "title": """
        objet du contrat; intitule; intitule du marche; libelle; libelle du marche; objet de la commande
    """,
    "description": "nature des prestations; prestations; detail; description des prestations",
    "parent_contract": "numero accord cadre; numero d accord cadre; contrat cadre; marche parent",
    "contract_type": "nature du marche; nature du contrat; forme du marche; type marche; nature 0.7",
    "category": """
        famille d achat; famille d achats; famille; segment d achat; domaine d achat; nomenclature
    """,
    "cpv": "code cpv; codes cpv; cpv principal",
    "procedure": """
        procedure de passation; mode de passation; type de consultation; procedure de marche;
        mode de consultation
    """,
    "notice_reference": "numero boamp; avis boamp; reference boamp; avis de marche; avis d attribution 0.8",
    "award_date": """
        date de signature; date attribution; date notification; date signature; date du marche;
        date d attribution du marche; date de conclusion; date de notification du marche
    """,
    "start": """
        date debut; date de debut du marche; date de debut du contrat; debut du marche; debut du contrat;
        date de commencement; date d effet; date de prise d effet; date d entree en vigueur;
        date de demarrage; a compter du; debut de validite
    """,
    "end": """
        date fin; date de fin du marche; date de fin du contrat; fin du marche; fin du contrat;
        date d echeance; echeance; date d expiration; date de fin de marche; fin de validite; terme;
        date de fin d execution
    """,
    "latest_end": """
        date de fin maximale; date de fin max; fin maximale; fin reconductions comprises;
        date de fin reconductions comprises; echeance maximale; date limite de fin
    """,
    "current_end": """
        prolonge jusqu a; reconduit jusqu au; date de fin apres prolongation; prolongation jusqu au
    """,
    "year": "exercice; annee budgetaire; millesime",
    "term_months": """
        duree du marche; duree du contrat; duree en mois; duree mois; duree initiale;
        duree initiale en mois; duree ferme
    """,
    "options": """
        reconductions; nombre de reconductions; options de reconduction; nb de reconductions;
        reconductions possibles; periodes de reconduction; reconduction 0.8
    """,
    "options_exercised": "reconductions exercees; reconductions faites; nombre de reconductions exercees",
    "tacit_renewal": "reconduction tacite; renouvellement tacite; renouvellement automatique",
    "renewal_months": "periode de reconduction; duree de reconduction; duree de la reconduction",
    "notice_period": "delai de resiliation; delai de denonciation; delai preavis",
    "notice_date": """
        date limite de preavis; date limite de denonciation; date limite de resiliation;
        date de denonciation; a denoncer avant; denonciation avant le
    """,
    "signal_date": "date d alerte; date de rappel; alerte",
    "tender_start": "date de relance; date de remise en concurrence; relance du marche",
    "review_date": "date de revue; date de revision 0.8; date d evaluation",
    "payment_term": "delai de paiement en jours; delai paiement",
    "value": """
        montant du contrat; montant total; montant initial; montant notifie; montant attribue;
        montant de l attribution; montant engage; montant hors taxe; montant hors taxes;
        montant initial du marche; valeur; valeur du marche; prix du marche; montant ttc
    """,
    "estimated_value": """
        estimation; valeur estimee; montant previsionnel; montant estimatif; estimation du marche;
        valeur globale estimee
    """,
    "maximum_value": """
        montant maximum; montant maximal; montant max; montant maximum du marche; valeur maximale;
        plafond de l accord cadre; montant plafond
    """,
    "annual_value": "montant par an; cout annuel; valeur annuelle; depense annuelle; montant annuel estime",
    "spent": """
        montant mandate; depense; depenses; realise; montant realise; montant consomme; consomme;
        montant facture; montant regle; paye
    """,
    "vat_amount": "montant tva; montant de la tva; tva 0.9",
    "vat": "tva; regime de tva; ht ttc",
    "currency": "monnaie; code devise",
    "party_name": """
        titulaire du marche; titulaire du contrat; nom du titulaire; raison sociale; prestataire;
        cocontractant; nom du fournisseur; nom fournisseur; raison sociale du titulaire; entreprise;
        entreprise attributaire; nom de l attributaire; tiers 0.8; societe; denomination du titulaire;
        fournisseur nom
    """,
    "party_place": """
        ville; commune 0.75; commune du titulaire; ville du titulaire; ville du fournisseur; localite
    """,
    "legal_name": "denomination sociale; denomination",
    "party_country": "pays; pays du titulaire; code pays",
    "identifier_vat": "numero tva; numero de tva; tva intracommunautaire; numero de tva intracommunautaire",
    "creditor_number": """
        code fournisseur; numero fournisseur; numero de fournisseur; code tiers; numero tiers
    """,
    "group": "groupe; maison mere; societe mere",
    "consortium_member": "cotraitant; cotraitants; co traitant; co traitants; membre du groupement",
    "lead_party": "mandataire; mandataire du groupement",
    "subcontractor": "sous traitant; sous traitants",
    "guarantor": "garant",
    "entity": "nom de l acheteur; collectivite; entite; etablissement; commune 0.6; maitre d ouvrage",
    "department": """
        direction; service gestionnaire; service prescripteur; direction gestionnaire; pole; departement;
        service acheteur 0.8; service responsable
    """,
    "cost_centre": "centre de couts; imputation; imputation budgetaire; compte; chapitre 0.8",
    "owner": "responsable du marche; responsable du contrat; prescripteur",
    "contract_manager": """
        gestionnaire; gestionnaire du marche; gestionnaire du contrat; referent; suivi par
    """,
    "buyer": "acheteur public; acheteuse; acheteur responsable; acheteur 0.9",
    "status": "etat; etat du marche; etat du contrat; statut du marche; statut du contrat",
    "sme": "tpe pme; est une pme",
    "terms": "ccag; ccag applicable; conditions generales; conditions generales d achat",
    "dpa": "rgpd; clause rgpd; contrat de sous traitance rgpd; accord de sous traitance de donnees",
    "document": "lien; lien vers le document; fichier; piece; numero de dossier",
    "guarantee": "retenue de garantie; garantie bancaire; garantie a premiere demande; cautionnement",
    "indexation": """
        revision de prix; revision des prix; indexation des prix; clause de revision; forme des prix 0.8
    """,
    "segment": "segmentation; segment fournisseur",
    "remarks": "observations; observation; commentaires; commentaire; remarque",
    "reason": "justification; motif",
}

GERMAN: dict[str, str] = {
    "contract_number": """
        vertrags nr; vertrag nr; vertragsnr; vertrags id; aktenzeichen; referenznummer; bestellnummer;
        bestell nr; auftragsnummer; auftrags nr; vertragskennung; vergabenummer; kontraktnummer;
        vertragsreferenz
    """,
    "line_number": "position 0.8; positionsnummer; pos 0.8; pos nr; lfd nr 0.8; laufende nr 0.8; zeile",
    "lot": "los nr; losnummer",
    "title": """
        vertragsbezeichnung; vertragstitel; vertragsname; betreff; auftragsgegenstand; leistung 0.8;
        auftragsbezeichnung; kurzbezeichnung; kurzbeschreibung; name des vertrags
    """,
    "description": """
        leistungsbeschreibung; vertragsbeschreibung; langtext; leistungsumfang; art der leistung
    """,
    "parent_contract": """
        rahmenvertragsnummer; rahmenvereinbarung; rahmenvertrag nr; uebergeordneter vertrag
    """,
    "contract_type": "vertragstyp; art des vertrags; vertragsform; auftragsart",
    "category": "kategorie; produktgruppe; materialgruppe; einkaufskategorie; beschaffungskategorie",
    "cpv": "cpv hauptcode",
    "procedure": "vergabeverfahren; art des verfahrens; verfahren; ausschreibungsart; art der vergabe",
    "notice_reference": "bekanntmachungsnummer; bekanntmachung; ted nr; vergabebekanntmachung",
    "award_date": """
        auftragsdatum; vergabedatum; unterzeichnungsdatum; datum der zuschlagserteilung;
        datum des zuschlags; zuschlag am; vertragsdatum; unterschriftsdatum; datum der unterzeichnung;
        vertragsabschluss; abschlussdatum; tag der zuschlagserteilung
    """,
    "start": """
        von 0.8; ab 0.8; laufzeit von; laufzeit ab; vertragsstart; anfangsdatum; anfang; gultig ab;
        gultig von; beginn der laufzeit; vertragsbeginn am; beginndatum; leistungsbeginn; startdatum vertrag;
        datum beginn
    """,
    "end": """
        enddatum; bis 0.8; laufzeit bis; gultig bis; ablaufdatum; ablauf; vertragsablauf; ende der laufzeit;
        vertragsende am; befristet bis; leistungsende; befristung 0.8; endedatum; datum ende
    """,
    "latest_end": """
        spatestes ende; maximales vertragsende; spatestes vertragsende; maximales ende;
        hochstlaufzeit bis; langstes vertragsende; ende nach verlangerung
    """,
    "current_end": "aktuelles vertragsende; verlangerung bis; aktuelles ende",
    "year": "haushaltsjahr; geschaftsjahr; kalenderjahr; vertragsjahr 0.8",
    "year_part": "halbjahr; vierteljahr",
    "term_months": """
        vertragslaufzeit; vertragsdauer; dauer; laufzeit in monaten; grundlaufzeit; mindestlaufzeit;
        erstlaufzeit; laufzeit in jahren
    """,
    "options": """
        verlangerungsoptionen; optionen; verlangerungsmoglichkeiten; verlangerungsmoglichkeit;
        anzahl verlangerungsoptionen; anzahl optionen; optionsjahre
    """,
    "options_exercised": "gezogene optionen; genutzte optionen; ausgeubte optionen",
    "tacit_renewal": """
        automatische verlangerung; verlangert sich automatisch; verlangerung stillschweigend;
        automatisch verlangernd; stillschweigend
    """,
    "renewal_months": "verlangerungszeitraum; verlangerungsperiode; verlangerungsdauer",
    "notice_period": "frist zur kundigung; kundigungsfrist in monaten; kundigungsfrist in tagen; kundfrist",
    "notice_date": """
        kundigung bis; kundigen bis; kundigungstermin; spatester kundigungstermin; kundbar bis;
        kundigung spatestens; nachster kundigungstermin; kundigungsdatum 0.8
    """,
    "signal_date": "wiedervorlage; wiedervorlagedatum; erinnerungsdatum; erinnerung",
    "tender_start": "ausschreibungsbeginn; start ausschreibung; beginn ausschreibung; neuausschreibung",
    "review_date": "prufdatum; uberprufung; uberprufungsdatum; evaluierung; nachste prufung",
    "payment_term": "zahlungsfrist; zahlungsziel in tagen; zahlungsbedingungen 0.8; zahlungsbedingung 0.8",
    "value": """
        vertragssumme; auftragssumme; vertragsvolumen; auftragsvolumen; nettobetrag; gesamtwert;
        gesamtbetrag; gesamtsumme; gesamtauftragswert; bruttobetrag; summe; zuschlagssumme; nettowert;
        vertragsbetrag; volumen; kosten; preis; angebotssumme; auftragswert netto
    """,
    "estimated_value": """
        schatzwert; geschatzter auftragswert; geschatzte kosten; kostenschatzung;
        geschatzter vertragswert; geschatztes volumen
    """,
    "maximum_value": """
        hochstwert; hochstbetrag; maximalwert; maximaler auftragswert; hochstmenge 0.8; obergrenze
    """,
    "annual_value": """
        jahrlicher wert; jahresbetrag; jahrliche kosten; kosten pro jahr; kosten pa; jahreskosten;
        jahresvolumen; wert pro jahr; betrag pro jahr
    """,
    "spent": """
        ausgegeben; verbraucht; abgerufen; ist kosten; ausgaben; abgerechnet; bezahlt; istkosten; abruf;
        bisher bezahlt; bisherige ausgaben
    """,
    "vat_amount": "mwst betrag; ust betrag; mehrwertsteuerbetrag; umsatzsteuer 0.9; mehrwertsteuer 0.9",
    "vat": "mwst; ust; mehrwertsteuer; umsatzsteuer; netto brutto",
    "currency": "wahrungscode; wahrungskennzeichen; wkz",
    "party_name": """
        vertragspartner; vertragspartei; kreditor; kreditorname; name kreditor; dienstleister;
        name des auftragnehmers; name auftragnehmer; name lieferant; lieferantenname;
        name des lieferanten; unternehmen; anbieter; auftragnehmerin; geschaftspartner; gesellschaft 0.8;
        bieter 0.8
    """,
    "party_place": "ort; sitz; firmensitz; sitz des auftragnehmers; stadt; ort lieferant",
    "legal_name": "firmenname; firmierung; rechtlicher name",
    "party_country": "landercode; landerkennzeichen; staat; land lieferant",
    "identifier_vat": """
        ust id; ust idnr; ust id nr; ustid; umsatzsteuer id; umsatzsteuer identifikationsnummer;
        umsatzsteueridentifikationsnummer; mwst nr
    """,
    "creditor_number": """
        kreditorennummer; kreditor nr; kreditoren nr; kreditornummer; lieferantennummer; lieferanten nr;
        lieferant nr; geschaftspartnernummer
    """,
    "group": "konzern; muttergesellschaft; mutterunternehmen; unternehmensgruppe",
    "consortium_member": """
        bietergemeinschaft; mitglied der bietergemeinschaft; arge partner; konsortialpartner
    """,
    "lead_party": "konsortialfuhrer; federfuhrer; hauptauftragnehmer; generalunternehmer",
    "subcontractor": "nachunternehmer; unterauftragnehmer; subunternehmer",
    "guarantor": "burge",
    "entity": """
        vergabestelle; gemeinde; mandant; buchungskreis; organisation auftraggeber; behorde; dienststelle;
        offentlicher auftraggeber
    """,
    "department": """
        fachbereich; amt 0.8; referat; dezernat; organisationseinheit; bereich; sachgebiet; bedarfstrager;
        fachamt; zustandige abteilung
    """,
    "cost_centre": "sachkonto; kostenstellennummer; produktsachkonto; kostentrager; haushaltsstelle",
    "owner": """
        verantwortlich; vertragsverantwortlicher; vertragsverantwortliche; vertragseigner;
        budgetverantwortlicher
    """,
    "contract_manager": """
        vertragsbetreuer; ansprechpartner; ansprechpartnerin; betreuer; zustandig; sachbearbeiter
    """,
    "buyer": "einkauferin; einkaufergruppe; einkauf; vergabesachbearbeiter",
    "status": "zustand; status des vertrags; vertragszustand",
    "sme": "ist kmu; kmu ja nein",
    "terms": "agb; vertragsbedingungen; einkaufsbedingungen; evb it; vol b",
    "dpa": "avv; auftragsverarbeitung; auftragsverarbeitungsvertrag; av vertrag; adv vertrag",
    "document": "dokument; ablageort; ablage; akte; dokumentenlink; speicherort",
    "guarantee": "burgschaft; bankburgschaft; sicherheit; vertragserfullungsburgschaft",
    "indexation": "preisanpassung; preisgleitklausel; indexierung; preisgleitung; indexklausel",
    "segment": "segmentierung; lieferantensegment; lieferantenklasse",
    "remarks": "bemerkung; kommentar; kommentare; anmerkungen; anmerkung; notiz; notizen; hinweise",
    "reason": "begrundung",
}

PORTUGUESE: dict[str, str] = {
    "contract_number": """
        numero de contrato; numero contrato; numero de procedimento; numero do procedimento; referencia;
        referencia do contrato; id contrato; codigo do contrato; processo 0.8; numero do processo 0.9
    """,
    "line_number": "linha; numero da linha",
    "lot": "numero do lote",
    "title": "objecto do contrato; designacao; designacao do contrato; objeto contratual; objecto; assunto",
    "description": "descricao do contrato; descricao do objeto",
    "parent_contract": "numero acordo quadro; contrato principal; contrato mae",
    "contract_type": "tipos de contrato; tipo contrato; modalidade",
    "category": "categoria de compra; familia; familia de compra; grupo de compra",
    "cpv": "codigo cpv; codigos cpv; cpv principal",
    "procedure": """
        procedimento; tipo procedimento; tipo de procedimento adotado; procedimento adotado;
        forma de contratacao
    """,
    "notice_reference": "numero anuncio; numero do anuncio; anuncio; referencia do anuncio",
    "award_date": """
        data de celebracao do contrato; data celebracao contrato; data celebracao; data de assinatura;
        data do contrato; data contrato; data adjudicacao; data da decisao de adjudicacao; data assinatura
    """,
    "start": """
        data inicio; data de inicio do contrato; data de inicio de vigencia; inicio de vigencia;
        inicio do contrato; data de inicio da vigencia; data de entrada em vigor; vigencia de;
        inicio de execucao
    """,
    "end": """
        data fim; termo; termo do contrato; data de conclusao; data de fecho; data de fim do contrato;
        fim do contrato; data termo; fim de vigencia; data de termo do contrato; vigencia ate;
        data de fim de vigencia; data fecho; validade
    """,
    "latest_end": "data maxima de fim; data maxima de termo; termo maximo; fim maximo",
    "current_end": "prorrogado ate; prorrogacao ate; renovado ate",
    "year": "ano civil; ano economico",
    "term_months": """
        duracao; duracao do contrato; prazo do contrato; prazo de vigencia; duracao em meses; vigencia;
        prazo em meses; prazo contratual
    """,
    "options": """
        prorrogacoes; renovacoes; numero de renovacoes; opcoes de renovacao; prorrogacoes possiveis
    """,
    "options_exercised": "renovacoes exercidas; renovacoes efetuadas; prorrogacoes exercidas",
    "tacit_renewal": "renovacao automatica; renovacao tacita; renova automaticamente",
    "renewal_months": "periodo de renovacao; prazo de renovacao; duracao da renovacao",
    "notice_period": "pre aviso; aviso previo; prazo de denuncia; prazo de aviso previo",
    "notice_date": "data limite de denuncia; denuncia ate; data limite para denuncia",
    "signal_date": "data de alerta; alerta",
    "tender_start": "inicio do concurso; lancamento do concurso",
    "review_date": "data de revisao; data de avaliacao; proxima avaliacao",
    "payment_term": "prazo de pagamento; condicoes de pagamento 0.8",
    "value": """
        valor contratual; preco; montante; valor total; valor adjudicado; valor de adjudicacao;
        valor total do contrato; preco do contrato; valor do contrato sem iva; valor sem iva;
        preco sem iva; montante do contrato
    """,
    "estimated_value": "valor estimado; preco base; valor base; valor previsto; estimativa",
    "maximum_value": "valor maximo; montante maximo; preco maximo",
    "annual_value": "valor anual; custo anual; montante anual; valor por ano",
    "spent": """
        pago; valor pago; executado; montante pago; valor executado; preco total efetivo;
        preco total efectivo; despesa; valor faturado; faturado; valor realizado
    """,
    "vat_amount": "valor iva; valor do iva; montante iva; iva 0.9",
    "vat": "iva; regime de iva",
    "currency": "divisa; codigo da moeda",
    "party_name": """
        entidade adjudicataria; entidades adjudicatarias; empresa; cocontratante; contratante privado;
        nome do fornecedor; nome do adjudicatario; entidade contratada; prestador; prestador de servicos;
        empreiteiro; adjudicataria; adjudicatarios; designacao social; contratados; fornecedor nome
    """,
    "party_place": "localidade; cidade; concelho 0.8; sede; municipio do fornecedor",
    "legal_name": "denominacao social; firma social",
    "party_country": "pais; pais do fornecedor; codigo do pais",
    "identifier_vat": """
        nif; nipc; nif adjudicatario; nif do adjudicatario; nif fornecedor; nif do fornecedor;
        nif entidade adjudicataria; numero de contribuinte; contribuinte; nif nipc
    """,
    "creditor_number": "codigo fornecedor; codigo do fornecedor; numero fornecedor; numero de fornecedor",
    "group": "grupo; empresa mae; grupo economico",
    "consortium_member": "membro do consorcio; membros do consorcio; consorciado; agrupamento",
    "subcontractor": "subcontratado; subcontratados; subempreiteiro; subempreiteiros",
    "guarantor": "fiador",
    "entity": "entidade contratante; municipio; camara municipal; entidade; adjudicante contratante",
    "department": "divisao; unidade organica; servico; direcao; direcao municipal; servico requisitante",
    "cost_centre": """
        centro de custo; centro de custos; rubrica; classificacao economica; rubrica orcamental
    """,
    "owner": "responsavel; responsavel do contrato; responsavel pelo contrato",
    "contract_manager": """
        gestor; gestor do contrato; gestor de contrato; gestor contrato; gestora do contrato
    """,
    "buyer": "comprador; compradora; tecnico de compras",
    "status": "estado do contrato; situacao; situacao do contrato; estado contrato",
    "terms": "condicoes gerais; caderno de encargos 0.8",
    "dpa": "acordo de tratamento de dados; subcontratacao de dados; clausula rgpd",
    "document": "documento; documentos; ficheiro; ligacao; numero do documento",
    "guarantee": "caucao; garantia bancaria; garantia; caucao prestada",
    "indexation": "revisao de precos; indexacao; atualizacao de precos",
    "segment": "segmentacao; segmento",
    "remarks": "notas; nota; comentarios; comentario; observacao",
    "reason": "fundamentacao; justificacao; motivo",
}
