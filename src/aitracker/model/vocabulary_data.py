"""The words a registry may use, each with its definition, and what queries must know of them."""

# Plain Python because a TOML file of this size costs 13 ms a start.

from __future__ import annotations

DEFINITIONS: dict[str, dict[str, str]] = {
    "collection": {
        "initiatives": (
            "something a public body sets up, adopts or promises, followed step by step"
        ),
        "partnerships": (
            "something two or more parties agree on or negotiate, followed step by step"
        ),
        "events": "a dated gathering at which things are announced or signed",
        "organizations": (
            "a body, company or state that a source names as acting or being represented"
        ),
        "people": "a person whom a source names as acting, attending or holding an office",
        "sources": "a publication with an address, on which facts rest",
    },
    "initiative-kind": {
        "strategy": (
            "a published plan with aims for several years and more than one line of action"
        ),
        "roadmap": "a published sequence of steps towards stated aims, usually with dates",
        "law": (
            "a text passed by parliament, or a decree in force, with its number or official "
            "publication"
        ),
        "regulation": ("a binding text of general scope beside the law, or of a union of states"),
        "directive": ("a binding text that members or bodies have to put into their own rules"),
        "decree": (
            "a text of the head of state or the government that applies a law or creates a body"
        ),
        "bill": "a draft law that a government or members of parliament prepare or have tabled",
        "policy": "a stated rule of conduct or doctrine of a public body, short of law",
        "guidelines": "published advice of a public body on how to act, which binds nobody",
        "code-of-practice": "a text of commitments that those concerned may sign up to",
        "standard": ("a technical specification of a standards body, or one being drafted there"),
        "consultation": (
            "an invitation to the public, experts or firms to give their views until a date"
        ),
        "report": "a finished document that assesses or advises, with an author and a date",
        "body": "a directorate, council or commission created by a text or a decision",
        "institute": "a named place of research or training, with a host or a founding act",
        "network": "several named sites or members run under one name",
        "programme": "a course of activities with beneficiaries, a budget or a term",
        "platform": "an online service or shared digital tool with a stated operator or use",
        "infrastructure": "a data centre, computer, network or site built or to be built",
        "sandbox": "a supervised setting in which new uses are tried under eased rules",
        "campaign": "activities meant to make the public aware of something",
        "fund": "money set aside under a name, with somebody who manages it",
        "call": "an open invitation to apply for money, a contract or a place",
        "competition": "a contest, a prize or a challenge with a jury",
        "tax-relief": "a lower tax, or a tax credit, granted for a stated purpose",
        "dataset": "data published under a name, or opened to stated users",
        "indicator": "a measure or ranking published by the body that computes it",
        "pledge": "a public undertaking by somebody in office, with no plan or text yet behind it",
    },
    "partnership-kind": {
        "mou": (
            "a text called a memorandum of understanding by its signatories, without firm duties"
        ),
        "framework-agreement": (
            "a signed text that sets general terms and leaves the details to later agreements"
        ),
        "convention": (
            "a text called a convention by its signatories, setting out what each party will do"
        ),
        "treaty": (
            "an agreement between states, or with bodies of states, under international law"
        ),
        "contract": (
            "a binding agreement for a supply or service, usually with a price or an award notice"
        ),
        "agreement": "a signed accord whose sources give it no more exact name",
        "joint-lab": "a laboratory that two or more parties set up and run together",
        "declaration": "a common statement of positions that parties sign or endorse",
        "code-of-practice": "a text of commitments that parties sign up to one by one",
        "resolution": "a text voted or adopted by an assembly, which members sponsor or support",
        "consortium": (
            "an undertaking of several parties for one project, under a common agreement"
        ),
        "membership": (
            "an entry into an organization or alliance, confirmed by it or by the member"
        ),
        "grant": "money given for a stated purpose under a signed agreement",
        "letter-of-intent": "a signed text that states the intention to agree later",
        "talks": "reported meetings about working together, with nothing signed yet",
    },
    "organization-kind": {
        "ministry": "a government department headed by a minister or delegate minister",
        "agency": "a public body that carries out a task under the supervision of the state",
        "regulator": "a public authority that by law oversees a sector or a right",
        "company": "a firm that trades, whether owned privately or by the state",
        "consortium": "several organizations that act together under one name",
        "university": "an institution of higher education that awards degrees",
        "research-centre": "a body whose stated purpose is research, alone or within a university",
        "international-organization": (
            "a body whose members are states, founded by treaty or agreement"
        ),
        "intergovernmental-body": (
            "an organ of a union of states: a commission, a council, a secretariat"
        ),
        "state": "a country acting as such, or its government as a whole",
        "public-fund": "a state institution whose stated purpose is to hold, lend or invest money",
        "region": "a regional council or the region it governs",
        "territorial": "a province, prefecture or commune, or the state authority posted there",
        "parliament": "a parliament, one of its chambers or one of its committees",
        "parliamentary-group": (
            "the members of one party or alliance who sit as a group in a chamber"
        ),
        "court": "a court, or a prosecutor's office",
        "standards-body": "a body that draws up technical standards",
        "political-party": "a party that stands for election",
        "association": "a federation, union, foundation or society not run for profit",
        "media": "a newspaper, agency, broadcaster or site that publishes news",
        "other": "an organization that none of the other kinds describes",
    },
    "source-kind": {
        "official": (
            "published by a public body or an international organization about its own acts"
        ),
        "press": "published by a news outlet or a news agency",
        "company": "published by a firm about itself or its business",
        "academic": "published by a university, a researcher or a scholarly journal",
        "other": "published by anybody else, such as an association or a personal site",
    },
    "status": {
        "proposed": "somebody asked for it or tabled it, and nobody able to decide has agreed",
        "announced": "somebody said it exists or will come, and nothing more is shown",
        "signed": "a source reports the signature, endorsement or accession itself",
        "adopted": "the body entitled to decide has voted, approved or published it",
        "passed": (
            "one of the bodies that have to agree has voted for it, and another has not yet"
        ),
        "launched": "those responsible say that it has officially begun",
        "active": "a source shows it in force, at work or in use",
        "scheduled": "its date is set, and no page from that day or later tells of it",
        "held": "a source from its day or later tells of it",
        "delayed": "a source says that it will come later than was set",
        "suspended": "a source says that it is halted and may be taken up again",
        "completed": "a source says that all that was intended has been done",
        "cancelled": "a source says that it was given up, withdrawn or repealed",
        "expired": "its stated term has run out and no source reports a renewal",
    },
    "role": {
        "signed": "signed it, according to a source or the document",
        "ratified": "made the signature binding by the act that its law requires",
        "joined": "became a party later, after others had signed",
        "refused": "was asked or expected to sign, and declined",
        "withdrew": "withdrew its signature, or left",
        "decided": "took the decision, or held the vote",
        "voted-for": "voted for it",
        "voted-against": "voted against it",
        "abstained": "took part in the vote and chose neither side",
        "oversaw": "was the authority in charge at the signing or launch, without signing",
        "presided": "chaired the event or the session",
        "presented": "presented it to an audience",
        "spoke": "gave a speech, took part in a panel or made a statement there",
        "met": "met the others named, in a meeting that a source reports",
        "attended": "was there in person, with no more active part reported",
        "remote": "took part from elsewhere, by video, recording or message",
        "announced": "was on the programme, whether or not they came",
        "absent": "was expected, and a source says or shows that they were not there",
    },
    "stage": {
        "announced": "an amount that somebody named in public, with no act that binds it",
        "committed": "an amount bound by a budget, a signed agreement or an award",
        "spent": "an amount that accounts or the payer report as paid out",
    },
    "evidence": {
        "unsourced": "no source is given for it",
        "single-source": "all its sources come from one publisher",
        "corroborated": "two or more publishers say it, and no listed source says otherwise",
        "contested": "at least one listed source says otherwise",
    },
    "promise-state": {
        "met": ("a dated step says that it meets this promise, or a measurement reaches the aim"),
        "measured": "a later measurement is entered that cannot be compared with the aim",
        "ended": ("another record succeeded or repealed the one that made the promise"),
        "overdue": "the last day of its date is past and nothing entered fulfils it",
        "maybe-overdue": (
            "its approximate date is past by less than one more period of its precision"
        ),
        "soon": "the last day of its date is at most 90 days away",
        "revised": "a later version with another date or value replaced it",
        "upcoming": "it will apply by itself from its date on",
        "in-force": "its date has come, and it applies by itself",
        "expired": "its last day is past, and it no longer applies",
        "open": "it is neither fulfilled nor ended, and its last day is distant or not set",
    },
    "outcome": {
        "met": "the measured value is what was aimed at",
        "short": "the measured value does not reach what was aimed at",
        "exceeded": "the measured value goes beyond what was aimed at",
    },
    "change": {
        "put-off": "a promise was given a later date, or what applies by itself was",
        "brought-forward": "a promise was given an earlier date, or what applies by itself was",
        "revised": ("a promise was renewed for the same date, with another value or condition"),
        "applies": "it begins to apply by itself",
        "expires": "it applies no longer, as its last day is past",
    },
    "relation": {
        "part_of": "a source says that this is part of the other",
        "implements": "a source says that this puts the other into practice",
        "hosted_by": "a source says that this has its seat or runs at the other",
        "follows": "this succeeds the other",
        "amends": "this changes the text of the other, which stays in force",
        "repeals": "this repeals the other",
        "see": "worth reading alongside, with no closer link that a source states",
    },
    "inverse-relation": {
        "part_of": "the other is a part of this",
        "implements": "the other puts this into practice",
        "hosted_by": "the other has its seat or runs here",
        "follows": "the other succeeds this",
        "amends": "the other changes the text of this",
        "repeals": "the other repeals this",
        "see": "the other points the reader here",
    },
    "part": {
        "lead": "named as responsible for it or as running it",
        "partner": "named as contributing to it under the direction of another",
        "party": "named as one of those bound by the agreement",
        "each-with": "one of several with each of which the same agreement was made separately",
        "organizer": "named as holding or convening the event",
        "signed-for": "somebody is reported to have signed on its behalf",
    },
}

JOINING_ROLES = ("signed", "ratified", "joined")
"""Roles that make an organization a party."""
