"""Who may do what at the doors: every operation of REST and every root field of GraphQL, by what it takes.

Read it as documentation: docs/access.md is made from it. An operation that is new belongs in one of these
lists before the tests pass.

REST operations stand as addresses with their methods, `*` being the id; `{history}` where there is one.
"""

from __future__ import annotations

from enum import Enum

from relationships.permissions import Act


class Sight(Enum):
    """What takes no act: who sees how much."""

    SIGNED_IN = "Everybody who is signed in: it is about himself, or about what he gives."
    SEEN = "Everybody: what there is of it in his units, nothing to who has no role."
    SHARED = "Everybody with a role, anywhere: it belongs to the whole installation."
    KEPT = "Administrators: what there is of it in the units of which one is the administrator."
    TOKENS = "Everybody who is signed in, with a token of scope ADMIN if with one: his tokens and password."
    OWN = "Everybody with a role, anywhere: it is his own."
    NAMED = "Who is named for it: a stakeholder of the set, the approver of the stage."


READS: dict[Sight | Act, str] = {
    Sight.SIGNED_IN: "me attention attention/counts compliance/figures compliance/progress duplicate-parties",
    Sight.SEEN: """
        users users/* role-assignments role-assignments/* role-assignments/*/history units units/*
        portfolios portfolios/* parties parties/* parties/*/merge-preview
        party-merges party-merges/* party-distinctions party-distinctions/*
        relationships relationships/* relationships/*/facts relationships/*/trust relationships/*/safeguards
        relationships/*/classifications relationships/*/verdict relationships/*/arrangements
        relationships/*/further-parties relationships/*/contracts relationships/*/compliance
        relationships/*/compliance/provisional relationships/*/suggestions relationships/*/judgements
        relationships/*/explanations relationships/*/labels relationships/*/label-dismissals
        further-parties/* facts facts/* trust-assessments trust-assessments/* safeguards safeguards/*
        classifications classifications/* verdicts contracts contracts/* contracts/*/lines contract-lines/*
        imports imports/* imports/*/rows import-profiles import-profiles/*
        saved-queries saved-queries/* saved-queries/*/history queries/*
        benefits benefits/* relationships/*/benefits interests interests/* relationships/*/interests
        interest-pairs interest-pairs/* relationships/*/interest-pairs
        capabilities capabilities/* relationships/*/capabilities
        capability-pairs capability-pairs/* relationships/*/capability-pairs
        resistance-signals resistance-signals/* relationships/*/resistance-signals
        development-plans development-plans/* relationships/*/development-plans development-plans/*/stages
        reviews reviews/* relationships/*/reviews stages stages/* compliance past-compliance
        judgements judgements/* explanations explanations/* label-dismissals label-dismissals/*
        units/*/history portfolios/*/history parties/*/history party-distinctions/*/history
        relationships/*/history contracts/*/history contract-lines/*/history facts/*/history
        trust-assessments/*/history safeguards/*/history classifications/*/history import-profiles/*/history
        benefits/*/history interests/*/history interest-pairs/*/history capabilities/*/history
        capability-pairs/*/history resistance-signals/*/history development-plans/*/history stages/*/history
        reviews/*/history judgements/*/history explanations/*/history label-dismissals/*/history
    """,
    Sight.SHARED: """
        categories categories/* categories/*/history safeguard-kinds safeguard-kinds/*
        safeguard-kinds/*/history exchange-rates exchange-rates/* exchange-rates/*/history
        rule-sets rule-sets/* rule-sets/*/history rule-sets/*/differences rule-sets/*/trial
        rule-sets/recomputing rule-set-approvals principle-sets principle-sets/*
        principle-sets/*/history principle-sets/*/differences principle-sets/*/trial
        principle-sets/*/principles principle-set-stakeholders principle-set-stakeholders/*/history
        principle-set-approvals principle-set-approvals/*/history principles principles/*
        principles/*/history discouraged-words discouraged-words/* discouraged-words/*/history
    """,
    Sight.TOKENS: "tokens tokens/*",
    Sight.KEPT: "webhooks webhooks/* webhooks/*/history webhook-deliveries webhook-deliveries/*",
    Act.EXPORT: "relationships/export contracts/export parties/export portfolios/*/export",
    Act.IMPORT: "imports/template imports/*/annotated",
}

WRITES: dict[Sight | Act, str] = {
    Sight.SIGNED_IN: "POST:fit/preview POST:fit/compare",
    Sight.SEEN: "POST:relationships/*/compare-types POST:relationships/*/what-if",
    Sight.NAMED: """
        POST:stages/*/approve POST:rule-sets/*/approve POST:rule-sets/*/withdraw-approval
        POST:principle-sets/*/approve POST:principle-sets/*/withdraw-approval
    """,
    Sight.TOKENS: "POST:tokens DELETE:tokens/* PUT:me/password",
    Sight.OWN: "POST:saved-queries",
    Act.SHARE_QUERIES: "PATCH:saved-queries/* DELETE:saved-queries/*",
    Act.KEEP_UNITS: "POST:units PATCH:units/*",
    Act.KEEP_USERS: """
        POST:users PATCH:users/* PUT:users/*/password POST:users/*/deactivate POST:users/*/reactivate
        POST:role-assignments DELETE:role-assignments/*
    """,
    Act.KEEP_PORTFOLIOS: "POST:portfolios PATCH:portfolios/*",
    Act.KEEP_PARTIES: """
        POST:parties POST:parties/bulk PATCH:parties/* POST:parties/*/merge POST:party-merges/*/undo
        POST:party-distinctions DELETE:party-distinctions/*
    """,
    Act.KEEP_RELATIONSHIPS: """
        POST:relationships POST:relationships/bulk PATCH:relationships/* DELETE:relationships/*
        POST:relationships/*/further-parties DELETE:further-parties/*
    """,
    Act.KEEP_ARRANGEMENTS: "PUT:relationships/*/arrangements/*",
    Act.RATE_FACTS: "POST:relationships/rate-parties POST:relationships/*/facts POST:facts/*/withdraw",
    Act.ASSESS_TRUST: "POST:relationships/*/trust POST:trust-assessments/*/withdraw",
    Act.KEEP_SAFEGUARDS: "POST:relationships/*/safeguards PATCH:safeguards/*",
    Act.CLASSIFY: "POST:relationships/*/classifications",
    Act.KEEP_CONTRACTS: """
        POST:contracts POST:contracts/bulk POST:relationships/*/contracts PATCH:contracts/* DELETE:contracts/*
        POST:contracts/*/lines PATCH:contract-lines/* DELETE:contract-lines/*
    """,
    Act.IMPORT: """
        POST:imports PATCH:imports/* POST:imports/*/apply POST:imports/*/cancel POST:imports/*/plan
        POST:imports/*/undo POST:imports/*/profile POST:import-profiles PATCH:import-profiles/*
        DELETE:import-profiles/*
    """,
    Act.KEEP_WEBHOOKS: """
        POST:webhooks PATCH:webhooks/* DELETE:webhooks/* POST:webhooks/*/rotate-secret POST:webhooks/*/test
        POST:webhooks/*/replay POST:webhook-deliveries/*/replay
    """,
    Act.KEEP_CATEGORIES: "POST:categories PATCH:categories/*",
    Act.KEEP_SAFEGUARD_KINDS: "POST:safeguard-kinds PATCH:safeguard-kinds/*",
    Act.KEEP_RATES: "POST:exchange-rates",
    Act.KEEP_RULE_SETS: """
        POST:rule-sets PATCH:rule-sets/* DELETE:rule-sets/* PUT:rule-sets/*/stakeholders
        POST:rule-sets/*/submit POST:rule-sets/*/put-in-force
    """,
    Act.KEEP_PRINCIPLE_SETS: """
        POST:principle-sets PATCH:principle-sets/* DELETE:principle-sets/*
        PUT:principle-sets/*/stakeholders POST:principle-sets/*/submit POST:principle-sets/*/put-in-force
        POST:principle-sets/*/principles PATCH:principles/* DELETE:principles/*
        POST:principles/*/activate POST:principles/*/deactivate
    """,
    Act.KEEP_WORD_LISTS: "POST:discouraged-words PATCH:discouraged-words/* DELETE:discouraged-words/*",
    Act.KEEP_EVIDENCE: """
        POST:relationships/*/benefits PATCH:benefits/* DELETE:benefits/*
        POST:relationships/*/interests PATCH:interests/* DELETE:interests/*
        POST:relationships/*/interest-pairs PATCH:interest-pairs/* DELETE:interest-pairs/*
        POST:relationships/*/capabilities PATCH:capabilities/* DELETE:capabilities/*
        POST:relationships/*/capability-pairs PATCH:capability-pairs/* DELETE:capability-pairs/*
        POST:relationships/*/resistance-signals PATCH:resistance-signals/* DELETE:resistance-signals/*
        POST:resistance-signals/*/answer POST:relationships/*/development-plans PATCH:development-plans/*
        DELETE:development-plans/* POST:development-plans/*/abandon POST:development-plans/*/stages
        PATCH:stages/* DELETE:stages/*
    """,
    Act.KEEP_REVIEWS: "POST:relationships/*/reviews PATCH:reviews/* DELETE:reviews/*",
    Act.JUDGE_COMPLIANCE: "POST:relationships/*/judgements POST:judgements/*/withdraw",
    Act.WRITE_EXPLANATIONS: "POST:relationships/*/explanations POST:explanations/*/withdraw",
    Act.APPROVE_EXPLANATIONS: "POST:explanations/*/approve",
    Act.DISMISS_LABELS: "POST:relationships/*/label-dismissals DELETE:label-dismissals/*",
}

FIELDS: dict[Sight | Act, str] = {
    Sight.SIGNED_IN: """
        me attention attentionCounts complianceFigures complianceProgress duplicateParties fitPreview
        comparedTypes limits
    """,
    Sight.SEEN: """
        node mergePreview whatIf relationshipFacts contractFacts complianceFacts classificationFacts
        ratingFacts trustFacts attentionFacts tombstones relationshipSummary contractSummary
        complianceSummary classificationSummary ratingSummary trustSummary attentionSummary
        parties partyMerges partyDistinctions relationships contracts factRatings trustAssessments safeguards
        classifications verdicts arrangements units users roleAssignments portfolios benefits interests
        interestPairs capabilities capabilityPairs resistanceSignals developmentPlans stages reviews
        compliance pastCompliance judgements explanations labelDismissals importRuns importProfiles
        savedQueries
    """,
    Sight.SHARED: """
        categories ruleSets ruleSetStakeholders ruleSetApprovals safeguardKinds exchangeRates principleSets
        principles stakeholders approvals discouragedWords comparedRuleSets comparedPrincipleSets
        triedRuleSet triedPrincipleSet recomputing
    """,
    Sight.TOKENS: "tokens",
    Sight.KEPT: "webhooks webhookDeliveries",
}

MUTATIONS: dict[Sight | Act, str] = {
    Sight.NAMED: """
        approveStage approveRuleSet withdrawRuleSetApproval approvePrincipleSet withdrawApproval
    """,
    Sight.TOKENS: "createToken revokeToken changeOwnPassword",
    Sight.OWN: "createSavedQuery",
    Act.SHARE_QUERIES: "changeSavedQuery removeSavedQuery",
    Act.KEEP_UNITS: "createUnit changeUnit",
    Act.KEEP_USERS: "createUser changeUser setPassword deactivateUser reactivateUser grantRole revokeRole",
    Act.KEEP_PORTFOLIOS: "createPortfolio changePortfolio",
    Act.KEEP_PARTIES: """
        createParty changeParty mergeParties undoMerge tellPartiesApart tellPartiesApartNoMore
    """,
    Act.KEEP_RELATIONSHIPS: """
        createRelationship changeRelationship removeRelationship addFurtherParty removeFurtherParty
    """,
    Act.KEEP_ARRANGEMENTS: "setArrangement",
    Act.RATE_FACTS: "rateFacts rateParties withdrawRating",
    Act.ASSESS_TRUST: "assessTrust withdrawAssessment",
    Act.KEEP_SAFEGUARDS: "addSafeguard changeSafeguard",
    Act.CLASSIFY: "classify",
    Act.KEEP_CONTRACTS: "createContract changeContract removeContract addLine changeLine removeLine",
    Act.IMPORT: """
        changeImport planImport applyImport cancelImport undoImport saveImportProfile createImportProfile
        changeImportProfile removeImportProfile
    """,
    Act.KEEP_WEBHOOKS: """
        createWebhook changeWebhook removeWebhook rotateWebhookSecret testWebhook replayWebhookDelivery
        replayWebhook
    """,
    Act.KEEP_CATEGORIES: "createCategory changeCategory",
    Act.KEEP_SAFEGUARD_KINDS: "createSafeguardKind changeSafeguardKind",
    Act.KEEP_RATES: "setRate",
    Act.KEEP_RULE_SETS: """
        draftRuleSet changeRuleSet nameRuleSetStakeholders submitRuleSet activateRuleSet discardRuleSet
    """,
    Act.KEEP_PRINCIPLE_SETS: """
        draftPrincipleSet changePrincipleSet nameStakeholders submitPrincipleSet putPrincipleSetInForce
        discardPrincipleSet addPrinciple changePrinciple activatePrinciple deactivatePrinciple
        removePrinciple
    """,
    Act.KEEP_WORD_LISTS: "addDiscouragedWord changeDiscouragedWord removeDiscouragedWord",
    Act.KEEP_EVIDENCE: """
        createBenefit changeBenefit removeBenefit createInterest changeInterest removeInterest
        createInterestPair changeInterestPair removeInterestPair createCapability changeCapability
        removeCapability createCapabilityPair changeCapabilityPair removeCapabilityPair
        createResistanceSignal changeResistanceSignal removeResistanceSignal answerResistanceSignal
        createDevelopmentPlan changeDevelopmentPlan removeDevelopmentPlan abandonDevelopmentPlan addStage
        changeStage removeStage
    """,
    Act.KEEP_REVIEWS: "createReview changeReview removeReview",
    Act.JUDGE_COMPLIANCE: "judgeCompliance withdrawJudgement",
    Act.WRITE_EXPLANATIONS: "writeExplanation withdrawExplanation",
    Act.APPROVE_EXPLANATIONS: "approveExplanation",
    Act.DISMISS_LABELS: "dismissLabel undoDismissal",
}


def by_name(table: dict[Sight | Act, str]) -> dict[str, Sight | Act]:
    """What each of them takes."""
    return {name: takes for takes, names in table.items() for name in names.split()}
